"""The readiness list before a monthly review as lines for people: one line a customer, under the account manager."""

from collections.abc import Iterator, Sequence

from xlcrm.commands.readiness import Item, Readiness, ReviewEntry
from xlcrm.labels import COMMA, Labels, Language, labels
from xlcrm.labels.terminal import SEPARATOR
from xlcrm.rules.finding import shown

HEADING = labels(
    "{month} 月度回顾准备：{customers} 位客户待处理，其中应回顾 {due} 位",
    "{month} 月度檢視準備：{customers} 位客戶待處理，其中應檢視 {due} 位",
    "Before the reviews of {month}: {customers} customers to see to, {due} of them due for review",
)
NONE = labels(
    "{month} 月度回顾准备：全部就绪",
    "{month} 月度檢視準備：全部就緒",
    "Before the reviews of {month}: everything is ready",
)
BY_TIER = labels("应回顾：{tiers}", "應檢視：{tiers}", "Due for review: {tiers}")
MANAGER = labels(
    "客户经理 {manager}（{count} 位）", "客戶經理 {manager}（{count} 位）", "Account manager {manager} ({count})"
)
NOBODY = labels("未填", "未填", "(none)")
CUSTOMER = labels("{id} {name}（{tier}）：{said}", "{id} {name}（{tier}）：{said}", "{id} {name} ({tier}): {said}")
DUE = labels("应于 {day} 回顾", "應於 {day} 檢視", "review due {day}")
LATE = labels("应于 {day} 回顾，已过 {days} 天", "應於 {day} 檢視，已過 {days} 天", "review due {day}, {days} days ago")
MISSING = labels(
    "上次回顾的 {count} 项资产这次没有：{names}",
    "上次檢視的 {count} 項資產這次沒有：{names}",
    "{count} holdings of the last review are missing: {names}",
)
MOVED = labels(
    "总资产 {before} → {now}（{change}）", "總資產 {before} → {now}（{change}）", "total {before} -> {now} ({change})"
)
NO_PROFILE = labels("没有风险承受能力", "沒有風險屬性", "no risk profile")
PROMISES = labels("未完成的约定：{items}", "未完成的約定：{items}", "open promises: {items}")
PREMIUMS = labels("应缴保费：{items}", "應繳保費：{items}", "premiums due: {items}")
MORE = labels("等 {count} 项", "等 {count} 項", "and others, {count} in all")
NAMED = 3
"""How many things of one kind a line names."""


def lines(found: Readiness, language: Language) -> Iterator[str]:
    """The list, line by line."""
    entries = [entry for group in found.by_manager.values() for entry in group]
    month = f"{found.as_of:%Y-%m}"
    if not entries:
        yield NONE.in_(language).format(month=month)
        return
    due = sum(found.due_by_tier.values())
    yield HEADING.in_(language).format(month=month, customers=len(entries), due=due)
    if due:
        tiers = COMMA.in_(language).join(f"{tier} {count}" for tier, count in found.due_by_tier.items())
        yield "  " + BY_TIER.in_(language).format(tiers=tiers)
    for manager, group in found.by_manager.items():
        name = shown(manager, language) if manager else NOBODY.in_(language)
        yield MANAGER.in_(language).format(manager=name, count=len(group))
        yield from (f"  {_line(entry, found, language)}" for entry in group)


def _line(entry: ReviewEntry, found: Readiness, language: Language) -> str:
    said = SEPARATOR.in_(language).join(_parts(entry, found, language))
    texts = {"id": entry.customer_id, "name": entry.name, "tier": entry.tier}
    filled = {key: shown(text, language) for key, text in texts.items()}
    return CUSTOMER.in_(language).format(said=said, **filled)


def _parts(entry: ReviewEntry, found: Readiness, language: Language) -> Iterator[str]:
    def say(text: Labels, **params: object) -> str:
        return text.in_(language).format(**params)

    if entry.review_due:
        late = (found.as_of - entry.review_due).days
        yield say(LATE if late > 0 else DUE, day=entry.review_due, days=late)
    if entry.missing:
        names = list(dict.fromkeys(shown(item.text, language) for item in entry.missing))
        yield say(MISSING, count=len(entry.missing), names=_listed(names, language))
    if entry.moved:
        before, now = entry.moved
        amounts = {"before": f"{before:,.0f}", "now": f"{now:,.0f}"}
        yield say(MOVED, change=f"{now / before - 1:+.0%}", **amounts)
    if entry.no_risk_profile:
        yield say(NO_PROFILE)
    if entry.promises:
        yield say(PROMISES, items=_items(entry.promises, language))
    if entry.premiums:
        yield say(PREMIUMS, items=_items(entry.premiums, language))


def _items(items: Sequence[Item], language: Language) -> str:
    said = [
        " ".join(
            filter(
                None,
                (
                    str(item.day),
                    shown(item.text, language) if item.text else "",
                    "" if item.amount is None else f"{item.amount:,.0f}",
                ),
            )
        )
        for item in items
    ]
    return _listed(said, language)


def _listed(said: Sequence[str], language: Language) -> str:
    shown_ones = list(said[:NAMED])
    if len(said) > NAMED:
        shown_ones.append(MORE.in_(language).format(count=len(said)))
    return COMMA.in_(language).join(shown_ones)
