"""Rows of a clean book of any size, such as an account manager keeps."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from xlcrm.labels import Language
from xlcrm.schema.enums import BOOLEAN
from xlcrm.schema.types import Enum, Kind
from xlcrm.story.identity import email, id_number, phone
from xlcrm.story.plot import anniversary
from xlcrm.story.world import World, world
from xlcrm.subjects.assets.sample import KINDS

Row = dict[str, Any]

AS_OF = date(2026, 10, 31)

FOLLOW_UPS, PURCHASES, POLICIES, REVIEWS, HOLDINGS = 8, 6, 2, 3, 5
"""Rows a customer; holdings are so many at each review."""

SURNAMES = {
    "zh-CN": "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗",
    "zh-TW": "陳林黃張李王吳劉蔡楊許鄭謝洪郭邱曾廖賴徐",
    "en": ("Adams", "Baker", "Clarke", "Dixon", "Evans", "Foster", "Grant", "Hughes", "Irving", "Jones"),
}
GIVEN = {
    "zh-CN": ("伟 芳 娜 敏 静 强 磊 洋 勇 艳 杰 涛 明 超 霞 平 刚 英 华 玲", "文 志 晓 雨 思 子 嘉 海 国 春"),
    "zh-TW": ("偉 芳 娜 敏 靜 強 豪 洋 勇 豔 傑 濤 明 超 霞 平 剛 英 華 玲", "文 志 曉 雨 思 子 嘉 海 國 春"),
    "en": ("Alice Brian Chloe David Ella Frank Grace Henry Isla Jack", "A. B. C. D. E. F. G. H. J. K."),
}


def ordinary_rows(customers: int, language: Language = "zh-CN", seed: int = 1) -> dict[str, list[Row]]:
    """The five tables of a clean book, typed: a dict of column keys and values for each row.

    Follow-ups, purchases and holdings stand in the order of their dates, as they are typed in.
    """
    chance, culture = Random(seed), world(language)
    people = [_customer(number, culture, language, chance) for number in range(1, customers + 1)]
    rows = {
        "customers": people,
        "follow_ups": [row for person in people for row in _follow_ups(person, culture, chance)],
        "purchases": [row for person in people for row in _purchases(person, culture, chance)],
        "insurance": [row for person in people for row in _policies(person, culture, chance)],
        "assets": [row for person in people for row in _holdings(person, culture, chance)],
    }
    rows["follow_ups"].sort(key=_by("date"))
    rows["purchases"].sort(key=_by("date"))
    rows["assets"].sort(key=_by("review_date"))
    for number, row in enumerate(rows["purchases"], start=1):
        row["order_no"] = f"{culture.order_prefix}{number:07d}"
    for number, row in enumerate(rows["insurance"], start=1):
        row["policy_no"] = f"{culture.policy_prefix}{number:08d}"
    return rows


def _by(key: str) -> Any:
    return lambda row: row[key]


def _one_of(chance: Random, choices: Sequence[Any]) -> Any:
    return choices[int(chance.random() * len(choices))]


def _days_before(chance: Random, longest: int, shortest: int = 0, until: date = AS_OF) -> date:
    return until - timedelta(days=shortest + int(chance.random() * (longest - shortest)))


def _customer(number: int, culture: World, language: Language, chance: Random) -> Row:
    gender = _one_of(chance, ("male", "female"))
    born = date(1945, 1, 1) + timedelta(days=int(chance.random() * 21_000))
    given, middle = (text.split() for text in GIVEN[language])
    if language == "en":
        name = f"{_one_of(chance, given)} {_one_of(chance, middle)} {_one_of(chance, SURNAMES[language])} {number}"
    else:
        name = f"{_one_of(chance, SURNAMES[language])}{_one_of(chance, middle)}{_one_of(chance, given)}"
    like = _one_of(chance, [person for person in culture.people if person.employer and person.notes])
    return {
        "customer_id": f"C{number:06d}",
        "name": name,
        "customer_type": "individual",
        "stage": _one_of(chance, ("customer",) * 17 + ("prospect", "onlooker", "lost")),
        "manager": culture.managers[number % 2],
        "gender": gender,
        "birth_date": born,
        "id_number": id_number(language, number, born, gender),
        "phone": phone(language, number),
        "email": email(number, gender),
        "address": f"{like.address} {number}",
        "occupation": like.occupation,
        "employer": like.employer,
        "industry": like.industry,
        "hobbies": like.hobbies,
        "marital_status": _one_of(chance, ("single", "married", "married", "divorced", "widowed")),
        "children": int(chance.random() * 4),
        "annual_income": round(60 + 900 * chance.random() ** 3) * 1000.0 * culture.scale,
        "risk_profile": f"C{int(3 + 3 * chance.random())}",
        "source": _one_of(chance, culture.sources),
        "opened_on": _days_before(chance, 4000, 1200),
        "referred_by": f"C{int(1 + chance.random() * (number - 1)):06d}" if number % 7 == 0 else None,
        "decision_maker": None,
        "credit_limit": 50_000.0 * culture.scale if number % 5 == 0 else None,
        "potential": _one_of(chance, ("high", "medium", "low")),
        "loyalty": int(1 + 5 * chance.random()),
        "special_notes": like.special_notes or None,
        "notes": like.notes,
    }


def _follow_ups(person: Row, culture: World, chance: Random) -> Iterator[Row]:
    for at in range(FOLLOW_UPS):
        note = _one_of(chance, culture.notes["person"])
        day = _days_before(chance, 700, 5)
        promised = day + timedelta(days=7 + int(60 * chance.random())) if note.next_action else None
        yield {
            "customer_id": person["customer_id"],
            "date": day,
            "channel": note.channel,
            "subject": note.subject,
            "content": f"{person['name']}：{note.content}（{day:%m.%d}-{at}）",
            "result": note.result,
            "next_action": note.next_action or None,
            "next_date": promised,
            "done": promised is None or promised < AS_OF or at % 2 == 0,
            "satisfaction": float(int(60 + 40 * chance.random())),
            "by": person["manager"],
        }


def _purchases(person: Row, culture: World, chance: Random) -> Iterator[Row]:
    products = list(culture.products.values())
    for _ in range(PURCHASES):
        product = _one_of(chance, products)
        day = _days_before(chance, 900, 40 if person["stage"] == "customer" else 400)
        quantity = int(1 + 5 * chance.random())
        price = product.price or round(80 * culture.scale * 10 ** (2 * chance.random()), 2)
        amount = round(quantity * price, 2)
        due = day + timedelta(days=30) if chance.random() < 0.5 else None
        yield {
            "customer_id": person["customer_id"],
            "date": day,
            "product": product.name,
            "category": product.category,
            "quantity": float(quantity),
            "unit_price": price,
            "amount": amount,
            "cost": round(amount * 0.6, 2),
            "due_date": due,
            "paid_amount": amount,
            "paid_on": due or day,
            "salesperson": person["manager"],
            "notes": None,
        }


def _policies(person: Row, culture: World, chance: Random) -> Iterator[Row]:
    for at, coverage_type in enumerate(
        ("critical_illness", _one_of(chance, ("life", "medical", "annuity", "accident")))
    ):
        insurer, product = _one_of(chance, culture.policies[coverage_type])
        start = _days_before(chance, 3600, 400)
        dues = (anniversary(start, year) for year in range(1, 20))
        yield {
            "customer_id": person["customer_id"],
            "insured": person["name"],
            "relation": "self",
            "insurer": insurer,
            "product": product,
            "coverage_type": coverage_type,
            "start_date": start,
            "end_date": anniversary(start, 30) if at else None,
            "pay_years": 20,
            "premium": round(person["annual_income"] * 0.04 * chance.random()) + 100.0,
            "sum_insured": round(100 + 900 * chance.random()) * 1000.0 * culture.scale,
            "next_due": next(due for due in dues if due >= AS_OF),
            "status": "in_force",
            "beneficiary": _one_of(chance, culture.beneficiaries),
            "notes": None,
        }


def _holdings(person: Row, culture: World, chance: Random) -> Iterator[Row]:
    last = _days_before(chance, 80)
    held = [_holding(key, culture, last, chance) for key in chance.sample(_KINDS, HOLDINGS)]
    for back in reversed(range(REVIEWS)):
        day = last - timedelta(days=91 * back)
        for holding in held:
            value = round(holding["cost"] * (0.9 + 0.2 * chance.random()), 2)
            held_here = holding["held_here"] and person["stage"] == "customer"
            own = {"customer_id": person["customer_id"], "review_date": day, "held_here": held_here, "value": value}
            yield {**holding, **own}


_KINDS = [key for key, kind in KINDS.items() if kind.risk is None or kind.risk <= "R3"]


def _holding(key: str, culture: World, last: date, chance: Random) -> Mapping[str, Any]:
    kind = KINDS[key]
    acquired = _days_before(chance, 900, 200, until=last)
    return {
        "asset_class": kind.asset_class,
        "institution": _one_of(chance, culture.places[kind.place or "here"]),
        "held_here": kind.place == "here",
        "name": culture.holdings[key],
        "acquired_on": acquired,
        "maturity": AS_OF + timedelta(days=int(30 + 700 * chance.random())) if kind.years else None,
        "risk_level": kind.risk,
        "cost": round((5 + 400 * chance.random() ** 3) * 1000 * culture.scale, 2),
        "currency": culture.currency_of(kind.foreign)[0],
        "notes": culture.holding_notes.get(key),
    }


def words_of(kind: Kind, language: Language) -> dict[Any, str]:
    """What stands in a cell for each typed value of a list, or of yes and no."""
    if isinstance(kind, Enum):
        return {choice.key: choice.labels.in_(language) for choice in kind.choices}
    return {True: BOOLEAN["yes"].labels.in_(language), False: BOOLEAN["no"].labels.in_(language)}
