"""The cases of the rules on keys, dates, values and limits; the as-of date is 2026-03-31."""

from dataclasses import replace

from tests.rules.cases import bad, case
from xlcrm.schema.settings import default_settings

LONG = "C" * 256

CASES = (
    case("S407", settings=replace(default_settings("zh-CN"), rates={"CNY": 1.0, "USD": 0.0}), places=["设置"]),
    case(
        "V701",
        customers=[{"customer_id": "C1", "name": "李伟"}, {"customer_id": bad(), "name": bad("")}],
        follow_ups=[{"customer_id": "C1", "date": bad(), "channel": "call"}],
    ),
    case(
        "K102",
        customers=[{"customer_id": "C0017"}, {"customer_id": "007"}],
        follow_ups=[{"customer_id": "C0017"}, {"customer_id": bad("C0O17")}, {"customer_id": None}],
        purchases=[{"customer_id": "c0017"}, {"customer_id": bad("7")}],
        insurance=[{"customer_id": bad("C9")}],
        assets=[{"customer_id": "007"}],
    ),
    case(
        "K104",
        insurance=[
            {"policy_no": "P-1"},
            {"policy_no": "P-2"},
            {"policy_no": bad("p-1")},
            {"policy_no": None},
            {"policy_no": None},
        ],
    ),
    case(
        "K105",
        purchases=[
            {"order_no": "S-88", "product": "Fund A"},
            {"order_no": "S-88", "product": "Fund B"},
            {"order_no": bad("S-88"), "product": "fund a"},
            {"order_no": "S-89", "product": "Fund A"},
            {"order_no": None, "product": "Fund A"},
            {"order_no": None, "product": "Fund A"},
            {"order_no": "S-90", "product": None},
            {"order_no": "S-90", "product": None},
        ],
    ),
    case(
        "D601",
        follow_ups=[{"date": "1990-01-01"}, {"date": bad("1926-03-05")}],
        purchases=[{"date": bad("1926-03-05")}],
        assets=[{"review_date": bad("1900-01-01")}, {"review_date": None}],
    ),
    case(
        "X104",
        customers=[{"customer_id": "007"}, {"customer_id": bad("7")}, {"customer_id": "C7"}, {"customer_id": "8"}],
        purchases=[
            {"customer_id": bad("008")},
            {"customer_id": "007"},
            {"customer_id": "7"},
            {"customer_id": bad("7.0")},
        ],
        assets=[
            {"customer_id": "6222020000000000017"},
            {"customer_id": bad("6222020000000000025")},
            {"customer_id": "6222020000000100025"},
            {"customer_id": "1E2"},
            {"customer_id": bad("100")},
        ],
    ),
    case(
        "X105",
        customers=[
            {"customer_id": bad("C*1")},
            {"customer_id": "C-1"},
            {"customer_id": bad("<100")},
            {"customer_id": "A=1"},
        ],
        purchases=[{"customer_id": "C*1"}, {"customer_id": bad("VIP?")}],
    ),
    case(
        "X106",
        customers=[
            {"name": "李伟", "notes": bad('=HYPERLINK("http://example.com")')},
            {"name": bad("-李伟"), "notes": "a=b"},
            {"name": bad("+1+1"), "notes": bad("@SUM(1,1)")},
            {"name": "王芳", "phone": "+886 2 2311-1234", "notes": "+86 13800138000"},
        ],
        purchases=[{"amount": -5, "notes": bad("\t=1")}],
    ),
    case("X107", customers=[{"customer_id": LONG[:255]}, {"customer_id": bad(LONG)}]),
)
