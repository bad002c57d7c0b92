"""The settings of a workbook: as-of date, currencies, tier policy, contact plan and the factors of the subjects."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from xlcrm.labels import Labels, Language, facts_of, labels, same
from xlcrm.schema.enums import STAGE
from xlcrm.schema.registry import subjects
from xlcrm.schema.shown import Shown

TIER_SLOTS = 6
"""How many tiers a policy may have: so many rows stand on Settings, unused ones blank."""

THRESHOLD_SLOTS = 3
"""How many measures a threshold policy may look at."""


@dataclass(frozen=True)
class ContactPlan:
    """How often a tier is called, visited and reviewed, in days; None is no plan."""

    call: int | None = None
    visit: int | None = None
    review: int | None = None


@dataclass(frozen=True)
class Tier:
    """One tier of the customer pyramid.

    `share` is cumulative, from 0 to 1: 0.05 is the top 5 %; by some methods it is a number of customers. `thresholds` go with the policy's threshold measures, in
    base currency; a tier whose thresholds are all blank takes every customer that comes to it.
    """

    name: str
    share: float | None = None
    thresholds: tuple[float | None, ...] = (None,) * THRESHOLD_SLOTS
    plan: ContactPlan = ContactPlan()
    colour: str = ""


@dataclass(frozen=True)
class TierPolicy:
    """How customers are ranked: by which measure, by which method, into which tiers, the best first.

    `method` is the key of one of `xlcrm.measures.methods`.
    """

    basis: str
    method: str
    threshold_measures: tuple[str, ...]
    tiers: tuple[Tier, ...]


@dataclass(frozen=True)
class Settings:
    """What stands on the Settings sheet. `as_of` None is today; `rates` are base currency per unit.

    `below` are the groups under the pyramid: inactive, prospect, onlooker, lost. `pages` says of pages when they are
    made, `subjects` of subjects besides the core whether the book asks for them; what is not mentioned is wanted.
    """

    as_of: date | None
    base_currency: str
    rates: Mapping[str, float]
    policy: TierPolicy
    below: tuple[Tier, ...]
    factors: Mapping[str, float] = field(default_factory=dict)
    pages: Mapping[str, Shown] = field(default_factory=dict)
    subjects: Mapping[str, bool] = field(default_factory=dict)

    @property
    def slots(self) -> tuple[Tier, ...]:
        """The tiers and groups as they stand on Settings: unused rows blank, then the groups under the pyramid."""
        tiers = self.policy.tiers
        return (*tiers, *(Tier("") for _ in range(TIER_SLOTS - len(tiers))), *self.below)


FACTORS = tuple(factor for subject in subjects() for factor in subject.factors)
"""The numbers of all subjects, in the order of Settings."""

BELOW = ("inactive", "prospect", "onlooker", "lost")
"""The groups under the pyramid, in order."""

INACTIVE = labels("不活跃客户", "不活躍客戶", "Inactive")

# Okabe and Ito's palette, lightened until black text on it keeps a contrast of 7:1; a word always stands with a colour.
TIER_COLOURS = ("F2C14E", "9FD3F0", "A8DDB5", "E3E3E3", "F3D1E2", "D9D2E9")
BELOW_COLOURS = ("F2F2F2", "FFF7D6", "F7F7F7", "E6DAD2")

PLANS = (ContactPlan(30, 90, 30), ContactPlan(90, 180, 90), ContactPlan(180, 365, 90), ContactPlan(365))

# Roughly right in 2026, per unit in US dollars: a start for the account manager, who keeps them up to date on Settings.
DOLLARS: Mapping[str, float] = {
    "CNY": 0.14,
    "USD": 1.0,
    "HKD": 0.128,
    "TWD": 0.031,
    "EUR": 1.1,
    "GBP": 1.3,
    "JPY": 0.0066,
    "AUD": 0.65,
    "CAD": 0.72,
    "SGD": 0.77,
    "CHF": 1.2,
}


@dataclass(frozen=True)
class Preset:
    """A tier policy to start from, its tiers named in three languages."""

    key: str
    basis: str
    method: str
    tiers: tuple[tuple[Labels, float | None, tuple[float | None, ...]], ...]
    threshold_measures: tuple[str, ...] = ("assets_here", "liabilities", "revenue_12m")

    def policy(self, language: Language) -> TierPolicy:
        """The policy with its tiers named in `language`, the usual contact plan and colours."""
        tiers = tuple(
            Tier(
                name.in_(language),
                share,
                thresholds + (None,) * (THRESHOLD_SLOTS - len(thresholds)),
                PLANS[rank] if rank < len(PLANS) else ContactPlan(),
                TIER_COLOURS[rank],
            )
            for rank, (name, share, thresholds) in enumerate(self.tiers)
        )
        return TierPolicy(self.basis, self.method, self.threshold_measures, tiers)


TOP = labels("顶端客户", "頂端客戶", "Top")
HIGH = labels("高端客户", "高端客戶", "High")
MEDIUM = labels("普通客户", "普通客戶", "Medium")
SMALL = labels("小客户", "小客戶", "Small")
PLATINUM = labels("白金客户", "白金客戶", "Platinum")
GOLD = labels("黄金客户", "黃金客戶", "Gold")
STANDARD = labels("普通客户", "普通客戶", "Standard")
VIP = labels("VIP客户", "VIP客戶", "VIP")
MAJOR = labels("主要客户", "主要客戶", "Major")
EXIT = labels("退出类客户", "退出類客戶", "Exit")
OTHER = labels("其他", "其他", "Other")

PRESETS = {
    preset.key: preset
    for preset in (
        Preset(
            "pyramid",
            basis="revenue_12m",
            method="share",
            tiers=((TOP, 0.01, ()), (HIGH, 0.05, ()), (MEDIUM, 0.20, ()), (SMALL, 1.00, ())),
        ),
        Preset(
            "bank-vip",
            basis="assets_here",
            method="threshold",
            tiers=(
                (PLATINUM, None, (500_000, 1_000_000, 100_000)),
                (GOLD, None, (200_000, 500_000, 50_000)),
                (STANDARD, None, ()),
            ),
        ),
        Preset(
            "telecom",
            basis="revenue_12m",
            method="threshold",
            threshold_measures=("revenue_12m", "assets_here", "liabilities"),
            tiers=(
                (same("A"), None, (50_000,)),
                (same("B"), None, (10_000,)),
                (same("C"), None, (5_000,)),
                (same("D"), None, (3_000,)),
                (OTHER, None, ()),
            ),
        ),
        Preset(
            "branch",
            basis="revenue_12m",
            method="share",
            tiers=((VIP, 0.10, ()), (MAJOR, 0.30, ()), (MEDIUM, 0.90, ()), (EXIT, 1.00, ())),
        ),
    )
}


def rates_for(base: str) -> dict[str, float]:
    """Exchange rates to start from: base currency per unit, the base currency itself first."""
    if base not in DOLLARS:
        return {base: 1.0}
    others = {code: round(dollars / DOLLARS[base], 6) for code, dollars in DOLLARS.items() if code != base}
    return {base: 1.0} | others


def below_the_pyramid(language: Language) -> tuple[Tier, ...]:
    """The groups under the pyramid: the stages by their labels, and customers without business."""
    names = (INACTIVE.in_(language), *(STAGE[stage].labels.in_(language) for stage in BELOW[1:]))
    return tuple(Tier(name, colour=colour) for name, colour in zip(names, BELOW_COLOURS, strict=True))


def default_settings(language: Language, preset: str = "pyramid") -> Settings:
    """What a book without a Settings sheet is computed with."""
    base = facts_of(language).currency
    return Settings(
        as_of=None,
        base_currency=base,
        rates=rates_for(base),
        policy=PRESETS[preset].policy(language),
        below=below_the_pyramid(language),
        factors={factor.key: factor.value for factor in FACTORS},
    )


def with_preset(settings: Settings, language: Language, preset: str) -> Settings:
    """The same settings with another tier policy."""
    return replace(settings, policy=PRESETS[preset].policy(language))


def in_language(settings: Settings, language: Language) -> Settings:
    """The same settings with tiers of the presets named in `language`; names that a user made up stay."""
    known = {name: texts for preset in PRESETS.values() for texts, *_ in preset.tiers for name in texts}
    tiers = tuple(
        replace(tier, name=known[tier.name].in_(language) if tier.name in known else tier.name)
        for tier in settings.policy.tiers
    )
    below = zip(settings.below, below_the_pyramid(language), strict=True)
    return replace(
        settings,
        policy=replace(settings.policy, tiers=tiers),
        below=tuple(replace(group, name=named.name) for group, named in below),
    )
