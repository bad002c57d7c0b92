"""The two charts of a review: how the assets are spread over the classes, and how their total went."""

from typing import Any

from xlcrm.pages.charts import Series, chart_font, column_chart, share_chart
from xlcrm.subjects.assets.wording import PIE, TOTAL, TREND_TITLE
from xlcrm.writing.canvas import Canvas
from xlcrm.writing.styles import CHART_COLOURS


def class_pie(canvas: Canvas, series: Series, least: str) -> Any:
    """The classes, in the colours of their table."""
    return share_chart(canvas.context, series, title=canvas.context.say(PIE), least=least)


def trend_columns(canvas: Canvas, series: Series, unit: str, labels: str, **axis: Any) -> Any:
    """The total at each review; `labels` is the number format above the columns."""
    context = canvas.context
    look = {"name": context.say(TOTAL), "fill": {"color": CHART_COLOURS[0]}, "gap": 60}
    return column_chart(
        context, series, look, {"num_format": labels}, {"num_font": chart_font(context, rotation=-45), **axis},
        title=context.say(TREND_TITLE, unit=unit),
    )  # fmt: skip
