"""Charts that several pages and packs draw: a pie or ring with its colours, columns over time, and the pyramid."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xlcrm.labels import facts_of
from xlcrm.writing.canvas import Context
from xlcrm.writing.styles import CHART_COLOURS, INK, LINE, MUTED, WHITE


@dataclass(frozen=True)
class Series:
    """The cells of a chart: rows from `first` to `last` of a sheet, names and values in two columns."""

    sheet: str
    first: int
    last: int
    names: int
    values: int

    @property
    def cells(self) -> dict[str, Any]:
        """As a chart takes them."""
        columns = {"categories": self.names, "values": self.values}
        return {key: [self.sheet, self.first, column, self.last, column] for key, column in columns.items()}


def chart_font(context: Context, **properties: Any) -> dict[str, Any]:
    """The font of a chart's texts."""
    return {"name": facts_of(context.language).font, "size": 9, "color": INK, **properties}


def plain_chart(context: Context, options: Mapping[str, Any], *, title: str = "") -> Any:
    """A chart without border, gridlines or legend; the axes are the caller's."""
    chart = context.workbook.add_chart(dict(options))
    chart.set_legend({"none": True})
    chart.set_chartarea({"border": {"none": True}, "fill": {"none": True}})
    chart.set_plotarea({"fill": {"none": True}})
    if title:
        chart.set_title({"name": title, "overlay": False, "name_font": chart_font(context, size=11, bold=True)})
    else:
        chart.set_title({"none": True})
    # Its numbers may stand in hidden cells.
    chart.show_hidden_data()
    return chart


def share_chart(context: Context, series: Series, *, kind: str = "pie", title: str = "", least: str = "") -> Any:
    """A pie or a ring of at most ten parts in the chart colours; parts from the share `least` on say theirs."""
    chart = plain_chart(context, {"type": kind}, title=title)
    colours = CHART_COLOURS[: series.last - series.first + 1]
    points = [{"fill": {"color": colour}, "border": {"color": WHITE}} for colour in colours]
    shown: dict[str, Any] = {"name": title} if title else {}
    shown |= {**series.cells, "points": points}
    if least:
        number_format = f'[>={least}]0%;""'
        shown["data_labels"] = {
            "percentage": True, "num_format": number_format, "position": "outside_end", "font": chart_font(context),
        }  # fmt: skip
    chart.add_series(shown)
    return chart


def column_chart(
    context: Context, series: Series, look: Mapping[str, Any], labels: Mapping[str, Any], axis: Mapping[str, Any],
    *, title: str = "",
) -> Any:  # fmt: skip
    """Columns with their values above them and no scale."""
    chart = plain_chart(context, {"type": "column"}, title=title)
    label = {"value": True, "font": chart_font(context, size=8), **labels}
    chart.add_series({**look, **series.cells, "data_labels": label})
    chart.set_x_axis({"line": {"color": LINE}, "major_tick_mark": "none", **axis})
    chart.set_y_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
    return chart


def pyramid_chart(context: Context, series: Series, space: int, colours: Sequence[str], title: str = "") -> Any:
    """A pyramid out of bars from 0 to 1, one a row: the best tier on top, its label beside it, no scale.

    `space` is the column of the spaces before the bars; `colours` are RRGGBB or blank.
    """
    chart = plain_chart(context, {"type": "bar", "subtype": "stacked"}, title=title)
    points = [
        {"fill": {"color": f"#{colour or 'D9D9D9'}"}, "border": {"color": MUTED, "width": 0.5}} for colour in colours
    ]
    before = Series(series.sheet, series.first, series.last, series.names, space)
    chart.add_series({**before.cells, "gap": 12, "fill": {"none": True}, "border": {"none": True}})
    chart.add_series({**series.cells, "gap": 12, "points": points})
    quiet = {"line": {"none": True}, "major_gridlines": {"visible": False}, "major_tick_mark": "none"}
    chart.set_y_axis({"reverse": True, "num_font": chart_font(context, size=10), **quiet})
    chart.set_x_axis({"visible": False, "min": 0, "max": 1, **quiet})
    return chart


def pixels(widths: Sequence[float]) -> int:
    """The width of some columns in pixels, from their widths in digits."""
    return sum(int(width * 7 + 5) for width in widths)
