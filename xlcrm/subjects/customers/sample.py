"""The sample's customers."""

from xlcrm.labels import Language
from xlcrm.story.identity import email, id_number, phone
from xlcrm.story.plot import Role, Row, rounded
from xlcrm.story.telling import Telling
from xlcrm.story.world import World

COLLEAGUE_SERVES = frozenset({12, 16, 20, 22, 25, 26, 29, 30, 33, 37, 38})
"""The customers, by their numbers, whom the second account manager looks after."""

CREDIT_LIMITS = {1: 2000, 2: 500, 3: 5000, 5: 800, 6: 1500, 8: 2000, 12: 1800, 15: 300, 20: 200}
"""Credit limits in thousands of yuan, by customer number."""


def manager(role: Role, world: World) -> str:
    """Who looks after a customer."""
    return world.managers[role.number in COLLEAGUE_SERVES]


def customer_rows(telling: Telling) -> list[Row]:
    """One row a customer."""
    present = {role.number for role in telling.cast}
    return [_row(role, telling.world, telling.language, present) for role in telling.cast]


def _row(role: Role, world: World, language: Language, present: set[int]) -> Row:
    person = world.people[role.number - 1]
    referrer = role.referred_by if role.referred_by in present else None
    limit = CREDIT_LIMITS.get(role.number)
    known = role.stage != "onlooker"  # of an onlooker, only a name and a phone number are known
    return {
        "customer_id": role.customer_id,
        "name": person.name,
        "customer_type": "company" if role.is_company else "individual",
        "stage": role.stage,
        "manager": manager(role, world),
        "gender": role.gender,
        "birth_date": role.born,
        "id_number": id_number(language, role.number, role.born, role.gender) if known else None,
        "phone": phone(language, role.number),
        "email": email(role.number, role.gender) if known else None,
        "address": person.address,
        "occupation": person.occupation or None,
        "employer": person.employer or None,
        "industry": person.industry,
        "hobbies": person.hobbies or None,
        "marital_status": role.marital,
        "children": role.children,
        "annual_income": rounded(role.income * 1000 * world.scale) if role.income else None,
        "risk_profile": role.risk,
        "source": world.sources[role.source],
        "opened_on": role.opened,
        "referred_by": f"C{referrer:04d}" if referrer else None,
        "decision_maker": person.decision_maker or None,
        "credit_limit": rounded(limit * 1000 * world.scale) if limit else None,
        "potential": role.potential,
        "loyalty": role.loyalty,
        "special_notes": person.special_notes or None,
        "notes": person.notes or None,
    }


ROWS = {"customers": customer_rows}
