"""The cases of the rules on purchases; the as-of date is 2026-03-31."""

from tests.rules.cases import bad, case

CASES = (
    case(
        "K203",
        purchases=[
            {"customer_id": "C1", "date": "2026-03-05", "product": "A", "amount": 100},
            {"customer_id": "C1", "date": "2026-03-05", "product": bad("A"), "amount": 100},
            {"customer_id": "C1", "date": "2026-03-05", "product": "A", "amount": 100, "order_no": "S-1"},
            {"customer_id": "C1", "date": "2026-03-05", "product": "A", "amount": 90},
        ],
    ),
    case("D301", purchases=[{"date": "2026-03-31"}, {"date": bad("2026-04-01")}]),
    case(
        "D302",
        purchases=[
            {"date": "2026-03-05", "paid_on": "2026-03-05"},
            {"date": "2026-03-05", "paid_on": None},
            {"date": "2026-03-05", "paid_on": bad("2026-03-04")},
        ],
    ),
    case(
        "D303",
        purchases=[
            {"date": "2026-03-05", "due_date": "2026-03-05"},
            {"date": "2026-03-05", "due_date": bad("2026-02-05")},
        ],
    ),
    case("D304", purchases=[{"paid_on": "2026-03-31"}, {"paid_on": bad("2026-04-01")}]),
    case(
        "B101",
        purchases=[
            {"quantity": 3, "unit_price": 500, "amount": 1500},
            {"quantity": 3, "unit_price": 33.33, "amount": 100},
            {"quantity": -3, "unit_price": 500, "amount": -1500},
            {"quantity": None, "unit_price": 500, "amount": 7},
            {"quantity": 3, "unit_price": 500, "amount": bad(150)},
            {"quantity": 1, "unit_price": 500, "amount": bad(500.02)},
        ],
    ),
    case(
        "B102",
        purchases=[
            {"amount": 1000, "paid_amount": 1000},
            {"amount": -1000, "paid_amount": 0},
            {"amount": 1000, "paid_amount": None},
            {"amount": 1000, "paid_amount": bad(1000.01)},
        ],
    ),
    case(
        "B103",
        purchases=[
            {"amount": 1000, "paid_amount": 1000, "due_date": "2026-01-31"},
            {"amount": 1000, "paid_amount": None, "due_date": "2026-03-31"},
            {"amount": 1000, "paid_amount": None, "due_date": None},
            {"amount": -1000, "paid_amount": None, "due_date": "2026-01-31"},
            {"amount": 1000, "paid_amount": 200, "due_date": bad("2026-03-30")},
            {"amount": 1000, "paid_amount": None, "due_date": bad("2026-03-30")},
        ],
    ),
    case(
        "B104",
        purchases=[
            {"amount": 500, "cost": 500},
            {"amount": -500, "cost": -450},
            {"amount": 500, "cost": None},
            {"amount": 500, "cost": bad(4500)},
        ],
    ),
    case(
        "B105",
        customers=[{"customer_id": "C1"}, {"customer_id": "C2"}],
        purchases=[
            {"customer_id": "C1", "date": "2026-01-05", "product": "A", "amount": 100},
            {"customer_id": "c1", "date": "2026-03-05", "product": "A", "amount": -100},
            {"customer_id": "C1", "date": "2026-01-04", "product": "A", "amount": bad(-100)},
            {"customer_id": "C2", "date": "2026-03-05", "product": "A", "amount": bad(-100)},
            {"customer_id": "C9", "date": "2026-03-05", "product": "A", "amount": -100},
            {"customer_id": "C2", "date": "2026-03-05", "product": None, "amount": -100},
        ],
    ),
    case(
        "B106",
        purchases=[
            {"paid_on": "2026-03-20", "paid_amount": 100},
            {"paid_on": None, "paid_amount": None},
            {"paid_on": bad("2026-03-20"), "paid_amount": None},
        ],
    ),
    case(
        "B107",
        customers=[
            {"customer_id": "C1", "credit_limit": bad(50)},
            {"customer_id": "C2", "credit_limit": 80},
            {"customer_id": "C3", "credit_limit": None},
        ],
        purchases=[
            {"customer_id": customer, "date": "2026-03-05", "product": "A", "amount": 80, "due_date": "2026-05-05"}
            for customer in ("C1", "C2", "C3")
        ],
    ),
)
