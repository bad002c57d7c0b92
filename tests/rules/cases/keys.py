"""Cases of the rules on IDs and links."""

from tests.rules.cases import bad, case

CASES = (
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
        "K102",
        customers=[{"customer_id": "C0017"}, {"customer_id": "007"}],
        follow_ups=[{"customer_id": "C0017"}, {"customer_id": bad("C0O17")}, {"customer_id": None}],
        purchases=[{"customer_id": "c0017"}, {"customer_id": bad("7")}],
        insurance=[{"customer_id": bad("C9")}],
        assets=[{"customer_id": "007"}],
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
)
