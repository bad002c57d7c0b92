"""The key figures of a review, and what changed since the last: each once, over the cells of a page or a pack."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from xlcrm.labels import Labels
from xlcrm.pages.cell_texts import counted
from xlcrm.pages.tables import Cell, Content, put
from xlcrm.subjects.assets.review import Review
from xlcrm.subjects.assets.wording import (
    CHANGES,
    FIRST_REVIEW,
    HERE,
    ITEMS,
    LOAN,
    NET,
    OF_TOTAL,
    PERCENT,
    SIGNED,
    SIGNED_PERCENT,
    SINCE_LAST,
    TOTAL,
    WORDS,
)
from xlcrm.writing.canvas import Canvas, Context
from xlcrm.writing.styles import ACCENT, MUTED, PANEL_FILL, WHITE


@dataclass(frozen=True)
class Sources:
    """Where the numbers stand that the figures are computed from, as formulas.

    `since` makes a comparison with the review before out of its formula and value: the second argument is what stands
    there at the first review. `loans_before` is None where the loans of the review before are not shown.
    """

    count: Cell
    total: str
    before: str
    here: str
    loans: str
    loans_before: str | None
    since: Callable[[Cell, str], Content]


@dataclass(frozen=True)
class KeyFigure:
    """A figure in large print, and another under it in small."""

    label: Labels
    big: Content
    shape: str
    small: Content = None
    small_shape: str = "General"


def key_figures(context: Context, review: Review, at: Sources, money: str) -> Sequence[KeyFigure]:
    """The figures on top of a review; `money` is the number format of amounts."""
    total, before = review.total, review.total_at(review.previous)
    here, loans = review.total_at(review.day, here=True), review.total_at(review.day, loans=True)
    loans_before = review.total_at(review.previous, loans=True)
    change = at.since((f"{at.total}-{at.before}", total - before), context.say(FIRST_REVIEW))
    growth = total / before - 1 if before > 0 else None
    rate = at.since((f'IF({at.before}<=0,"",{at.total}/{at.before}-1)', growth), "")
    share = f'IF({at.total}<=0,"",{at.here}/{at.total})', here / total if total > 0 else None
    loans_change: Content = None
    net_change: Content = None
    if at.loans_before is not None:
        net, net_before = f"({at.total}-{at.loans})", f"({at.before}-{at.loans_before})"
        loans_change = at.since((f"{at.loans}-{at.loans_before}", loans - loans_before), "")
        net_change = at.since((f"{net}-{net_before}", (total - loans) - (before - loans_before)), "")
    return (
        KeyFigure(TOTAL, (at.total, total), money, counted(context, ITEMS, *at.count)),
        KeyFigure(SINCE_LAST, change, SIGNED, rate, SIGNED_PERCENT),
        KeyFigure(HERE, (at.here, here), money, share, f'"{context.say(OF_TOTAL)}"{PERCENT}'),
        KeyFigure(LOAN, (at.loans, loans), money, loans_change, SIGNED),
        KeyFigure(NET, (f"{at.total}-{at.loans}", total - loans), money, net_change, SIGNED),
    )


def write_tiles(canvas: Canvas, row: int, spans: Sequence[tuple[int, int]], figures: Sequence[KeyFigure]) -> None:
    """Write figures side by side into three rows: what each is called, the figure, and the one in small print."""
    styles = canvas.context.styles
    box = {"bg_color": PANEL_FILL, "align": "center", "left": 5, "left_color": WHITE, "shrink": True}
    small = {"font_color": MUTED, "font_size": 9, **box}
    big = {"bold": True, "font_size": 15, "font_color": ACCENT, **box}
    for (left, right), figure in zip(spans, figures, strict=True):
        put(canvas, row, left, canvas.context.say(figure.label), styles(**small), right)
        put(canvas, row + 1, left, figure.big, styles(num_format=figure.shape, **big), right)
        put(canvas, row + 2, left, figure.small, styles(num_format=figure.small_shape, **small), right)


@dataclass(frozen=True)
class Moved:
    """The assets that came to a status since the last review: the word for it, how many, and by how much."""

    status: int
    word: str
    items: Cell
    amount: Cell


def moves(context: Context, review: Review, condition: Callable[[int, str], str], amounts: str) -> Iterator[Moved]:
    """What changed; `condition` gives the criteria for a status and its word, `amounts` are the cells to add up."""
    for status in CHANGES:
        word = context.say(WORDS[status])
        found, where = review.moved(status), condition(status, word)
        items = counted(context, ITEMS, f"COUNTIFS({where})", len(found))
        amount = sum(position.change.amount or 0.0 for position in found)
        yield Moved(status, word, items, (f"SUMIFS({amounts},{where})", amount))
