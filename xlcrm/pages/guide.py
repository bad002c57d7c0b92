"""The Guide: what each sheet is for, what is typed where, and what the colours mean, on one page."""

from collections.abc import Iterable
from typing import Any

from xlcrm.labels import COMMA, SENTENCE, Labels, labels
from xlcrm.model.place import Place
from xlcrm.pages.page import Page
from xlcrm.pages.panels import cell_style, header_indented, heading, lines_of, text_across, tier_fill
from xlcrm.pages.severity import severity_look, severity_words
from xlcrm.schema.registry import modules
from xlcrm.schema.sheets import CARD, GUIDE, SETTINGS, before_input
from xlcrm.schema.tables import CUSTOMERS
from xlcrm.schema.types import Enum, Table
from xlcrm.writing.canvas import Canvas, Context
from xlcrm.writing.styles import BAD_FILL, BAD_INK, CALCULATED_FILL, GOOD_FILL, GOOD_INK, INPUT_FILL, LINE, LINK

LINE_UNDER_TITLE = labels(
    "在输入表里填写，其余各页自动得出。本页可以改写，也可以删除。",
    "在輸入表填寫，其餘各頁自動得出。本頁可以改寫，也可以刪除。",
    "Type in the input sheets: every other page follows from them. Change this page as you like, or delete it.",
)
STEPS = labels("怎样使用", "如何使用", "How to use the book")
STEP = (
    labels(
        "先在“{customers}”登记客户，再在其他输入表按{customer_id}填写；紧接在最后一行下面输入，表格会自动延伸。",
        "先在「{customers}」登錄客戶，再於其他輸入表依{customer_id}填寫；緊接在最後一列下方輸入，表格會自動延伸。",
        "Enter customers on {customers} first, then fill the other input sheets by {customer_id}. Type right under the "
        "last row: the table grows.",
    ),
    labels(
        "数字随填随变；清单、检查结果和等级变动在生成时更新：xlcrm build 文件名",
        "數字隨填隨變；清單、檢查結果和等級變動於產生時更新：xlcrm build 檔名",
        "Figures follow as you type. Lists, findings and moves between tiers are made by a build: xlcrm build BOOK",
    ),
    labels(
        "每月回顾之前先检查：xlcrm check 文件名（加 --fix 可自动改正没有疑义的小毛病）",
        "每月檢視之前先檢查：xlcrm check 檔名（加 --fix 可自動修正沒有疑義的小毛病）",
        "Before the monthly review, check: xlcrm check BOOK (--fix mends what is safe to mend)",
    ),
    labels(
        "给客户的回顾资料，每人一份，只含本人数据：xlcrm review 文件名 -o 文件夹（加 --pdf 同时生成 PDF）",
        "給客戶的檢視資料，每人一份，只含本人資料：xlcrm review 檔名 -o 資料夾（加 --pdf 同時產生 PDF）",
        "A pack for each customer, with that customer's data alone: xlcrm review BOOK -o FOLDER (--pdf for PDFs)",
    ),
    labels(
        "可以自己加列、加工作表、改颜色，生成时都会保留；每次写入前都有备份：xlcrm undo 文件名",
        "可以自行加欄、加工作表、改顏色，產生時都會保留；每次寫入前都有備份：xlcrm undo 檔名",
        "Columns, sheets and colours of your own are kept. Every write keeps a copy first: xlcrm undo BOOK",
    ),
)
TYPED = labels("在这里填写", "在這裡填寫", "Type here")
COMPUTED = labels("自动得出，不必填写", "自動得出，不必填寫", "Computed: nothing to type")
SHEET = labels("工作表", "工作表", "Sheet")
WHAT_IS_TYPED = labels("填写什么", "填寫什麼", "What is typed")
REQUIRED = labels("必填", "必填", "Always filled")
WHAT_IT_SHOWS = labels("用途", "用途", "What it is for")

COLOURS = labels("颜色的含义", "顏色的含義", "What the colours mean")
TIERS = labels("客户等级", "客戶等級", "Tiers")
TIERS_FROM = labels(
    "等级的颜色，在“{settings}”中修改，生成后各页一致",
    "等級的顏色，在「{settings}」修改，產生後各頁一致",
    "The tiers' colours: change them on {settings}, and a build takes them everywhere",
)
INPUT = labels("可以修改", "可以修改", "To fill in")
ON = labels("“{title}”", "「{title}」", "{title}")
AND_ON = labels("和“{title}”", "和「{title}」", " and {title}")
INPUT_MEANS = labels(
    "“{settings}”里可以修改的单元格{picked}",
    "「{settings}」裡可以修改的儲存格{picked}",
    "Cells to change on {settings}{picked}",
)
PICKED_MEANS = labels(
    "，{pages}上选客户、选日期的单元格",
    "，{pages}上選客戶、選日期的儲存格",
    ", and those in which to pick on {pages}",
)
CALCULATED = labels("公式算出", "公式算出", "Calculated")
CALCULATED_MEANS = labels(
    "公式算出的列和单元格，不要覆盖：各输入表最后一列，“{settings}”里的灰色单元格",
    "公式算出的欄和儲存格，請勿覆寫：各輸入表最後一欄，「{settings}」裡的灰色儲存格",
    "Formulas, not to be typed over: the last column of each input sheet, the grey cells of {settings}",
)
ERROR_MEANS = labels(
    "看不懂的内容、逾期、保障缺口：先处理",
    "無法辨識的內容、逾期、保障缺口：優先處理",
    "Cells that cannot be understood, what is overdue, gaps in cover: see to these first",
)
WARNING_MEANS = labels(
    "可能有误，或今天到期：请核对",
    "可能有誤，或今天到期：請核對",
    "What may be wrong, or is due today: have a look",
)
INFO_MEANS = labels(
    "仅供了解，例如内容已按规则换算",
    "僅供參考，例如內容已依規則換算",
    "For information, such as a value that was converted",
)
GOOD = labels("✔ 正常", "✔ 正常", "✔ All well")
GOOD_MEANS = labels("没有发现问题", "沒有發現問題", "Nothing was found")
FOLLOW = labels("链接", "連結", "Link")
FOLLOW_MEANS = labels(
    "点一下就到：姓名到“{card}”（在左上角选择客户），编号到“{overview}”的该行，事项和位置到原单元格",
    "點一下就到：姓名到「{card}」（在左上角選擇客戶），編號到「{overview}」的該列，事項和位置到原儲存格",
    "Leads there: names to {card} (pick the customer at its top left), IDs to the row on {overview}, items and places "
    "to their cells",
)
FOLLOW_WITHOUT_CARD = labels(
    "点一下就到：姓名到“{overview}”，编号到其中该行，事项和位置到原单元格",
    "點一下就到：姓名到「{overview}」，編號到其中該列，事項和位置到原儲存格",
    "Leads there: names to {overview}, IDs to the row on it, items and places to their cells",
)

_WIDTHS = (17, 20, 20, 20, 16, 16)
_LAST = len(_WIDTHS) - 1
_LINE, _PADDING = 14, 4


def write(canvas: Canvas, context: Context) -> None:
    """Write how to use the book, the sheets, and the colours."""
    _Guide(canvas, context).write()


PAGE = Page(GUIDE, write)


class _Guide:
    def __init__(self, canvas: Canvas, context: Context) -> None:
        self.canvas = canvas
        self.context = context
        self.row = 3
        self.link = cell_style(context, font_color=LINK, underline=1)
        self.text = cell_style(context, text_wrap=True, indent=1)

    def write(self) -> None:
        """The whole sheet, top to bottom."""
        self.canvas.title(self._say(GUIDE.labels), self._say(LINE_UNDER_TITLE))
        self.canvas.widths(*_WIDTHS)
        self._steps()
        self._input_sheets()
        self._pages()
        self._colours()
        self.canvas.page()
        self.canvas.worksheet.fit_to_pages(1, 1)

    def _say(self, text: Labels, **params: object) -> str:
        return self.context.say(text, customers=self.context.sheet_of("customers"), **self.context.titles, **params)

    def _section(self, text: Labels) -> None:
        self.canvas.worksheet.set_row(self.row - 1, 8)
        heading(self.canvas, self.row, 0, _LAST, self._say(text))
        self.row += 1

    def _header(self, *texts: tuple[int, int, Labels]) -> None:
        for first, last, text in texts:
            style = header_indented(self.context) if first else self.context.styles.header
            self._across(first, last, self._say(text), style)
        self.row += 1

    def _across(self, first: int, last: int, text: str, style: Any) -> None:
        if first == last:
            self.canvas.text(self.row, first, text, style)
        else:
            text_across(self.canvas, self.row, first, last, text, style)

    def _tall(self, *texts: tuple[str, int, int]) -> None:
        """Make the row as high as its texts need, each given with its first and last column."""
        lines = max(lines_of(text, sum(_WIDTHS[first : last + 1])) for text, first, last in texts)
        self.canvas.worksheet.set_row(self.row, _LINE * lines + _PADDING)

    def _steps(self) -> None:
        self._section(STEPS)
        customer_id = self._say(CUSTOMERS[CUSTOMERS.says_which].labels)
        for number, step in enumerate(STEP, start=1):
            said = f"{number}. {self._say(step, customer_id=customer_id)}"
            self._tall((said, 0, _LAST))
            self._across(0, _LAST, said, cell_style(self.context, text_wrap=True))
            self.row += 1
        self.row += 1

    def _input_sheets(self) -> None:
        """Each input sheet: what a row is, and which columns are always filled."""
        self._section(TYPED)
        self._header((0, 0, SHEET), (1, 3, WHAT_IS_TYPED), (4, _LAST, REQUIRED))
        for table in self.context.book.schemas:
            typed, required = self._entered(table), self._required(table)
            self._sheet(self.context.sheet_of(table.key), (typed, 1, 3), (required, 4, _LAST))
        self.row += 1

    def _entered(self, table: Table) -> str:
        """What a row of a table stands for; columns are named as they are called in the book."""
        added = (subject.row_means.get(table.key) for subject in self.context.book.subjects)
        means = [said for said in (table.row_means, *added) if said is not None]
        called = {**self.context.titles, **{column.key: self._say(column.labels) for column in table.columns}}
        for column in table.columns:
            if isinstance(column.kind, Enum) and column.default is not None:
                called[f"{column.key}_default"] = self._say(column.kind[column.default].labels)
        return self._say(SENTENCE).join(self.context.say(said, **called) for said in means)

    def _required(self, table: Table) -> str:
        return self._say(COMMA).join(self._say(column.labels) for column in table.columns if column.required)

    def _pages(self) -> None:
        """Each generated sheet and what it is for."""
        self._section(COMPUTED)
        self._header((0, 0, SHEET), (1, _LAST, WHAT_IT_SHOWS))
        for sheet in (*before_input(self.context.book.subjects), SETTINGS):
            if sheet.key not in self.context.titles:
                continue
            self._sheet(self.context.titles[sheet.key], (self._say(sheet.what), 1, _LAST))
        self.row += 1

    def _sheet(self, title: str, *texts: tuple[str, int, int]) -> None:
        """A row about a sheet, to which its name leads."""
        self._tall(*texts)
        self.canvas.link(self.row, 0, Place(title, 1, 0), title, self.link)
        for text, first, last in texts:
            self._across(first, last, text, self.text)
        self.row += 1

    def _colours(self) -> None:
        self._section(COLOURS)
        self._tiers()
        box = {"border": 1, "border_color": LINE}
        picked = self._picked()
        for sample, look, means in self._meanings():
            said = self._say(means, picked=picked)
            self._tall((said, 1, _LAST))
            self.canvas.text(self.row, 0, sample, self.context.styles(**{**box, **look}))
            self._across(1, _LAST, said, self.text)
            self.row += 1

    def _picked(self) -> str:
        """Where there is something to pick, as a part of a sentence."""
        parts = modules("page", self.context.book.subjects)
        keys = (CARD.key, *(page.sheet.key for _, module in parts for page in module.PAGES if page.pick_cells))
        titles = [self.context.titles[key] for key in keys if key in self.context.titles]
        if not titles:
            return ""
        first, *others = titles
        pages = [self.context.say(ON, title=first), *(self.context.say(AND_ON, title=title) for title in others)]
        return self.context.say(PICKED_MEANS, pages="".join(pages))

    def _tiers(self) -> None:
        """A chip for each tier and each group below the pyramid, in its colour."""
        self._tall((self._say(TIERS_FROM), 1, _LAST))
        self.canvas.text(self.row, 0, self._say(TIERS), cell_style(self.context, bold=True))
        self._across(1, _LAST, self._say(TIERS_FROM), self.text)
        named = [(place, tier) for place, tier in enumerate(self.context.book.settings.slots, start=1) if tier.name]
        for number, (place, tier) in enumerate(named):
            row, column = self.row + 1 + number // _LAST, 1 + number % _LAST
            look = cell_style(self.context, align="center", shrink=True, **tier_fill(tier))
            self.canvas.formula(row, column, f'INDEX(plan_names,{place})&""', tier.name, look)
        self.row += 2 + (len(named) - 1) // _LAST

    def _meanings(self) -> Iterable[tuple[str, dict[str, Any], Labels]]:
        """A sample of each colour, how it looks, and what it means."""
        language = self.context.language
        yield self._say(INPUT), {"bg_color": INPUT_FILL}, INPUT_MEANS
        yield self._say(CALCULATED), {"bg_color": CALCULATED_FILL}, CALCULATED_MEANS
        yield severity_words("error", language), {"bg_color": BAD_FILL, "font_color": BAD_INK}, ERROR_MEANS
        yield severity_words("warning", language), severity_look("warning"), WARNING_MEANS
        yield severity_words("info", language), severity_look("info"), INFO_MEANS
        yield self._say(GOOD), {"bg_color": GOOD_FILL, "font_color": GOOD_INK}, GOOD_MEANS
        follow = FOLLOW_MEANS if CARD.key in self.context.titles else FOLLOW_WITHOUT_CARD
        yield self._say(FOLLOW), {"font_color": LINK, "underline": 1}, follow
