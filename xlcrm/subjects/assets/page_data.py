"""What the Review Report stands on, in hidden cells: dates, holdings, classes, totals, and the reviews so far."""

from collections.abc import Sequence
from typing import Any

from xlcrm.labels import labels
from xlcrm.measures.render_excel import in_base
from xlcrm.pages.cell_texts import table_position
from xlcrm.pages.customer_picker import Picked
from xlcrm.pages.hidden import Cells, Hidden
from xlcrm.pages.tables import Cell
from xlcrm.pages.units import Unit
from xlcrm.subjects.assets.enums import ASSET_CLASS
from xlcrm.subjects.assets.portfolio import Portfolio
from xlcrm.subjects.assets.review import (
    CLOSED,
    DATE_SLOTS,
    DOWN,
    GROUPS,
    HOLDING_SLOTS,
    LOANS,
    MATURED,
    NEW,
    SAME,
    TREND,
    UNCLASSED,
    UP,
    Position,
)

LATEST = labels("最新", "最新", "Latest")

ENTRIES = 2 * HOLDING_SLOTS
"""Lines that holdings may take: those of the review, then those that were there before."""

_IDS, _DATES = "{assets.customer_id}", "{assets.review_date}"
_CURRENCY = "INDEX({assets.currency},<p>)"
# Added to the group of what has no class, so that each class comes out at its own.
_STEPS = ",".join(str(GROUPS.index(key) + 1 - UNCLASSED) for key in ASSET_CLASS.keys)


class ReviewData:
    """The hidden cells of one report, and the twin that their values come from."""

    def __init__(self, hidden: Hidden, picked: Picked, review: Portfolio, date_cell: str, unit: Unit) -> None:
        self.hidden = hidden
        self.context = hidden.canvas.context
        self.picked = picked
        self.review = review
        self._find_dates(date_cell)
        self._totals()
        self._entries()
        self._groups()
        self._changes()
        self._trend(unit)

    def _find_dates(self, date_cell: str) -> None:
        """The days of the customer's reviews, the newest first, under the word that stands for the newest."""
        review, who = self.review, self.picked.who
        options = self.hidden.place(DATE_SLOTS + 1)
        self.options = options
        latest = self.context.say(LATEST)
        self.hidden.fill(options.part(0, 1), f'"{latest}"', [latest])
        above = f"${options.letters}<above>"
        earlier = f"({_DATES}<IF(ISNUMBER({above}),{above},as_of+1))"
        found = f"AGGREGATE(14,6,{_DATES}/(({_IDS}={who})*ISNUMBER({_DATES})*({_DATES}<=as_of)*{earlier}),1)"
        self.dates = options.part(1, DATE_SLOTS)
        self.hidden.fill(self.dates, f'IF({above}="","",IFERROR({found},""))', padded(review.dates, DATE_SLOTS))
        dates, first = self.dates.area, self.dates.cell(0)
        self.date_count = self.hidden.single("reviews", f"COUNT({dates})", len(review.dates))
        self.day = self.hidden.single(
            "review date",
            f"IF(ISNUMBER({date_cell}),IF(COUNTIF({dates},{date_cell})>0,{date_cell},{first}),{first})",
            review.day,
        )
        self.previous = self.hidden.single(
            "review before",
            f'IF({self.day}="","",IFERROR(INDEX({dates},MATCH({self.day},{dates},0)+1),""))',
            review.previous,
        )
        self.count = self._count("holdings", self.day, review.count)
        self.count_before = self._count("holdings before", self.previous, review.count_before)

    def _count(self, meaning: str, day: str, value: int) -> str:
        return self.hidden.single(
            meaning, f'IF({day}="",0,SUMPRODUCT(({_IDS}={self.picked.who})*({_DATES}={day})))', value
        )

    def value_on(self, day: str, *more: str) -> str:
        """The formula for the value in base currency of the customer's holdings on a day, by more conditions."""
        conditions = ",".join((_IDS, self.picked.key, _DATES, day, *more))
        return f'IF({day}="",0,{in_base("{assets.value}", "{assets.currency}", conditions)})'

    def _totals(self) -> None:
        review = self.review
        assets, loans = '{assets.asset_class},"<>"&{asset_class:loan}', "{assets.asset_class},{asset_class:loan}"
        here = '{assets.held_here},"<>"&{no}'
        single = self.hidden.single
        self.total = single("assets", self.value_on(self.day, assets), review.total_at(review.day))
        self.here = single("assets here", self.value_on(self.day, assets, here), review.total_at(review.day, here=True))
        self.loans = single("loans", self.value_on(self.day, loans), review.total_at(review.day, loans=True))
        self.total_before = single(
            "assets before", self.value_on(self.previous, assets), review.total_at(review.previous)
        )
        self.loans_before = single(
            "loans before", self.value_on(self.previous, loans), review.total_at(review.previous, loans=True)
        )
        profile = "INDEX({customers.risk_profile}," + self.picked.position + ")"
        level = f"SUMPRODUCT(({{any risk_profile}}={profile})*{{1,2,3,4,5}})"
        none = f'IF({self.picked.position}="",0,{level})'
        self.profile = single("risk profile", f"IF({none}=0,9,{none})", review.profile)

    def _entries(self) -> None:
        """A line for each holding: those of the review, then those of the review before."""
        hidden, review, slots = self.hidden, self.review, HOLDING_SLOTS
        self.positions = hidden.place(ENTRIES)
        for part, count, day, holdings in (
            (self.positions.part(0, slots), self.count, self.day, review.now),
            (self.positions.part(slots, slots), self.count_before, self.previous, review.before),
        ):
            rows = f"(ROW({_IDS})-ROW(INDEX({_IDS},1))+1)"
            mine = f"(({_IDS}={self.picked.who})*({_DATES}={day}))"
            values = [table_position(self.context, "assets", holding.record) for holding in holdings]
            hidden.fill(part, f'IF(<k>>{count},"",AGGREGATE(15,6,{rows}/{mine},<k>))', padded(values, slots))
        asset_class = "INDEX({assets.asset_class},<p>)"
        group = f"SUMPRODUCT(({{any asset_class}}={asset_class})*{{{_STEPS}}})+{UNCLASSED}"
        self.group = self._of_entries(
            group, [holding.group for holding in review.now], [h.group for h in review.before]
        )
        self._values()
        name, institution = "INDEX({assets.name},<p>)", "INDEX({assets.institution},<p>)"
        known = f'IF(SUMPRODUCT(--(currency_codes={_CURRENCY}))>0,{_CURRENCY},"")'
        currency = f'IF({_CURRENCY}="",base_currency,{known})'
        key = f'${self.group.letters}<row>&"|"&{name}&"|"&{institution}&"|"&{currency}'
        self.key = self._of_entries(key, [holding.key for holding in review.now], [h.key for h in review.before])
        level = "SUMPRODUCT(({any risk_level}=INDEX({assets.risk_level},<p>))*{1,2,3,4,5})"
        self.level = self._of_entries(level, [h.risk for h in review.now], [h.risk for h in review.before])
        self.held_here = self.hidden.column(
            self._if_there("IF(INDEX({assets.held_here},<p>)={no},0,1)"),
            padded([int(holding.here) for holding in review.now], slots),
        )

    def _if_there(self, template: str) -> str:
        """A formula about a holding's row in Assets, `<p>`; nothing on a line without a holding."""
        cell = f"${self.positions.letters}<row>"
        return f'IF({cell}="","",{template.replace("<p>", cell)})'

    def _of_entries(self, template: str, now: Sequence[Any], before: Sequence[Any]) -> Cells:
        values = padded(now, HOLDING_SLOTS) + padded(before, HOLDING_SLOTS)
        return self.hidden.column(self._if_there(template), values)

    def _values(self) -> None:
        """Values in base currency; none where a value or a rate is missing."""
        value = "INDEX({assets.value},<p>)"
        rated = f"SUMPRODUCT((currency_codes={_CURRENCY})*ISNUMBER(currency_rates))"
        exchanged = f"{value}*SUMPRODUCT(--(currency_codes={_CURRENCY}),currency_rates)"
        template = f'IF(NOT(ISNUMBER({value})),"",IF({_CURRENCY}="",{value},IF({rated}=0,"",{exchanged})))'
        review = self.review
        self.value = self._of_entries(template, [h.value for h in review.now], [h.value for h in review.before])

    def _groups(self) -> None:
        """The classes: values now, here and before; what is not listed counts as without a class."""
        review, slots = self.review, HOLDING_SLOTS
        now, now_value = self.group.part(0, slots).area, self.value.part(0, slots).area
        before, value_before = self.group.part(slots, slots).area, self.value.part(slots, slots).area
        here = f"SUMIFS({now_value},{now},<k>,{self.held_here.area},1)"
        groups = review.groups
        self.totals = self._by_group(f"SUMIF({now},<k>,{now_value})", self.total, [g.total for g in groups])
        self.totals_here = self._by_group(here, self.here, [g.here for g in groups])
        self.totals_before = self._by_group(
            f"SUMIF({before},<k>,{value_before})", self.total_before, [g.before for g in groups]
        )
        self.listed_now = self.hidden.column(f"COUNTIF({now},<k>)", [group.now for group in groups])
        classes = self.totals.part(0, UNCLASSED).area
        cell = f"ROUND(${self.totals.letters}<row>,2)"
        higher = f"(ROUND({classes},2)>{cell})+(ROUND({classes},2)={cell})*(ROW({classes})<<row>)"
        self.ranks = self.hidden.column(f'IF({cell}<=0,"",1+SUMPRODUCT({higher}))', review.ranks)

    def _by_group(self, template: str, total: str, values: Sequence[float]) -> Cells:
        cells = self.hidden.place(LOANS)
        self.hidden.fill(cells, template, values)
        classes = cells.part(0, UNCLASSED - 1).area
        rest = cells.part(UNCLASSED - 1, 1)
        self.hidden.fill(rest, f"ROUND({total}-SUM({classes}),2)", [values[UNCLASSED - 1]])
        return cells

    def _changes(self) -> None:
        """What became of each holding, and where its line stands in the list of all lines."""
        hidden, review, slots = self.hidden, self.review, HOLDING_SLOTS
        old_key, old_value = self.key.part(slots, slots), self.value.part(slots, slots)
        key = f"${self.key.letters}<row>"
        alike = f"SUMPRODUCT(--(${self.key.letters}${self.key.first}:{key}={key}))"
        match = f"AGGREGATE(15,6,(ROW({old_key.area})-{old_key.first - 1})/({old_key.area}={key}),{alike})"
        changes, closings = review.changes, review.closings
        self.match = hidden.column(
            self._if_there(f'IFERROR({match},"")'), padded([change.match for change in changes], slots)
        )
        self.amount, self.status = hidden.place(ENTRIES), hidden.place(ENTRIES)
        value, matched = f"${self.value.letters}<row>", f"${self.match.letters}<row>"
        amount, status = f"${self.amount.letters}<row>", f"${self.status.letters}<row>"
        was = f"INDEX({old_value.area},{matched})"
        difference = f'IF({value}="","",IF({matched}="",{value},IF({was}="","",{value}-{was})))'
        hidden.fill(
            self.amount.part(0, slots),
            self._if_there(f'IF({self.previous}="","",{difference})'),
            padded([change.amount for change in changes], slots),
        )
        moved = f"IF({amount}>=0.005,{UP},IF({amount}<=-0.005,{DOWN},{SAME}))"
        known = f'IF({matched}="",{NEW},IF({amount}="",0,{moved}))'
        hidden.fill(
            self.status.part(0, slots),
            self._if_there(f'IF({self.previous}="",0,{known})'),
            padded([change.status for change in changes], slots),
        )
        hidden.fill(
            self.amount.part(slots, slots),
            f'IF({status}="","",IF({value}="","",-{value}))',
            padded([change.amount for change in closings], slots),
        )
        maturity = "INDEX({assets.maturity},<p>)"
        ended = f"IF(ISNUMBER({maturity}),IF({maturity}<={self.day},{MATURED},{CLOSED}),{CLOSED})"
        hidden.fill(
            self.status.part(slots, slots),
            self._if_there(f'IF(COUNTIF({self.match.area},<k>)>0,"",{ended})'),
            padded([change.status for change in closings], slots),
        )

    def _trend(self, unit: Unit) -> None:
        """The totals at the last reviews up to this one, the earliest first."""
        trend, dates = self.review.trend, self.dates.area
        place = f"MATCH({self.day},{dates},0)"
        shown = self.hidden.single(
            "reviews shown",
            f'IF({self.day}="",0,MIN({TREND},{self.date_count}-{place}+1))',
            len(trend),
        )
        days = self.hidden.column(
            f'IF(<k>>{shown},"",INDEX({dates},{place}+{shown}-<k>))', padded([day for day, _ in trend], TREND)
        )
        day = f"${days.letters}<row>"
        self.trend_labels = self.hidden.column(
            f'IF({day}="","",YEAR({day})&"-"&TEXT(MONTH({day}),"00"))', padded([f"{d:%Y-%m}" for d, _ in trend], TREND)
        )
        assets = '{assets.asset_class},"<>"&{asset_class:loan}'
        self.trend_totals = self.hidden.column(
            f'IF({day}="","",{unit.scaled(self.value_on(day, assets))})',
            padded([unit.scaled_value(total) for _, total in trend], TREND),
        )

    def since(self, cell: Cell) -> Cell:
        """A comparison with the review before, given as formula and value; nothing where there was none."""
        return f'IF({self.previous}="","",{cell[0]})', None if self.review.previous is None else cell[1]

    def entry(self, number: int) -> Position | None:
        """The holding on a line counted from 1, None where there is none."""
        now, place = len(self.review.now), number - 1
        if number > HOLDING_SLOTS:
            place = now + number - 1 - HOLDING_SLOTS
        elif number > now:
            return None
        return self.review.positions[place] if place < len(self.review.positions) else None


def padded(values: Sequence[Any], length: int) -> list[Any]:
    """Values, followed by blanks up to a length."""
    return [*values, *[None] * (length - len(values))]
