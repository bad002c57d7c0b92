"""The rows of the Coverage sheet: the same formulas in each, over hidden cells beside it."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from xlcrm.labels import COMMA, Labels, labels
from xlcrm.ooxml.a1 import letters_of
from xlcrm.pages.panels import (
    COUNT,
    OVERVIEW_FIRST_ROW,
    cell_style,
    customer_position,
    header_indented,
    header_right,
    ids_width,
    overview_link,
)
from xlcrm.pages.units import Unit
from xlcrm.schema.measures import MEASURE_COLUMN
from xlcrm.schema.tables import TABLE
from xlcrm.subjects.insurance import coverage as measured
from xlcrm.subjects.insurance.coverage import GAPS, TYPES, Facts
from xlcrm.subjects.insurance.enums import COVERAGE_TYPE
from xlcrm.writing.canvas import Context
from xlcrm.writing.styles import LINK
from xlcrm.writing.worksheet import BlockColumn

GAP = labels("✖ 缺口", "✖ 缺口", "✖ Gap")
WHOLE = labels("✔ 无缺口", "✔ 無缺口", "✔ None")
COMPANY = labels("企业不适用", "企業不適用", "Company: no rules")
GAPS_FOUND = labels("缺口说明", "缺口說明", "Gaps")
INCOME_SHARE = labels("保费占收入", "保費占收入", "Premiums of income")

ID, NAME, TIER, AGE, INCOME, _FIRST_TYPE = range(6)
PREMIUM = _FIRST_TYPE + len(TYPES)
SHARE, TEXT = PREMIUM + 1, PREMIUM + 2

# Hidden cells of each row: where the customer stands, what the rules look at, and what they find.
_POSITION, _KEY, _PERSON, _FAMILY, _RAW_INCOME, _RAW_PREMIUM, _RAW_AGE, _RAW_TYPE = range(TEXT + 2, TEXT + 10)
FLAG = _RAW_TYPE + len(TYPES)
LAST_HIDDEN = FLAG + len(GAPS) - 1

# Stands for the number of the row until a formula is told; no template has it otherwise.
_ROW = "\N{SECTION SIGN}"


def in_row(column: int, line: int | str = _ROW) -> str:
    """A cell of a row, its column fixed."""
    return f"${letters_of(column)}{line}"


def text_column_width(context: Context) -> float:
    """The width of the column that says the gaps in words."""
    return 44 if context.language == "en" else 38


class Rows:
    """What stands on the rows of the customers, given by their rows on Customers counted from 0."""

    def __init__(self, context: Context, customers: Sequence[int], unit: Unit) -> None:
        self.context = context
        self.customers = list(customers)
        self.unit = unit
        self.gap = context.say(GAP)
        self.whole = context.say(WHOLE)
        self.known = measured.known(context.ledger)
        self.gaps = measured.gaps(context.ledger)

    def flags(self, gap: str) -> list[float]:
        """1 or 0 for each customer: whether a rule finds a gap."""
        return self._of(self.gaps[gap])

    def widths(self) -> list[float]:
        """The widths of the visible columns, in digits."""
        english = self.context.language == "en"
        cover = [11 if english else 9] * len(TYPES)
        text = text_column_width(self.context)
        return [max(12, ids_width(self.context)), self.context.names_width, 12, 6, 11, *cover, 10, 10, text]

    def headers(self) -> dict[int, tuple[str, Any]]:
        """The header of each visible column, with its look."""
        left, right = self.context.styles.header, header_right(self.context)
        found: dict[int, tuple[Labels, Any]] = {
            ID: (MEASURE_COLUMN["customer_id"].labels, left),
            NAME: (MEASURE_COLUMN["name"].labels, left),
            TIER: (MEASURE_COLUMN["tier"].labels, header_indented(self.context)),
            AGE: (MEASURE_COLUMN["age"].labels, right),
            INCOME: (TABLE["customers"]["annual_income"].labels, right),
            **{_FIRST_TYPE + place: (COVERAGE_TYPE[key].labels, right) for place, key in enumerate(TYPES)},
            PREMIUM: (TABLE["insurance"]["premium"].labels, right),
            SHARE: (INCOME_SHARE, right),
            TEXT: (GAPS_FOUND, header_indented(self.context)),
        }
        return {column: (self.context.say(text), style) for column, (text, style) in found.items()}

    def block(self, first: int) -> list[BlockColumn]:
        """The columns from the first to the last hidden one; `first` is the first row, counted from 0."""
        columns = {**self._shown(), **self._facts(first), **self._found()}
        nothing = BlockColumn(None, [None] * len(self.customers))
        return [columns.get(column, nothing) for column in range(LAST_HIDDEN + 1)]

    def _of(self, values: pd.Series) -> list[Any]:
        return [None if value is None or value != value else value for value in values.iloc[self.customers].tolist()]

    def _column(self, template: str, values: Sequence[Any], **look: Any) -> BlockColumn:
        formula = self.context.dialect.render(template).replace(_ROW, "{row}")
        return BlockColumn(cell_style(self.context, **look), values, formula)

    def _shown(self) -> dict[int, BlockColumn]:
        """What is seen of a customer."""
        m = self.context.ledger
        position = in_row(_POSITION)

        def known(template: str) -> str:
            return f'IF({position}="","",{template})'

        number, name = f"INDEX({{all:customer_id}},{position})", f"INDEX({{all:name}},{position})"
        ids, names = self._of(m["customer_id"]), self._of(m["name"])
        link = overview_link(self.context, position, f'{number}&""')
        called = [name or number for name, number in zip(names, ids, strict=True)]
        tier = known(f'INDEX({{all:tier}},{position})&""')
        age = known(f"INDEX({{all:age}},{position})")
        income, premium = self._of(self.known.income), self._of(self.known.premium)
        has_income = f"{in_row(_RAW_INCOME)}>0"
        shares = [paid / earned if earned > 0 else None for paid, earned in zip(premium, income, strict=True)]
        return {
            ID: self._column(known(link), ids, font_color=LINK, underline=1),
            NAME: self._column(known(f'IF({name}="",{number},{name})'), called, font_color=LINK, underline=1),
            TIER: self._column(tier, self._of(m["tier"]), indent=1),
            AGE: self._column(age, self._of(m["age"]), num_format="#,##0", align="right"),
            INCOME: self._column(
                f'IF({has_income},{self.unit.scaled(in_row(_RAW_INCOME))},"")',
                [self.unit.scaled_value(value) if value > 0 else None for value in income],
                **self._money(income),
            ),
            **{_FIRST_TYPE + place: self._cover(place, key) for place, key in enumerate(TYPES)},
            PREMIUM: self._column(
                self.unit.scaled(in_row(_RAW_PREMIUM)),
                [self.unit.scaled_value(paid) for paid in premium],
                **self._money(premium),
            ),
            SHARE: self._column(
                f'IF({has_income},{in_row(_RAW_PREMIUM)}/{in_row(_RAW_INCOME)},"")',
                shares,
                num_format="0.0%;-0.0%;–",
                align="right",
            ),
            TEXT: self._words(),
        }

    def _money(self, values: Sequence[float]) -> dict[str, str]:
        """The look of the amounts of a column: with a decimal where not all are whole in the page's unit."""
        whole = self.unit.size == 1 or all(value % self.unit.size == 0 for value in values)
        return {"num_format": COUNT if whole else "#,##0.0;-#,##0.0;–", "align": "right"}

    def _cover(self, place: int, key: str) -> BlockColumn:
        """The sum insured in force of one type, or the word for a gap."""
        raw, values = in_row(_RAW_TYPE + place), self._of(self.known.sums[key])
        template, shown = self.unit.scaled(raw), [self.unit.scaled_value(value) for value in values]
        flag = next((number for number, gap in enumerate(GAPS) if gap.key == key), None)
        if flag is not None:
            template = f'IF({in_row(FLAG + flag)}=1,"{self.gap}",{template})'
            flags = self.flags(key)
            shown = [self.gap if flagged else value for flagged, value in zip(flags, shown, strict=True)]  # type: ignore[misc]
        return self._column(template, shown, **self._money(values))

    def _words(self) -> BlockColumn:
        """All gaps in words; that there is none; or that a company has no rules."""
        say = self.context.say
        between = say(COMMA)
        parts = "&".join(
            f'IF({in_row(FLAG + place)}=1,"{between}{say(gap.word)}","")' for place, gap in enumerate(GAPS)
        )
        template = (
            f'IF({in_row(_POSITION)}="","",IF({in_row(_PERSON)}=0,"{say(COMPANY)}",'
            f'IF(SUM({in_row(FLAG)}:{in_row(LAST_HIDDEN)})=0,"{self.whole}",MID({parts},{len(between) + 1},300))))'
        )
        by_gap = [(say(gap.word), self.flags(gap.key)) for gap in GAPS]
        texts = [
            (between.join(word for word, flags in by_gap if flags[row]) or self.whole) if person else say(COMPANY)
            for row, person in enumerate(self._of(self.known.person))
        ]
        return self._column(template, texts, shrink=True, indent=1)

    def _facts(self, first: int) -> dict[int, BlockColumn]:
        """The hidden cells that say who the customer is: everything else is computed from them."""
        m, known, position = self.context.ledger, self.known, in_row(_POSITION)
        own = customer_position(self.context, position)
        company = f"INDEX({{customers.customer_type}},{own})={{customer_type:company}}"
        married = f"INDEX({{customers.marital_status}},{own})={{marital_status:married}}"
        children = f"N(INDEX({{customers.children}},{own}))>0"
        income = f"IFERROR(N(INDEX({{customers.annual_income}},{own})),0)"
        sums = {
            _RAW_TYPE + place: self._column(
                measured.sum_formula(key, position, in_row(_KEY)), self._of(known.sums[key])
            )
            for place, key in enumerate(TYPES)
        }
        return {
            _POSITION: self._column(
                measured.position_formula(f"ROW()-{first}", OVERVIEW_FIRST_ROW), [row + 1 for row in self.customers]
            ),
            _KEY: self._column(f'IFERROR(INDEX(overview_key,{position}),"")', self._of(m["key"])),
            _PERSON: self._column(f"IFERROR(IF({company},0,1),0)", self._of(known.person.astype(float))),
            _FAMILY: self._column(f"IFERROR(IF(OR({married},{children}),1,0),0)", self._of(known.family.astype(float))),
            _RAW_INCOME: self._column(income, self._of(known.income)),
            _RAW_PREMIUM: self._column(f"IFERROR(INDEX({{all:premium_year}},{position}),0)", self._of(known.premium)),
            _RAW_AGE: self._column(f"IFERROR(N(INDEX({{all:age}},{position})),0)", self._of(known.age)),
            **sums,
        }

    def _found(self) -> dict[int, BlockColumn]:
        """The hidden cells that say which rules find a gap."""
        facts = Facts(
            person=in_row(_PERSON),
            family=in_row(_FAMILY),
            income=in_row(_RAW_INCOME),
            age=in_row(_RAW_AGE),
            premium=in_row(_RAW_PREMIUM),
            sums={key: in_row(_RAW_TYPE + place) for place, key in enumerate(TYPES)},
        )
        return {
            FLAG + place: self._column(measured.gap_formula(gap, facts), self.flags(gap.key))
            for place, gap in enumerate(GAPS)
        }
