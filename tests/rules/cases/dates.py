"""Cases of the rules on dates; the as-of date is 2026-03-31."""

from tests.rules.cases import bad, case

CASES = (
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
    case(
        "D201",
        follow_ups=[
            {"date": "2026-03-31", "done": True},
            {"date": "2026-04-01", "done": False},
            {"date": bad("2026-04-01"), "done": True},
            {"date": bad("2026-04-01"), "done": None},
        ],
    ),
    case(
        "D202",
        follow_ups=[
            {"date": "2026-03-10", "next_date": "2026-03-10"},
            {"date": "2026-03-10", "next_date": None},
            {"date": "2026-03-10", "next_date": bad("2026-03-09")},
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
        "D401",
        insurance=[
            {"start_date": "2026-03-05", "end_date": "2026-03-05"},
            {"start_date": "2026-03-05", "end_date": None},
            {"start_date": "2026-03-05", "end_date": bad("2026-03-04")},
        ],
    ),
    case(
        "D402",
        insurance=[
            {"start_date": "2020-05-01", "end_date": "2036-05-01", "next_due": "2026-05-01"},
            {"start_date": "2020-05-01", "end_date": None, "next_due": "2026-05-01"},
            {"start_date": "2020-05-01", "end_date": "2026-04-30", "next_due": bad("2026-05-01")},
            {"start_date": "2026-06-01", "end_date": None, "next_due": bad("2026-05-01")},
        ],
    ),
    case(
        "D403",
        insurance=[
            {"end_date": "2026-03-31", "status": "in_force"},
            {"end_date": "2026-03-30", "status": "lapsed"},
            {"end_date": None, "status": "in_force"},
            {"end_date": "2026-03-30", "status": bad("in_force")},
            {"end_date": "2026-03-30", "status": bad()},
        ],
    ),
    case(
        "D404",
        insurance=[
            {"start_date": "2010-05-01", "pay_years": 20, "next_due": "2026-05-01"},
            {"start_date": "2010-05-01", "pay_years": None, "next_due": "2026-05-01"},
            {"start_date": "2026-03-01", "pay_years": 1, "next_due": "2026-05-01"},
            {"start_date": "2010-05-01", "pay_years": 10, "next_due": bad("2026-05-01")},
            {"start_date": "2016-05-01", "pay_years": 10, "next_due": bad("2026-05-01")},
        ],
    ),
    case(
        "D405",
        insurance=[
            {"end_date": "2040-01-01", "status": "in_force"},
            {"end_date": "2026-01-01", "status": "matured"},
            {"end_date": "2040-01-01", "status": bad("matured")},
        ],
    ),
    case("D501", assets=[{"review_date": "2026-03-31"}, {"review_date": bad("2026-04-30")}]),
    case(
        "D502",
        assets=[
            {"acquired_on": "2024-06-01", "maturity": "2025-06-01"},
            {"acquired_on": None, "maturity": "2025-06-01"},
            {"acquired_on": "2025-06-01", "maturity": bad("2024-06-01")},
        ],
    ),
    case(
        "D503",
        assets=[
            {"review_date": "2026-03-31", "acquired_on": "2026-03-31"},
            {"review_date": "2026-02-28", "acquired_on": bad("2026-03-15")},
        ],
    ),
    case(
        "D504",
        assets=[
            {"review_date": "2026-03-31", "maturity": "2026-03-31"},
            {"review_date": "2026-03-31", "maturity": None},
            {"review_date": "2026-03-31", "maturity": bad("2026-01-15")},
        ],
    ),
    case(
        "D601",
        follow_ups=[{"date": "1990-01-01"}, {"date": bad("1926-03-05")}],
        purchases=[{"date": bad("1926-03-05")}],
        assets=[{"review_date": bad("1900-01-01")}, {"review_date": None}],
    ),
)
