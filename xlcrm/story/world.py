"""What differs between the sample's three cultures: names, places, products, institutions, prices and typed notes."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from xlcrm.labels import Language
from xlcrm.schema.settings import rates_for


@dataclass(frozen=True, slots=True)
class Person:
    """What the account manager wrote down of one customer; a company has no occupation, employer or hobbies."""

    name: str
    occupation: str
    employer: str
    industry: str
    hobbies: str
    address: str
    notes: str = ""
    special_notes: str = ""
    decision_maker: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """The text of one follow-up; `content` of a review may hold `{total}` and `{change}`."""

    channel: str
    subject: str
    content: str
    result: str
    next_action: str = ""


@dataclass(frozen=True, slots=True)
class Product:
    """Something that customers pay for; `price` is per unit in base currency, 0 where it is agreed each time."""

    category: str
    name: str
    price: float = 0


@dataclass(frozen=True, slots=True)
class World:
    """One culture of the sample.

    `base` is the base currency and `foreign` two others; `scale` turns the plot's amounts (Chinese yuan) into plausible
    ones. `holdings` names what is held, by the key of a holding; `places` where: `here` is the manager's own bank.
    `policies` has insurer and product by coverage type; `family` the insured other than the customer, by relation.
    `million` is how a note says a total: the unit's size and its text.
    """

    base: str
    scale: float
    managers: tuple[str, str]
    order_prefix: str
    policy_prefix: str
    foreign: tuple[str, str]
    people: tuple[Person, ...]
    sources: tuple[str, ...]
    products: Mapping[str, Product]
    holdings: Mapping[str, str]
    holding_notes: Mapping[str, str]
    places: Mapping[str, tuple[str, ...]]
    policies: Mapping[str, tuple[tuple[str, str], ...]]
    policy_notes: Mapping[str, str]
    family: Mapping[tuple[int, str], str]
    beneficiaries: tuple[str, ...]
    notes: Mapping[str, tuple[Note, ...]]
    million: tuple[float, str]
    up: str
    down: str
    unchanged: str
    returned: str
    part_paid: str

    def currency_of(self, foreign: int | None) -> tuple[str, float]:
        """A currency and what one unit of it is worth in the base currency; None asks for the base currency itself."""
        code = self.base if foreign is None else self.foreign[foreign]
        return code, rates_for(self.base)[code]


@cache
def world(language: Language) -> World:
    """The culture that goes with a language; the English one where a language has none of its own."""
    name = f"xlcrm.story.{language.lower().replace('-', '_')}"
    module = import_module(name if find_spec(name) else "xlcrm.story.en")
    found: World = module.WORLD
    return found
