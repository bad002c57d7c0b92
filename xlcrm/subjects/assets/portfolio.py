"""What a review says of a customer beside the holdings: policies, gaps in cover, what was agreed, what to look at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import floor
from typing import Any

import pandas as pd

from xlcrm.labels import Labels, labels
from xlcrm.subjects.assets.review import Position, Review
from xlcrm.subjects.follow_ups.lists import PROMISES
from xlcrm.subjects.insurance import coverage
from xlcrm.subjects.insurance.lists import POLICIES_IN_FORCE

LARGEST = labels(
    "「{name}」占总资产 {share}%，较为集中",
    "「{name}」占總資產 {share}%，較為集中",
    "{name} makes up {share}% of the assets",
)
RISKY = labels(
    "{n} 项资产的风险等级高于风险承受能力",
    "{n} 項資產的風險等級高於風險屬性",
    "{n} of the holdings carry more risk than the profile allows",
)
UNVALUED = labels(
    "{n} 项资产缺少市值或汇率，未计入合计",
    "{n} 項資產缺少市值或匯率，未計入合計",
    "{n} of the holdings lack a value or a rate and are left out",
)
MATURING = labels(
    "{n} 项资产即将到期，请安排接续",
    "{n} 項資產即將到期，請安排接續",
    "{n} of the holdings mature soon: plan what comes next",
)
PREMIUMS = labels(
    "近期应缴保费 {n} 笔，共 {sum}",
    "近期應繳保費 {n} 筆，共 {sum}",
    "Premiums due soon: {n} ({sum} in all)",
)
GAP = labels("保障缺口：", "保障缺口：", "Cover: ")
NOTHING = labels("✓ 没有需要特别留意的事项", "✓ 沒有需要特別留意的事項", "✓ Nothing that calls for attention")
MARK = "• "


@dataclass(frozen=True)
class Alert:
    """Something to look at: whether it is so, and the words for it with the values that are filled into them."""

    words: Labels
    holds: bool
    values: Mapping[str, Any]


class Portfolio(Review):
    """A customer's review, and what belongs to it in the other tables."""

    @cached_property
    def policies(self) -> list[int]:
        """The rows of Insurance whose policies are in force."""
        return POLICIES_IN_FORCE.twin(self.customer)

    @cached_property
    def sums_insured(self) -> dict[str, float]:
        """The sums insured in force by type of cover."""
        row = self.customer.row
        return {key: 0.0 if row is None else float(sums.iat[row]) for key, sums in coverage.sums(self.m).items()}

    @cached_property
    def premiums_due(self) -> list[int]:
        """The rows of Insurance whose policies are in force and want a premium soon, the earliest first."""
        days = self.m.table("insurance")["next_due"]
        due = (record for record in self.policies if self.is_near(days.iat[record]))
        return sorted(due, key=lambda record: days.iat[record])

    @cached_property
    def premium_due(self) -> float:
        """What those premiums come to, in base currency."""
        return float(self.m.table("insurance").amounts("premium").iloc[self.premiums_due].fillna(0.0).sum())

    @cached_property
    def gaps(self) -> Sequence[coverage.Gap]:
        """The rules that find a gap in the customer's cover."""
        found, row = coverage.gaps(self.m), self.customer.row
        return [] if row is None else [gap for gap in coverage.GAPS if found[gap.key].iat[row]]

    @cached_property
    def promises(self) -> list[int]:
        """The rows of Follow-ups that say what was agreed and is not done, the earliest first."""
        return PROMISES.twin(self.customer)

    @cached_property
    def until(self) -> pd.Timestamp:
        """The last day that a premium or maturity counts as near."""
        return self.m.as_of + pd.Timedelta(days=self.m.settings.factors["look_ahead_days"])

    def is_near(self, day: pd.Timestamp) -> bool:
        """Whether a day is to come within the days that Settings look ahead."""
        return bool(self.m.as_of <= day <= self.until)

    def remark_on(self, policy: int) -> str | None:
        """The column of a policy whose day is near: of its premium, or else of its end."""
        near = (key for key in ("next_due", "end_date") if self.is_near(self.m.table("insurance")[key].iat[policy]))
        return next(near, None)

    # What to look at

    @cached_property
    def largest(self) -> Position | None:
        """The largest of the assets."""
        assets = (position for position in self.held if position.is_asset and position.value is not None)
        return max(assets, key=lambda position: position.value or 0.0, default=None)

    def alerts(self, *, valued: bool = False) -> dict[str, Alert]:
        """What there may be to look at; gaps in cover have words of their own.

        `valued` leaves out of the counts what has no value, as a list does whose remarks speak of other things there.
        """
        counted = [position for position in self.held if position.value is not None or not valued]
        days = self.m.table("assets")["maturity"]
        maturing = [position.record for position in counted] if valued else self._on(self.day)
        return {
            "largest": self._concentration(),
            "risky": _count(RISKY, sum(map(self.is_risky, counted))),
            "unvalued": _count(UNVALUED, sum(position.value is None for position in self.held)),
            "maturing": _count(MATURING, sum(self.is_near(days.iat[record]) for record in maturing)),
            "premiums": Alert(
                PREMIUMS,
                bool(self.premiums_due),
                {"n": len(self.premiums_due), "sum": f"{floor(self.premium_due + 0.5):,}"},
            ),
        }

    def _concentration(self) -> Alert:
        share = (self.largest and self.share(self.largest)) or 0.0
        name = self.m.table("assets")["name"].iat[self.largest.record] if self.largest else None
        holds = share > self.m.settings.factors["largest_holding"]
        return Alert(LARGEST, holds, {"name": name or "", "share": floor(share * 100 + 0.5)})


def _count(words: Labels, number: int) -> Alert:
    return Alert(words, number > 0, {"n": number})
