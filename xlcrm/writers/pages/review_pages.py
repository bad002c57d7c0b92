"""The pages of the Review Report after the first: the report's lines by number, a heading of columns on every page."""

from typing import Any

from xlcrm.measures.formula import quoted
from xlcrm.writers.canvas import Canvas, serial
from xlcrm.writers.pages.cell_texts import table_position
from xlcrm.writers.pages.hidden import Hidden, write_rendered
from xlcrm.writers.pages.review_data import ENTRIES
from xlcrm.writers.pages.review_lines import (
    COLUMNS,
    GONE,
    GROUP,
    HEADER,
    HEADING,
    HOLDING,
    HOLDING_HEADER,
    MORE_LINES,
    POLICY_HEADER,
    ROW,
    RULE,
    SMALL,
    TOTAL,
    ReviewLines,
)
from xlcrm.writers.styles import ACCENT, HEADER_FILL, LINE, MUTED, PANEL_FILL, WARN_FILL, WARN_INK, WHITE

PAGES = 8
BODY = 44
"""Lines on a page under its heading: fewer than an A4 or a Letter page takes."""

MOST_LINES = PAGES * BODY
SIGNED = "+#,##0;-#,##0;0"
_FORMATS = {"D": "yyyy-mm-dd", "F": "#,##0", "G": "0.0%", "H": SIGNED}


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

    def printed(self, lines: int) -> int:
        """The last row of the page on which so many lines end."""
        return self.first_row + max(1, -(-min(lines, MOST_LINES) // BODY)) * (BODY + 1) - 1

    def write(self) -> None:
        """Write every page."""
        self._find()
        worksheet = self.canvas.worksheet
        for row in range(self.first_row, self.last_row + 1):
            worksheet.set_row(row, 17)
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
            at = row - self.first_row
            template = f'IFERROR(MATCH({number},{numbers},0),"")'
            found = lines.at(number)
            if number == MOST_LINES:
                template, found = f'IF({self.over}>{MOST_LINES},"",{template})', None if over else found
            self.found[row] = found
            self.hidden.fill(self.line.part(at, 1), template, [found])
            entry = found if found is not None and found <= ENTRIES else None
            own = f'IF({line}="","",IF({line}>{ENTRIES},"",INDEX({data.positions.area},{line})))'
            self.hidden.fill(self.position.part(at, 1), own, [self._position(entry)])
            self.hidden.fill(self.kind.part(at, 1), kind, [self._kind(found)])

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
            return self.lines.entry_value(column, found)
        return serial(self.lines.lines[found - ENTRIES - 1].cells.get(column, ("", None))[1])

    def _column(self, column: str) -> None:
        """One column of all lines."""
        lines = self.lines
        look = self._look(column)
        other = f"INDEX({lines.columns[column].area},$m-{ENTRIES})"
        entry = lines.entry_cell(column).replace("<m>", "$m").replace("<p>", "$p")
        template = f'IF($m="","",IF($p="",{other},{entry}))'
        rendered = self.canvas.context.dialect.render(template)
        at = COLUMNS.index(column) + 1
        for row, number in self._rows():
            if number == MOST_LINES and column == "B":
                self._last_line(row, at, template, look)
                continue
            text = rendered.replace("$m", f"${self.line.letters}{row + 1}")
            text = text.replace("$p", f"${self.position.letters}{row + 1}")
            write_rendered(self.canvas.worksheet, row, at, text, self._value(column, self.found[row]), look)

    def _last_line(self, row: int, at: int, template: str, look: Any) -> None:
        """Where the pages end, how many lines there are that did not fit."""
        template = template.replace("$m", f"${self.line.letters}{row + 1}")
        template = template.replace("$p", f"${self.position.letters}{row + 1}")
        rest, more = f"{self.over}-{MOST_LINES - 1}", self.lines.last - MOST_LINES + 1
        words, said = self.lines.counted(MORE_LINES, rest, more)
        value = said if self.lines.last > MOST_LINES else self._value("B", self.found[row])
        self.canvas.formula(row, at, f"IF({self.over}>{MOST_LINES},{words},{template})", value, look)

    def _look(self, column: str) -> Any:
        styles = self.canvas.context.styles
        if column in _FORMATS:
            return styles(num_format=_FORMATS[column], align="left" if column == "D" else "right", shrink=True)
        return styles(shrink=True, align="left")

    def _heading(self, page: int) -> None:
        """The heading of the columns on top of a page, for the kind of lines that it begins with."""
        row = self.first_row + page * (BODY + 1)
        first = f"${self.line.letters}${row + 2}"
        found = self.found[row + 1]
        begin = self.lines.policy_lines
        holdings = f"{first}<={ENTRIES + begin[0]}"
        policies = f"AND({first}>{ENTRIES + begin[1]},{first}<={ENTRIES + begin[2]})"
        kind = 0
        if page == 0 or (found is not None and found <= ENTRIES + begin[0]):
            kind = 1
        elif found is not None and ENTRIES + begin[1] < found <= ENTRIES + begin[2]:
            kind = 2
        for column, of_holding, of_policy in zip(COLUMNS, HOLDING_HEADER, POLICY_HEADER, strict=True):
            at = COLUMNS.index(column) + 1
            align = {"align": "right"} if column in "FGH" else {"align": "left"}
            holding = self.lines.say(of_holding) if of_holding else ""
            policy = self.lines.say(of_policy) if of_policy else ""
            if page == 0:
                look = self.canvas.context.styles(
                    bold=True, font_color=WHITE, bg_color=HEADER_FILL, shrink=True, **align
                )
                self.canvas.text(row, at, holding, look)
                continue
            template = f'IF({first}="","",IF({holdings},{quoted(holding)},IF({policies},{quoted(policy)},"")))'
            said = {0: None, 1: holding, 2: policy}[kind]
            self.canvas.formula(row, at, template, said, self.canvas.context.styles(shrink=True, **align))
        self.canvas.blank(row, 0, self.canvas.context.styles())

    def _looks(self) -> None:
        """Each kind of line its look."""
        styles = self.canvas.context.styles
        looks = {
            GROUP: styles.highlight(bold=True, bg_color=PANEL_FILL, font_color=ACCENT, bottom=1, bottom_color=LINE),
            HOLDING: styles.highlight(bottom=1, bottom_color=LINE),
            GONE: styles.highlight(font_color=MUTED, italic=True, bottom=1, bottom_color=LINE),
            TOTAL: styles.highlight(bold=True, top=1, top_color=ACCENT, bottom=1, bottom_color=ACCENT),
            HEADING: styles.highlight(bold=True, font_color=ACCENT, bottom=1, bottom_color=ACCENT),
            HEADER: styles.highlight(bold=True, font_color=WHITE, bg_color=HEADER_FILL),
            ROW: styles.highlight(bottom=1, bottom_color=LINE),
            RULE: styles.highlight(bottom=1, bottom_color=LINE),
            SMALL: styles.highlight(font_color=MUTED, italic=True),
        }
        top, last = self.first_row + 1, self.last_row
        kind = f"${self.kind.letters}{top + 1}"
        remark = styles.highlight(bg_color=WARN_FILL, font_color=WARN_INK, bold=True)
        self.canvas.highlight(
            top, len(COLUMNS), last, len(COLUMNS), f'AND(OR({kind}={HOLDING},{kind}={ROW}),$J{top + 1}<>"")', remark
        )
        for number, look in looks.items():
            self.canvas.highlight(top, 1, last, len(COLUMNS), f"{kind}={number}", look)
        header = styles.highlight(bold=True, font_color=WHITE, bg_color=HEADER_FILL)
        for row in self.breaks:
            self.canvas.highlight(row, 1, row, len(COLUMNS), f'$B${row + 1}<>""', header)
