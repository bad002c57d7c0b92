"""The premiums and the ends of policies within the look-ahead days of Settings, as the Dashboard and Coverage say."""

from xlcrm.labels import Labels, labels
from xlcrm.measures.figures import LOOK_AHEAD
from xlcrm.pages.panels import cell_style
from xlcrm.pages.tables import put
from xlcrm.pages.units import Unit, whole
from xlcrm.subjects.insurance import figures
from xlcrm.writing.canvas import Canvas

BEFORE = labels("未来 ", "未來 ", "Next ")

COMING = (
    (labels("应缴保费（笔）", "應繳保費（筆）", "Premiums due"), figures.PREMIUMS_AHEAD, False),
    (labels("应缴保费合计", "應繳保費合計", "Premiums in all"), figures.PREMIUM_SUM_AHEAD, True),
    (labels("到期保单（张）", "到期保單（張）", "Policies ending"), figures.POLICIES_ENDING, False),
)


def write_coming(canvas: Canvas, row: int, first: int, last: int, after: Labels, unit: Unit) -> None:
    """A heading with the number of days, before `after`, and the counts under it, in columns from `first` to `last`."""
    context = canvas.context
    before, rest = context.say(BEFORE), context.say(after)
    days = context.ledger.settings.factors["look_ahead_days"]
    heading = f'"{before}"&{LOOK_AHEAD}&"{rest}"', f"{before}{days:.15g}{rest}"
    put(canvas, row, first, heading, context.styles.heading)
    for line, (text, figure, is_money) in enumerate(COMING, start=row + 1):
        value = figure.twin(context.ledger)
        scale = unit if is_money else whole(context.language)
        look = scale.number_format(value) if is_money else "#,##0"
        put(canvas, line, first, context.say(text), cell_style(context), first + 1)
        number = cell_style(context, num_format=look, align="right", bold=True)
        put(canvas, line, first + 2, (scale.scaled(figure.formula), scale.scaled_value(value)), number, last)
