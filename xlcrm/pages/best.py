"""The Dashboard's list of the best customers by the measure that the tier policy ranks by."""

from xlcrm.labels import labels
from xlcrm.pages.cell_texts import shortened
from xlcrm.pages.links import link_names
from xlcrm.pages.panels import OVERVIEW_FIRST_ROW, across, cell, cell_style, header_right, overview_link, text_across
from xlcrm.pages.units import Unit
from xlcrm.schema.measures import MEASURE_COLUMN
from xlcrm.schema.names import TIER_BASIS
from xlcrm.subjects.pyramid import ranking
from xlcrm.writing.canvas import Canvas
from xlcrm.writing.styles import LINK, MUTED

ASSETS = labels("总资产", "總資產", "Assets")
CUSTOMER = labels("客户", "客戶", "Customer")
NOBODY = labels("暂无可排名的客户", "尚無可排名的客戶", "Nobody to rank yet")

RANKS = 10
_NAME_WIDTH = 26

VALUE, POSITION = 20, 21
"""The hidden columns of the ranking: the value in base currency, and the position on Overview."""


def write_best(canvas: Canvas, row: int, unit: Unit) -> None:
    """Write a header and ten rows over the first nine columns; each rank leads to its row on Overview."""
    context, m = canvas.context, canvas.context.ledger
    header, right = context.styles.header, header_right(context)
    canvas.text(row, 0, "#", header)
    text_across(canvas, row, 1, 3, context.say(CUSTOMER), header)
    text_across(canvas, row, 4, 5, context.say(MEASURE_COLUMN["tier"].labels), header)
    across(canvas, row, 6, 7, TIER_BASIS, context.say(MEASURE_COLUMN[m.settings.policy.basis].labels), right)
    canvas.text(row, 8, context.say(ASSETS), right)
    found = ranking.best(m, RANKS)
    link_names(canvas, range(row + 1, row + 1 + RANKS), 1, 3)
    for rank in range(RANKS):
        _write_ranked(canvas, row + 1, rank, found[rank] if rank < len(found) else None, unit)


def _write_ranked(canvas: Canvas, first: int, rank: int, found: ranking.Ranked | None, unit: Unit) -> None:
    context, m, line = canvas.context, canvas.context.ledger, first + rank
    position, value = cell(line, POSITION), cell(line, VALUE)
    row = None if found is None else found.row
    amount = None if found is None else found.value
    assets = None if row is None else float(m["assets_total"].iat[row])
    canvas.formula(line, VALUE, ranking.value_formula(rank + 1), amount)
    so_far = f"{cell(first, VALUE, fixed=True)}:{value}"
    template = ranking.position_formula(value, so_far, OVERVIEW_FIRST_ROW)
    canvas.formula(line, POSITION, template, None if row is None else row + 1)
    number = cell_style(context, font_color=LINK, underline=1, align="left")
    to_row = overview_link(context, position, f"{rank + 1}")
    canvas.formula(line, 0, f'IF({position}="","",{to_row})', None if row is None else rank + 1, number)
    _write_name(canvas, line, position, row, NOBODY if rank == 0 else None)
    tier = None if row is None else m["tier"].iat[row]
    across(canvas, line, 4, 5, f'IF({position}="","",INDEX({{all:tier}},{position})&"")', tier, cell_style(context))
    look = cell_style(context, num_format=unit.number_format(amount), align="right")
    across(canvas, line, 6, 7, f'IF({value}="","",{unit.scaled(value)})', unit.of(amount), look)
    template = f'IF({position}="","",{unit.scaled(f"INDEX({{all:assets_total}},{position})")})'
    look = cell_style(context, num_format=unit.number_format(assets), align="right")
    canvas.formula(line, 8, template, unit.of(assets), look)


def _write_name(canvas: Canvas, line: int, position: str, row: int | None, empty: object) -> None:
    """The name, or the ID of a customer without a name; `empty` is what stands there where nobody is."""
    context = canvas.context
    nothing = context.say(NOBODY) if empty else ""
    name, number = f"INDEX({{all:name}},{position})", f"INDEX({{all:customer_id}},{position})"
    called = f'IF({name}="",{number},{name})'
    shown: str | None = nothing
    if row is not None:
        customer = context.book.customers.iloc[row]
        texts = (customer["name"], customer["customer_id"])
        shown = next((text for text in texts if isinstance(text, str) and text), None)
    look = {"font_color": MUTED} if row is None else {"font_color": LINK, "underline": 1, "shrink": True}
    style = cell_style(context, **look)
    template, shown = shortened(context, (f'IF({position}="","{nothing}",{called})', shown), _NAME_WIDTH)
    across(canvas, line, 1, 3, template, shown, style)
