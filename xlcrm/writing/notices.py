"""What a build has to tell the users of a book beyond its figures."""

from collections.abc import Mapping
from dataclasses import dataclass

from xlcrm.labels import Labels, Language, labels

PAGE_KEPT = labels(
    "“{title}”页上有您写的内容：旧页已作为“{kept}”保留，“{title}”重新生成。",
    "「{title}」頁上有您寫的內容：舊頁已保留為「{kept}」，「{title}」重新產生。",
    "You wrote on “{title}”: that page is kept as “{kept}”, and “{title}” was made anew.",
)
OFF_PAGE_KEPT = labels(
    "“{title}”页不再生成，但上面有您写的内容，或您的公式、图表用到它：已作为“{kept}”保留。",
    "「{title}」頁不再產生，但上面有您寫的內容，或您的公式、圖表用到它：已保留為「{kept}」。",
    "“{title}” is no longer made, but you wrote on it, or a formula or chart of yours looks at it: it is kept as "
    "“{kept}”.",
)
MERGED = labels("表内有合并单元格", "表格內有合併儲存格", "it has merged cells")
NO_ROOM = labels("右侧没有空位添加列", "右側沒有空位新增欄", "there is no room for columns on its right")
JOINED = labels("数据分在几张工作表上", "資料分散在數張工作表", "its rows are on several sheets")
TABLE_IN_THE_WAY = labels("其中另有表格", "其中另有表格", "another table lies in it")
FORMULAS_IN_A_UNIT = labels(
    "表头写明单位的列里有公式", "標題寫明單位的欄裡有公式", "a column whose header states a unit has formulas"
)
COMPUTED_WITH = labels(
    "有公式、图表或透视表用到表头写明单位的列",
    "有公式、圖表或樞紐分析表用到標題寫明單位的欄",
    "a formula, chart or pivot looks at a column whose header states a unit",
)
ORIGINAL_KEPT = labels(
    "“{title}”不能就地整理（{reason}）：原样保留为“{kept}”，今后请在“{ours}”中填写。",
    "「{title}」無法就地整理（{reason}）：原樣保留為「{kept}」，今後請在「{ours}」填寫。",
    "“{title}” could not be edited where it stands ({reason}): it is kept as it was as “{kept}”; type in “{ours}” from "
    "now on.",
)
ORIGINAL_CHANGED = labels(
    "“{title}”是保留的原表，其中新改的内容不计入：请改填在“{ours}”中。",
    "「{title}」是保留的原表，其中新改的內容不計入：請改填在「{ours}」。",
    "“{title}” is an original that was kept, and what is typed there does not count: type in “{ours}” instead.",
)
LEFT_OUT = labels(
    "没有带到新文件中：{parts}。",
    "沒有帶到新檔案中：{parts}。",
    "Left out of the new file: {parts}.",
)
EMPTIED = labels(
    "上次生成时“{sheet}”有 {rows} 行，现在一行也没有，未生成。若确已清空，请加 --allow-empty。",
    "上次產生時「{sheet}」有 {rows} 列，現在一列也沒有，未產生。若確已清空，請加 --allow-empty。",
    "“{sheet}” had {rows} rows at the last build and has none now; nothing was built. If that is meant, say "
    "--allow-empty.",
)


@dataclass(frozen=True)
class Notice:
    """One sentence, in three languages; `params` fill it only when it is shown."""

    text: Labels
    params: Mapping[str, object]

    def in_(self, language: Language) -> str:
        """The sentence in a language."""
        return self.text.in_(language).format(
            **{k: v.in_(language) if isinstance(v, Labels) else v for k, v in self.params.items()}
        )
