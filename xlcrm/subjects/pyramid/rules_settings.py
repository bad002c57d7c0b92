"""Rules on the tier policy as it stands on Settings."""

from collections.abc import Iterator
from itertools import pairwise

from xlcrm.labels import labels
from xlcrm.measures.methods import METHODS
from xlcrm.measures.tiers import ByCutOff
from xlcrm.rules.checked import Checked
from xlcrm.rules.finding import ERROR, WARNING
from xlcrm.rules.rule import Hit, Rules, place_hit
from xlcrm.schema.measures import MEASURE_COLUMN
from xlcrm.schema.settings import Tier

RULES = Rules()


def named_tiers(book: Checked) -> list[Tier]:
    """The tiers that have a name, the best first."""
    return [tier for tier in book.settings.policy.tiers if tier.name]


def goes_by_share(book: Checked) -> bool:
    """Whether the tiers have cumulative shares."""
    method = METHODS[book.settings.policy.method]
    return isinstance(method, ByCutOff) and not method.whole


def percent(share: float) -> str:
    """A share of one as a percentage."""
    return f"{share * 100:g}%"


@RULES.rule(
    "S402", ERROR,
    labels("等级名称“{name}”用了不止一次", "等級名稱「{name}」用了不止一次", 'The tier name "{name}" is used more than once'),
    labels("给每个等级取不同的名称", "給每個等級取不同的名稱", "Give each tier a name of its own"),
)
def tier_named_twice(book: Checked) -> Iterator[Hit]:
    """Two tiers, or a tier and a group below the pyramid, have the same name.

    Customers of both show the same tier, and the pyramid counts them together.

    Bad: tiers `Top`, `High`, `High`.
    Good: tiers `Top`, `High`, `Medium`.
    """
    seen: set[str] = set()
    for tier in (*named_tiers(book), *book.settings.below):
        if tier.name.casefold() in seen:
            yield place_hit(book.settings_sheet, name=tier.name)
        seen.add(tier.name.casefold())


@RULES.rule(
    "S403", ERROR,
    labels("“{name}”的累计占比 {share} 不大于上一级“{above}”的 {share_above}", "「{name}」的累計占比 {share} 不大於上一級「{above}」的 {share_above}", 'The cumulative share of "{name}", {share}, is not above that of "{above}", {share_above}'),
    labels("累计占比应逐级增大，如 1%、5%、20%、100%", "累計占比應逐級增大，如 1%、5%、20%、100%", "Shares add up from tier to tier, as in 1 %, 5 %, 20 %, 100 %"),
)
def shares_not_ascending(book: Checked) -> Iterator[Hit]:
    """The cumulative shares of the tiers do not grow from tier to tier.

    A tier whose share is not above the one before gets nobody, or one customer for form's sake.

    Bad: 1 %, 4 %, 15 %, 80 % is the share of each tier; 5 %, 4 % is never right.
    Good: 1 %, 5 %, 20 %, 100 %.
    """
    tiers = [tier for tier in named_tiers(book) if tier.share is not None]
    if goes_by_share(book):
        for above, tier in pairwise(tiers):
            if (tier.share or 0) <= (above.share or 0):
                yield place_hit(
                    book.settings_sheet,
                    name=tier.name,
                    share=percent(tier.share or 0),
                    above=above.name,
                    share_above=percent(above.share or 0),
                )


@RULES.rule(
    "S404", ERROR,
    labels("“{name}”的累计占比 {share} 不在 0 到 100% 之间", "「{name}」的累計占比 {share} 不在 0 到 100% 之間", 'The cumulative share of "{name}", {share}, is not between 0 and 100 %'),
    labels("填 0 到 100% 之间的百分比", "填 0 到 100% 之間的百分比", "Type a percentage between 0 and 100 %"),
)
def share_out_of_range(book: Checked) -> Iterator[Hit]:
    """The cumulative share of a tier is zero, or more than all customers.

    Usually the percent sign was left out, so that 5 means five times everybody.

    Bad: `5`.
    Good: `5%`.
    """
    for tier in named_tiers(book):
        if goes_by_share(book) and tier.share is not None and not 0 < tier.share <= 1:
            yield place_hit(book.settings_sheet, name=tier.name, share=percent(tier.share))


@RULES.rule(
    "S405", WARNING,
    labels("“{name}”没有填累计占比，不会有客户进入", "「{name}」沒有填累計占比，不會有客戶進入", '"{name}" has no cumulative share, so no customer gets there'),
    labels("填上占比，或删去这个等级", "填上占比，或刪去這個等級", "Fill in its share, or delete the tier"),
)
def tier_without_share(book: Checked) -> Iterator[Hit]:
    """The tiers go by share, and one of them has none.

    It stays empty, and its customers fall into the next tier.

    Bad: `High` with a blank share.
    Good: `High` with 5 %.
    """
    for tier in named_tiers(book):
        if goes_by_share(book) and tier.share is None:
            yield place_hit(book.settings_sheet, name=tier.name)


@RULES.rule(
    "S406", WARNING,
    labels("“{name}”的{measure}门槛 {threshold} 不低于上一级的 {threshold_above}", "「{name}」的{measure}門檻 {threshold} 不低於上一級的 {threshold_above}", 'The threshold of "{name}" for {measure}, {threshold}, is not below the {threshold_above} of a better tier'),
    labels("门槛应逐级降低", "門檻應逐級降低", "Thresholds fall from tier to tier"),
)
def thresholds_not_descending(book: Checked) -> Iterator[Hit]:
    """A tier asks for as much as a better one, or more.

    Whoever reaches it is in the better tier already, so by this threshold nobody ever comes in.

    Bad: gold from 500,000 and platinum from 200,000.
    Good: platinum from 500,000 and gold from 200,000.
    """
    policy = book.settings.policy
    if policy.method != "threshold":
        return
    for slot, measure in enumerate(policy.threshold_measures):
        lowest: float | None = None
        for tier in named_tiers(book):
            threshold = tier.thresholds[slot]
            if threshold is None or not measure:
                continue
            if lowest is not None and threshold >= lowest:
                yield place_hit(
                    book.settings_sheet,
                    name=tier.name,
                    measure=MEASURE_COLUMN[measure].labels,
                    threshold=threshold,
                    threshold_above=lowest,
                )
            lowest = threshold if lowest is None else min(lowest, threshold)


@RULES.rule(
    "S408", WARNING,
    labels("“{name}”之后的等级不会有客户：它接收其余所有客户", "「{name}」之後的等級不會有客戶：它接收其餘所有客戶", 'No customer gets past "{name}": it takes all that are left'),
    labels("把没有门槛的等级放在最后", "把沒有門檻的等級放在最後", "Put the tier without thresholds last"),
)
def tiers_behind_a_catch_all(book: Checked) -> Iterator[Hit]:
    """A tier without any threshold stands before others.

    It takes every customer that comes to it, so the tiers behind it stay empty.

    Bad: platinum from 500,000; standard without threshold; gold from 200,000.
    Good: platinum from 500,000; gold from 200,000; standard without threshold.
    """
    if book.settings.policy.method == "threshold":
        for tier in named_tiers(book)[:-1]:
            if all(threshold is None for threshold in tier.thresholds):
                yield place_hit(book.settings_sheet, name=tier.name)


@RULES.rule(
    "S409", WARNING,
    labels("最后一级“{name}”没有覆盖所有活跃客户，其余客户没有等级", "最後一級「{name}」沒有涵蓋所有活躍客戶，其餘客戶沒有等級", 'The last tier, "{name}", leaves some active customers without a tier'),
    labels("把最后一级的累计占比设为 100%，或不设门槛", "把最後一級的累計占比設為 100%，或不設門檻", "Let the last share be 100 %, or the last tier have no threshold"),
)
def last_tier_not_open(book: Checked) -> Iterator[Hit]:
    """The last tier does not take everybody who is left.

    Customers below it have no tier, no contact plan and no colour, and are missing from the pyramid.

    Bad: shares 1 %, 5 %, 20 %.
    Good: shares 1 %, 5 %, 20 %, 100 %.
    """
    tiers = named_tiers(book)
    if not tiers:
        return
    if METHODS[book.settings.policy.method].leaves_some(tiers[-1]):
        yield place_hit(book.settings_sheet, name=tiers[-1].name)
