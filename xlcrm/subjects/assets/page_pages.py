"""The pages of the Review Report after the first: the report's lines by number, a heading of columns on every page."""

from collections.abc import Callable
from typing import Any

from xlcrm.labels import labels
from xlcrm.measures.formula import quoted
from xlcrm.pages.cell_texts import counted, table_position
from xlcrm.pages.hidden import Hidden, write_rendered
from xlcrm.subjects.assets.page_data import ENTRIES
from xlcrm.subjects.assets.page_line import (
    COLUMNS,
    GONE,
    GROUP,
    HEADER,
    HEADING,
    HOLDING,
    HOLDING_KEYS,
    POLICY_KEYS,
    ROW,
    RULE,
    SMALL,
    TOTAL,
)
from xlcrm.subjects.assets.page_lines import ReviewLines
from xlcrm.subjects.assets.review import Position
from xlcrm.subjects.assets.wording import HOLDING_COLUMNS, POLICY_COLUMNS, SIGNED, WHOLE
from xlcrm.writing.canvas import Canvas, serial
from xlcrm.writing.styles import ACCENT, HEADER_FILL, LINE, MUTED, PANEL_FILL, WARN_FILL, WARN_INK, WHITE

MORE_LINES = labels("… 另有 {n} 行未显示", "… 另有 {n} 列未顯示", "… and {n} more lines")

PAGES = 8
BODY = 52
"""Lines on a page under its heading: fewer than an A4 or a Letter page takes."""

MOST_LINES = PAGES * BODY
_FORMATS = {"D": "yyyy-mm-dd", "F": WHOLE, "G": "0.0%", "H": WHOLE}


class ReviewPages:
    """The pages from `first_row` on, counted from 0: a heading, then the lines."""

    def __init__(self, canvas: Canvas, hidden: Hidden, lines: ReviewLines, first_row: int) -> None:
        self.canvas = canvas
        self.hidden = hidden
        self.lines = lines
        self.first_row = first_row
        self.breaks = [first_row + page * (BODY + 1) for page in range(1, PAGES)]

    @property
    def last_row(self) -> int:
        """The last row, counted from 0."""
        return self.first_row + PAGES * (BODY + 1) - 1

    def room(self, lines: int) -> int:
        """How many lines the pages hold on which so many lines end."""
        return max(1, -(-min(lines, MOST_LINES) // BODY)) * BODY

    def printed(self, lines: int) -> int:
        """The last row of those pages."""
        return self.first_row + self.room(lines) // BODY * (BODY + 1) - 1

    def write(self) -> None:
        """Write every page."""
        self._find()
        self.holding_values: dict[str, Callable[[Position], Any]] = {}
        worksheet = self.canvas.worksheet
        for row in range(self.first_row, self.last_row + 1):
            worksheet.set_row(row, 16)
        for column in COLUMNS:
            self._column(column)
        for page in range(PAGES):
            self._heading(page)
        self._looks()

    def _rows(self) -> list[tuple[int, int]]:
        """Each line's row counted from 0, with its number."""
        return [
            (self.first_row + page * (BODY + 1) + 1 + place, page * BODY + place + 1)
            for page in range(PAGES)
            for place in range(BODY)
        ]

    def _find(self) -> None:
        """In hidden cells on the lines' own rows: the line to show, its row in Assets, and its kind."""
        lines, data, count = self.lines, self.lines.data, PAGES * (BODY + 1)
        numbers = lines.numbers.area
        self.line, self.position, self.kind = (self.hidden.place(count, self.first_row) for _ in range(3))
        over = lines.last > MOST_LINES
        self.over = self.hidden.single("lines", f"MAX({numbers})", lines.last)
        self.found: dict[int, int | None] = {}
        line = f"${self.line.letters}<row>"
        kind = f"INDEX({lines.kinds.area},{line}-{ENTRIES})"
        status = f"INDEX({data.status.area},{line})"
        kind = f'IF({line}="",0,IF({line}>{ENTRIES},{kind},IF({status}>=5,{GONE},{HOLDING})))'
        for row, number in self._rows():
            place = row - self.first_row
            template = f'IFERROR(MATCH({number},{numbers},0),"")'
            found = lines.numbered(number)
            if number == MOST_LINES:
                template, found = f'IF({self.over}>{MOST_LINES},"",{template})', None if over else found
            self.found[row] = found
            self.hidden.fill(self.line.part(place, 1), template, [found])
            entry = found if found is not None and found <= ENTRIES else None
            own = f'IF({line}="","",IF({line}>{ENTRIES},"",INDEX({data.positions.area},{line})))'
            self.hidden.fill(self.position.part(place, 1), own, [self._position(entry)])
            self.hidden.fill(self.kind.part(place, 1), kind, [self._kind(found)])

    def _position(self, entry: int | None) -> int | None:
        if entry is None:
            return None
        holding = self.lines.data.entry(entry)
        return None if holding is None else table_position(self.lines.context, "assets", holding.record)

    def _kind(self, found: int | None) -> int:
        if found is None:
            return 0
        if found > ENTRIES:
            return self.lines.lines[found - ENTRIES - 1].kind
        return GONE if found > ENTRIES // 2 else HOLDING

    def _value(self, column: str, found: int | None) -> Any:
        if found is None:
            return None
        if found <= ENTRIES:
            entry = self.lines.data.entry(found)
            return None if entry is None else self.holding_values[column](entry)
        value = self.lines.lines[found - ENTRIES - 1].cells.get(column, ("", None))[1]
        return serial(value, date_1904=self.lines.context.date_1904)

    def _column(self, column: str) -> None:
        """One column of all lines."""
        lines = self.lines
        look = self._look(column)
        other = f"INDEX({lines.columns[column].area},$m-{ENTRIES})"
        entry, self.holding_values[column] = lines.holdings.cell(column)
        entry = entry.replace("<m>", "$m").replace("<p>", "$p")
        template = f'IF($m="","",IF($p="",{other},{entry}))'
        rendered = self.canvas.context.dialect.render(template)
        place = COLUMNS.index(column) + 1
        for row, number in self._rows():
            if number == MOST_LINES and column == "B":
                self._last_line(row, place, template, look)
                continue
            text = rendered.replace("$m", f"${self.line.letters}{row + 1}")
            text = text.replace("$p", f"${self.position.letters}{row + 1}")
            write_rendered(self.canvas.worksheet, row, place, text, self._value(column, self.found[row]), look)

    def _last_line(self, row: int, number: int, template: str, look: Any) -> None:
        """Where the pages end, how many lines there are that did not fit."""
        template = template.replace("$m", f"${self.line.letters}{row + 1}")
        template = template.replace("$p", f"${self.position.letters}{row + 1}")
        rest, more = f"{self.over}-{MOST_LINES - 1}", self.lines.last - MOST_LINES + 1
        words, said = counted(self.lines.context, MORE_LINES, rest, more)
        value = said if self.lines.last > MOST_LINES else self._value("B", self.found[row])
        self.canvas.formula(row, number, f"IF({self.over}>{MOST_LINES},{words},{template})", value, look)

    def _look(self, column: str) -> Any:
        styles = self.canvas.context.styles
        if column in _FORMATS:
            return styles(num_format=_FORMATS[column], align="left" if column == "D" else "right", shrink=True)
        return styles(shrink=True, align="left", indent=int(column == "I"))

    def _heading(self, page: int) -> None:
        """The heading of the columns on top of a page, for the kind of lines that it begins with."""
        row = self.first_row + page * (BODY + 1)
        first = f"${self.line.letters}${row + 2}"
        found = self.found[row + 1]
        until, (begin, end) = self.lines.last_of_holdings, self.lines.policy_rows
        holdings, policies = f"{first}<={until}", f"AND({first}>={begin},{first}<={end})"
        kind = 0
        if page == 0 or (found is not None and found <= until):
            kind = 1
        elif found is not None and begin <= found <= end:
            kind = 2
        for column in COLUMNS:
            place = COLUMNS.index(column) + 1
            align = {"align": "right"} if column in "FGH" else {"align": "left", "indent": int(column == "I")}
            holding = self.lines.context.say(HOLDING_COLUMNS[HOLDING_KEYS[column]].label)
            policy = self.lines.context.say(POLICY_COLUMNS[POLICY_KEYS[column]].label) if column in POLICY_KEYS else ""
            if page == 0:
                look = self.canvas.context.styles(
                    bold=True, font_color=WHITE, bg_color=HEADER_FILL, shrink=True, **align
                )
                self.canvas.text(row, place, holding, look)
                continue
            template = f'IF({first}="","",IF({holdings},{quoted(holding)},IF({policies},{quoted(policy)},"")))'
            said = {0: None, 1: holding, 2: policy}[kind]
            self.canvas.formula(row, place, template, said, self.canvas.context.styles(shrink=True, **align))
        self.canvas.blank(row, 0, self.canvas.context.styles())

    def _looks(self) -> None:
        """Each kind of line its look."""
        styles = self.canvas.context.styles
        line = {"bottom": 1, "bottom_color": LINE}
        looks: dict[int, dict[str, Any]] = {
            HEADER: {"bold": True, "font_color": WHITE, "bg_color": HEADER_FILL},
            GROUP: {"bold": True, "bg_color": PANEL_FILL, "font_color": ACCENT, **line},
            HOLDING: line,
            GONE: {"font_color": MUTED, "italic": True, **line},
            TOTAL: {"bold": True, "top": 1, "top_color": ACCENT, "bottom": 1, "bottom_color": ACCENT},
            HEADING: {"bold": True, "font_color": ACCENT, "bottom": 1, "bottom_color": ACCENT},
            ROW: line,
            RULE: line,
            SMALL: {"font_color": MUTED, "italic": True},
        }
        header = styles.highlight(**looks[HEADER])
        for row in self.breaks:
            self.canvas.highlight(row, 1, row, len(COLUMNS), f'$B${row + 1}<>""', header, alone=True)
        top, last = self.first_row + 1, self.last_row
        kind = f"${self.kind.letters}{top + 1}"
        change, end = COLUMNS.index("H") + 1, len(COLUMNS)
        remark = styles.highlight(bg_color=WARN_FILL, font_color=WARN_INK, bold=True, **line)
        self.canvas.highlight(top, end, last, end, f'AND(OR({kind}={HOLDING},{kind}={ROW}),$J{top + 1}<>"")', remark)
        # Changes have a sign of their own; LibreOffice applies one look to a cell, so that theirs has it all.
        for number, look in looks.items():
            signed = {"num_format": SIGNED} if number in (GROUP, HOLDING, TOTAL, GONE) else {}
            for first, until, more in ((1, change - 1, {}), (change, change, signed), (change + 1, end, {})):
                style = styles.highlight(**look, **more)
                self.canvas.highlight(top, first, last, until, f"{kind}={number}", style, alone=number == HEADER)
