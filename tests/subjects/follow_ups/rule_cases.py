"""The cases of the rules on follow-ups; the as-of date is 2026-03-31."""

from tests.rules.cases import bad, case

CASES = (
    case(
        "K201",
        follow_ups=[
            {"customer_id": "C1", "date": "2026-03-05", "channel": "call", "content": "续期"},
            {"customer_id": "C1", "date": "2026-03-05", "channel": "call", "content": "生日"},
            {"customer_id": "C2", "date": "2026-03-05", "channel": "call", "content": "续期"},
            {"customer_id": "C1", "date": bad("2026-03-05"), "channel": "call", "content": "续期"},
            {"customer_id": "C3", "date": "2026-03-05", "channel": "call"},
            {"customer_id": "C3", "date": bad("2026-03-05"), "channel": "call"},
            {"customer_id": "C1", "date": None, "channel": "call"},
            {"customer_id": "C1", "date": None, "channel": "call"},
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
    case(
        "B404",
        follow_ups=[
            {"next_date": "2026-03-10", "done": True},
            {"next_date": "2026-03-10", "done": None},
            {"next_date": "2026-03-31", "done": False},
            {"next_date": bad("2026-03-10"), "done": False},
        ],
    ),
    case(
        "B405",
        follow_ups=[
            {"date": "2026-03-01", "done": True},
            {"date": "2026-03-01", "done": False, "next_date": "2026-03-10"},
            {"date": "2026-03-31", "done": False},
            {"date": bad("2026-03-01"), "done": False},
        ],
    ),
    case(
        "B406",
        follow_ups=[
            {"next_action": "送方案", "next_date": "2026-04-02"},
            {"next_action": None, "next_date": None},
            {"next_action": bad("送方案"), "next_date": None},
        ],
    ),
)
