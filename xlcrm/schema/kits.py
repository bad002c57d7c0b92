"""Kits: which subjects a book starts with, and which pages it leaves out until there is something on them."""

from collections.abc import Mapping
from dataclasses import dataclass

from xlcrm.labels import Labels, labels
from xlcrm.schema.registry import subjects


@dataclass(frozen=True)
class Kit:
    """What readers of one trade start with; of its `subjects`, None being all, a book gets those that there are.

    `when_filled` are the pages that these readers hardly use: they are made once their tables have rows.
    """

    key: str
    labels: Labels
    subjects: tuple[str, ...] | None
    when_filled: tuple[str, ...] = ()

    @property
    def brings(self) -> tuple[str, ...]:
        """The keys of its subjects, as far as this version has them."""
        found = [subject.key for subject in subjects() if not subject.core]
        return tuple(key for key in (found if self.subjects is None else self.subjects) if key in found)


_NO_ADVICE = ("review", "coverage")
"""What who sells goods has no use for: the review of assets, the gaps in cover."""

KITS: Mapping[str, Kit] = {
    kit.key: kit
    for kit in (
        Kit("bank", labels("银行", "銀行", "Bank"), ("household", "segments", "trend")),
        Kit("insurance", labels("保险", "保險", "Insurance"), ("household", "retention")),
        Kit(
            "sales",
            labels("销售", "銷售", "Sales"),
            ("contacts", "pipeline", "profit", "rfm", "credit", "service", "retention", "segments"),
            _NO_ADVICE,
        ),
        Kit("retail", labels("零售", "零售", "Retail"), ("rfm", "segments", "service"), _NO_ADVICE),
        Kit("full", labels("全部专题", "全部專題", "Everything"), None),
    )
}
