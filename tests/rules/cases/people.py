"""Cases of the rules on customers: forms of numbers, mandatory cells, probable duplicates."""

from tests.rules.cases import bad, case

ID = "110101199003074514"

CASES = (
    case(
        "V601",
        customers=[
            {"phone": "13800138000"},
            {"phone": "0755-8888 8888"},
            {"phone": "(02) 2311-1234 转 55"},
            {"phone": "+886 2 2311 1234"},
            {"phone": "13800138000 / 0755-88888888"},
            {"phone": None},
            {"phone": bad("1380013800")},
            {"phone": bad("138001380001")},
            {"phone": bad("见名片")},
            {"phone": bad("12345")},
            {"phone": bad("=cmd|'/C calc'!A0")},
        ],
    ),
    case(
        "V601",
        language="en",
        customers=[{"phone": "1 415 555 2671"}, {"phone": "14155552671"}, {"phone": bad("n/a yet")}],
    ),
    case(
        "V602",
        customers=[
            {"email": "li.wei@example.com"},
            {"email": "a@b.cn; c@d.com.tw"},
            {"email": None},
            {"email": bad("li.wei.example.com")},
            {"email": bad("li@example")},
            {"email": bad("@example.com")},
        ],
    ),
    case(
        "V603",
        customers=[
            {"id_number": ID},
            {"id_number": "110101900307451"},
            {"id_number": "A123456789"},
            {"id_number": "E12345678"},
            {"id_number": None},
            {"id_number": "91350100M000100Y43", "customer_type": "company"},
            {"id_number": bad("110101199003074513")},
            {"id_number": bad("110101199013074514")},
            {"id_number": bad("11010119900307451")},
            {"id_number": bad("A123456788")},
        ],
    ),
    case(
        "V604",
        customers=[
            {"id_number": ID, "birth_date": "1990-03-07"},
            {"id_number": ID, "birth_date": None},
            {"id_number": "110101199003074513", "birth_date": "1980-01-01"},
            {"id_number": "A123456789", "birth_date": "1980-01-01"},
            {"id_number": ID, "birth_date": bad("1990-07-03")},
        ],
    ),
    case(
        "V605",
        customers=[
            {"id_number": ID, "gender": "male"},
            {"id_number": ID, "gender": None},
            {"id_number": ID, "gender": bad("female")},
            {"id_number": "A223456781", "gender": bad("male")},
        ],
    ),
    case(
        "V606",
        customers=[
            {"customer_type": "company", "id_number": "91350100M000100Y43"},
            {"customer_type": "company", "id_number": "12345678"},
            {"customer_type": "individual", "id_number": "91350100M000100Y44"},
            {"customer_type": "company", "id_number": bad("91350100M000100Y44")},
        ],
    ),
    case(
        "K301",
        customers=[
            {"customer_id": "C1", "name": "李伟", "id_number": ID},
            {"customer_id": "C2", "name": "李伟", "id_number": "E12345678"},
            {"customer_id": "C3", "name": "李 伟", "id_number": bad(ID)},
            {"customer_id": "C4", "name": "李伟", "id_number": None},
            {"customer_id": "C5", "name": "李伟", "id_number": None},
            {"customer_id": "C1", "name": "李伟", "id_number": ID},
        ],
    ),
    case(
        "K302",
        customers=[
            {"customer_id": "C1", "name": "李伟", "phone": "0755-88888888"},
            {"customer_id": "C2", "name": "李先生", "phone": bad("0755 8888 8888")},
            {"customer_id": "C3", "name": "王芳", "phone": "13800138000"},
            {"customer_id": "C4", "name": "无", "phone": "不详"},
            {"customer_id": "C5", "name": "空", "phone": "不详"},
            {"customer_id": "C6", "name": "张三", "phone": "13900139000", "id_number": ID},
            {"customer_id": "C7", "name": "张三", "phone": "13900139000", "id_number": ID},
        ],
    ),
    case(
        "K303",
        customers=[
            {"customer_id": "C1", "name": "Li Wei", "birth_date": "1990-03-07"},
            {"customer_id": "C2", "name": "LI WEI", "birth_date": bad("1990-03-07")},
            {"customer_id": "C3", "name": "Li Wei", "birth_date": "1991-03-07"},
            {"customer_id": "C4", "name": "Li Wei", "birth_date": None},
            {"customer_id": "C5", "name": "Li Wei", "birth_date": None},
            {"customer_id": "C6", "name": None, "birth_date": "1990-03-07"},
        ],
    ),
    case(
        "V701",
        customers=[{"customer_id": "C1", "name": "李伟"}, {"customer_id": bad(), "name": bad("")}],
        follow_ups=[{"customer_id": "C1", "date": bad(), "channel": "call"}],
    ),
    case(
        "B501",
        customers=[
            {"customer_id": "C1", "phone": bad(), "birth_date": bad(), "risk_profile": bad()},
            {"customer_id": "C2", "customer_type": "company", "phone": bad(), "birth_date": None, "risk_profile": None},
            {"customer_id": "C3", "phone": "1", "birth_date": "1990-03-07", "risk_profile": "C3"},
            {"customer_id": "C4", "phone": None, "birth_date": None, "risk_profile": None},
        ],
        measures={"tier": ["顶端客户", "高端客户", "高端客户", "普通客户"]},
    ),
    case("B502", customers=[{"manager": "王芳"}, {"manager": bad()}]),
    case(
        "B503",
        customers=[
            {"customer_id": "C1", "stage": bad("prospect")},
            {"customer_id": "C2", "stage": "customer"},
            {"customer_id": "C3", "stage": None},
            {"customer_id": "C4", "stage": "lost"},
            {"customer_id": "C5", "stage": bad("lost")},
        ],
        purchases=[
            {"customer_id": customer, "date": "2026-03-01", "product": "A", "amount": 100}
            for customer in ("C1", "C2", "C3")
        ],
        assets=[{"customer_id": "C5", "review_date": "2026-03-01", "asset_class": "fund", "name": "A", "value": 5}],
    ),
    case(
        "B504",
        customers=[
            {"customer_id": "C1"},
            {"customer_id": bad("C2")},
            {"customer_id": "C3", "stage": "prospect"},
            {"customer_id": "C4", "stage": "customer"},
            {"customer_id": None},
        ],
        follow_ups=[{"customer_id": "c1"}],
        assets=[{"customer_id": "C4"}],
    ),
)
