"""The Client Card's panel on the record: how complete it is, what is missing, and until when the ID holds."""

from collections.abc import Mapping, Sequence

from xlcrm.labels import COMMA, Labels, labels
from xlcrm.measures.formula import quoted
from xlcrm.pages.card_lists import WIDTHS, CardPanel
from xlcrm.pages.cell_texts import shortened, shown, shown_formula
from xlcrm.pages.customer_picker import Picked
from xlcrm.pages.days_away import days_away
from xlcrm.pages.hidden import Cells, Hidden
from xlcrm.pages.panels import cell, cell_style, heading, panel_style
from xlcrm.pages.tables import Cell, put
from xlcrm.schema.names import factor_name
from xlcrm.schema.tables import CUSTOMERS
from xlcrm.subjects.card import SUBJECT
from xlcrm.subjects.card.fields import COMPANY, EVERYBODY, FIELDS, switch
from xlcrm.subjects.card.measures import completeness
from xlcrm.subjects.card.missing import doubts, in_words, missing
from xlcrm.writing.canvas import Canvas, Context
from xlcrm.writing.styles import BAD_FILL, BAD_INK, MUTED, WHITE

MISSING = labels("还缺", "還缺", "Missing")
NOTHING_MISSING = labels("✔ 没有缺的", "✔ 沒有缺的", "✔ Nothing")
TO_CHECK = labels("待核对", "待核對", "To be checked")
NOTHING_TO_CHECK = labels("✔ 没有", "✔ 沒有", "✔ Nothing")

_LAST = len(WIDTHS) - 1


def write(canvas: Canvas, hidden: Hidden, picked: Picked, row: int) -> int:
    """Write the panel. What is missing follows what is typed; what is to be checked was found at the build."""
    context = canvas.context
    heading(canvas, row, 0, _LAST, context.say(SUBJECT.labels))
    _figures(canvas, picked, row + 1)
    lines = (MISSING, _missing(hidden, picked)), (TO_CHECK, _to_check(hidden, picked))
    for line, (name, content) in enumerate(lines, row + 2):
        canvas.worksheet.set_row(line, 28)
        _label(canvas, line, 0, name)
        text = shortened(context, content, sum(WIDTHS[1:]), 2)
        put(canvas, line, 1, text, cell_style(context, text_wrap=True, font_size=9, indent=1), _LAST)
    return row + 4


PANELS = (CardPanel(10, write),)


def _label(canvas: Canvas, row: int, column: int, text: Labels) -> None:
    look = {"font_color": MUTED, "font_size": 9, "indent": 1, "shrink": True, "border": 1, "border_color": WHITE}
    canvas.text(row, column, canvas.context.say(text), panel_style(canvas.context, **look))


def _figures(canvas: Canvas, picked: Picked, row: int) -> None:
    """How complete the record is, and until when the ID holds."""
    context, who = canvas.context, picked.customer.row
    _label(canvas, row, 0, completeness.labels)
    share = None if who is None else context.ledger[completeness.key].iat[who]
    template = f'IF({picked.overview}="","",INDEX({{all:{completeness.key}}},{picked.overview}))'
    put(canvas, row, 1, (template, share), cell_style(context, num_format="0%", align="left", indent=1))
    _label(canvas, row, 2, CUSTOMERS["id_expiry"].labels)
    expiry = shown(context, CUSTOMERS.key, "id_expiry", who)
    day = shown_formula(CUSTOMERS.key, "id_expiry", picked.position), expiry
    put(canvas, row, 3, day, cell_style(context, num_format="yyyy-mm-dd", align="left", indent=1))
    state = days_away(context, cell(row, 3), expiry)
    put(canvas, row, 4, state, cell_style(context, shrink=True, indent=1), _LAST)
    late = context.styles.highlight(bg_color=BAD_FILL, font_color=BAD_INK, bold=True)
    canvas.highlight(row, 4, row, _LAST, f'AND({cell(row, 3)}<>"",{cell(row, 3)}<as_of)', late)


def _missing(hidden: Hidden, picked: Picked) -> Cell:
    """The columns asked for that are blank: one hidden cell each, joined."""
    context, who = hidden.canvas.context, picked.customer.row
    separator = context.say(COMMA)
    blank = next(missing(context.ledger, frozenset(), [who]))[1] if who is not None else ()
    company = hidden.single(
        "company",
        f'IF({picked.position}="",FALSE,'
        f"IFERROR(INDEX({{customers.customer_type}},{picked.position})={{customer_type:company}},FALSE))",
        who is not None and bool(context.ledger.own("customer_type").iat[who] == "company"),
    )
    parts = []
    for key in FIELDS:
        of_type = "" if key in EVERYBODY else f"*{company}" if key in COMPANY else f"*NOT({company})"
        name = separator + context.say(CUSTOMERS[key].labels)
        wanted = f"({factor_name(switch(key))}<>{{no}}){of_type}"
        template = (
            f'IF({picked.position}="","",'
            f'IF({wanted}*COUNTBLANK(INDEX({{customers.{key}}},{picked.position})),{quoted(name)},""))'
        )
        parts.append(hidden.single(f"missing: {key}", template, name if key in blank else None))
    joined = "&".join(parts)
    nothing = context.say(NOTHING_MISSING)
    template = f'IF({picked.position}="","",IF({joined}="","{nothing}",MID({joined},{len(separator) + 1},1000)))'
    return template, None if who is None else _words(context, blank) or nothing


def _words(context: Context, columns: Sequence[str]) -> str:
    return context.say(COMMA).join(word.in_(context.language) for word in in_words(columns))


def _to_check(hidden: Hidden, picked: Picked) -> Cell:
    """The columns that the check found fault with: a hidden list of the customers who have any."""
    context, ids = hidden.canvas.context, hidden.canvas.context.ledger.own("customer_id")
    doubtful = doubts(context.findings)
    said: Mapping[str, str] = {
        ids.iat[record].upper(): _words(context, wrong)
        for record, _, wrong in missing(
            context.ledger, doubtful, sorted({record for record, _ in doubtful}, reverse=True)
        )
        if wrong and ids.iat[record]
    }
    who, what = _texts(hidden, list(said)), _texts(hidden, list(said.values()))
    nothing = context.say(NOTHING_TO_CHECK)
    found = f"AGGREGATE(15,6,(ROW({who.area})-{who.first - 1})/({who.area}={picked.who}),1)"
    template = f'IF({picked.position}="","",IFERROR(INDEX({what.area},{found}),"{nothing}"))'
    return template, None if picked.customer.row is None else said.get(picked.customer.customer_id.upper(), nothing)


def _texts(hidden: Hidden, texts: list[str]) -> Cells:
    """A hidden column of texts, none of them a formula."""
    cells = hidden.place(max(len(texts), 1))
    for number, text in enumerate(texts):
        hidden.canvas.text(cells.first - 1 + number, cells.column, text)
    return cells
