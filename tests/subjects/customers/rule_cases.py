"""The cases of the rules on customers; the as-of date is 2026-03-31."""

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
        "K101",
        customers=[
            {"customer_id": "C0017"},
            {"customer_id": "C0043"},
            {"customer_id": bad("C0017")},
            {"customer_id": bad("C0017")},
            {"customer_id": "c0043"},
            {"customer_id": None},
            {"customer_id": None},
        ],
    ),
    case(
        "K103",
        customers=[
            {"customer_id": "C001"},
            {"customer_id": bad("c001")},
            {"customer_id": bad("Ｃ００１")},
            {"customer_id": bad("C 001")},
            {"customer_id": "C001"},
            {"customer_id": "C0001"},
        ],
    ),
    case(
        "K106",
        customers=[
            {"customer_id": "C1", "referred_by": None},
            {"customer_id": "C2", "referred_by": "c1"},
            {"customer_id": "C3", "referred_by": bad("张三")},
        ],
    ),
    case(
        "K107",
        customers=[
            {"customer_id": "C1", "referred_by": bad("c1")},
            {"customer_id": "C2", "referred_by": "C1"},
            {"customer_id": None, "referred_by": None},
        ],
    ),
    case(
        "K108",
        customers=[
            {"customer_id": "C1", "referred_by": "C2"},
            {"customer_id": "C2", "referred_by": bad("C1")},
            {"customer_id": "C3", "referred_by": "C2"},
            {"customer_id": "C4", "referred_by": "C4"},
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
        "D101",
        customers=[{"birth_date": "2026-03-31"}, {"birth_date": bad("2026-04-01")}, {"birth_date": None}],
    ),
    case(
        "D102",
        customers=[
            {"birth_date": bad("1900-01-01")},
            {"birth_date": bad("1906-03-30")},
            {"birth_date": "1906-03-31"},
            {"birth_date": "1900-01-01", "customer_type": "company"},
            {"birth_date": None},
        ],
    ),
    case("D103", customers=[{"opened_on": "2026-03-31"}, {"opened_on": bad("2062-01-05")}]),
    case(
        "D104",
        customers=[
            {"birth_date": "1985-06-02", "opened_on": "2019-04-01"},
            {"birth_date": "2019-04-01", "opened_on": bad("1985-06-02")},
            {"birth_date": None, "opened_on": "1985-06-02"},
        ],
    ),
    case("B502", customers=[{"manager": "王芳"}, {"manager": bad()}]),
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
