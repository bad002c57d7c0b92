"""The sample's follow-ups: reviews, calls and visits at the rhythm of the contact plan, and promises still open."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from xlcrm.story.plot import SAMPLE_AS_OF, Role, Row, anniversary, between, dice, workday
from xlcrm.story.telling import Telling
from xlcrm.story.world import Note, World
from xlcrm.subjects.customers.sample import manager

PROMISES = (
    (1, date(2026, 10, 22), date(2026, 11, 6)),
    (2, date(2026, 10, 26), date(2026, 11, 3)),
    (3, date(2026, 10, 20), date(2026, 11, 12)),
    (5, date(2026, 10, 12), date(2026, 10, 27)),
    (7, date(2026, 10, 27), date(2026, 11, 10)),
    (9, date(2026, 10, 23), date(2026, 11, 5)),
    (12, date(2026, 10, 28), date(2026, 11, 19)),
    (16, date(2026, 10, 9), date(2026, 10, 28)),
    (34, date(2026, 10, 21), date(2026, 11, 9)),
    (36, date(2026, 10, 29), date(2026, 11, 16)),
)
"""Customer number, when the promise was made, and for when; in the order of the texts. Two were not kept."""

NEGLECTED = frozenset({29})
"""Who has not been called for over a year, by customer number."""

MONTH, QUARTER = timedelta(days=30), timedelta(days=90)


def follow_up_rows(telling: Telling) -> list[Row]:
    """Every follow-up, the earliest first; the texts of reviews say what the holdings add up to."""
    cast, world = telling.cast, telling.world
    totals = _totals(telling.rows("assets"), world)
    rows = [row for role in cast for row in (*_reviews(role, world, totals), *_contacts(role, world))]
    present = {role.number: role for role in cast}
    for (number, made, promised), note in zip(PROMISES, world.notes["promise"], strict=True):
        if number in present:
            rows.append({**_row(present[number], world, note, made, promised), "done": False, "satisfaction": None})
    return sorted(rows, key=lambda row: row["date"])


def _totals(assets: Sequence[Row], world: World) -> Mapping[str, Mapping[date, float]]:
    """Total assets without loans in base currency, by customer ID and review date, the earliest first."""
    rate_of = dict(world.currency_of(slot) for slot in (None, 0, 1))
    totals: dict[str, dict[date, float]] = defaultdict(lambda: defaultdict(float))
    for row in assets:
        if row["asset_class"] != "loan":
            totals[row["customer_id"]][row["review_date"]] += row["value"] * rate_of[row["currency"]]
    return totals


def _reviews(role: Role, world: World, totals: Mapping[str, Mapping[date, float]]) -> list[Row]:
    """A follow-up for each asset review, with its total and how that has changed."""
    rows = []
    before = None
    for number, (day, total) in enumerate(totals.get(role.customer_id, {}).items()):
        notes = world.notes["review" if before else "first_review"]
        note = notes[(role.number + number) % len(notes)]
        moved = total / before - 1 if before else 0.0
        size, unit = world.million
        change = (world.up if moved > 0 else world.down).format(abs(moved)) if abs(moved) >= 0.0005 else world.unchanged
        text = note.content.format(total=unit.format(total / size), change=change)
        promised = workday(day + (MONTH if role.rhythm == "monthly" else QUARTER)) if note.next_action else None
        row = _row(role, world, note, day, promised)
        rows.append({**row, "content": text[0].upper() + text[1:]})
        before = total
    return rows


def _contacts(role: Role, world: World) -> list[Row]:
    """Calls, visits and messages other than reviews, spread evenly over the time that the customer has been known."""
    audience = {"customer": "company" if role.is_company else "person"}.get(role.stage, role.stage)
    if role.stage == "customer" and not role.revenue:
        audience = "inactive"
    notes = world.notes[audience]
    chance = dice("contacts", role.number)
    offset = int(chance.random() * len(notes)) if role.stage == "customer" else 0
    first, last = _span(role)
    count = _count(role, len(notes))
    step = (last - first) / count
    rows = []
    for number in range(count):
        day = workday(between(chance, first + number * step, first + (number + 1) * step - timedelta(days=1)))
        note = notes[(offset + number) % len(notes)]
        promised = workday(day + timedelta(days=10 + int(chance.random() * 30))) if note.next_action else None
        rows.append(_row(role, world, note, day, promised))
    return rows


def _span(role: Role) -> tuple[date, date]:
    """From when to when a customer was contacted."""
    last = SAMPLE_AS_OF - timedelta(days=2)
    if role.number in NEGLECTED:
        last = anniversary(SAMPLE_AS_OF, -1) - timedelta(days=20)
    elif role.stage == "lost" or (role.stage == "customer" and not role.revenue):
        last = date(2026, 6, 30)
    return max(role.opened, anniversary(last, -1)) + timedelta(days=3), last


def _count(role: Role, texts: int) -> int:
    """How many contacts there were: more with those who bring more, not more than there are texts."""
    if role.stage != "customer" or not role.revenue:
        return min(texts, 2)
    for least, count in ((150_000, 12), (80_000, 8), (20_000, 4), (5_000, 3)):
        if role.revenue >= least:
            return min(count, texts)
    return 2


def _row(role: Role, world: World, note: Note, day: date, promised: date | None) -> Row:
    return {
        "customer_id": role.customer_id,
        "date": day,
        "channel": note.channel,
        "subject": note.subject,
        "content": note.content,
        "result": note.result,
        "next_action": note.next_action or None,
        "next_date": promised,
        "done": True,
        "satisfaction": 70.0 + (role.number * 7 + day.day) % 30 if note.channel in ("meeting", "visit") else None,
        "by": manager(role, world),
    }


ROWS = {"follow_ups": follow_up_rows}
