"""The workbook of a pack: its sheets in order, its properties, and nothing else."""

from datetime import datetime, time
from io import BytesIO

from xlsxwriter import Workbook

from xlcrm.labels import facts_of
from xlcrm.measures.formula import Dialect
from xlcrm.model.book import Book
from xlcrm.packs.holdings import HoldingsSheet
from xlcrm.packs.insurance import InsuranceSheet, is_needed
from xlcrm.packs.portfolio import OwnPortfolio
from xlcrm.packs.seal import UNSEALED, sealed
from xlcrm.packs.steps import StepsSheet
from xlcrm.packs.summary import TITLE, SummarySheet
from xlcrm.writing.canvas import Context
from xlcrm.writing.styles import FONT_SIZE, Styles


def pack(book: Book) -> bytes:
    """The review pack for the only customer of `book`, as the bytes of an .xlsx file.

    The same book gives the same bytes. Raises ValueError for a book of no customer or of several.
    """
    if len(book.customers) != 1:
        raise ValueError(f"a pack is for one customer, not {len(book.customers)}")
    stream = BytesIO()
    fonts = {"font_name": facts_of(book.language).font, "font_size": FONT_SIZE}
    workbook = Workbook(stream, {"default_format_properties": fonts, "in_memory": True})
    styles = Styles(workbook, book.language)
    context = Context(book, [], workbook, styles, titles={}, dialect=Dialect(book.language, {}), layouts={})
    portfolio = OwnPortfolio(book)
    title = f"{portfolio.name} {context.say(TITLE)}"
    # When it was made is the day that it speaks of: the same pack is the same file.
    created = datetime.combine(book.as_of, time())
    workbook.set_properties({"title": title[:200], "created": created, "status": UNSEALED})
    workbook.set_size(2400, 1500)
    summary = SummarySheet(context, portfolio)
    placed = HoldingsSheet(context, portfolio).write() if portfolio.by_class else None
    if is_needed(portfolio):
        InsuranceSheet(context, portfolio).write()
    StepsSheet(context, portfolio).write()
    summary.write(placed)
    workbook.close()
    return sealed(stream.getvalue())
