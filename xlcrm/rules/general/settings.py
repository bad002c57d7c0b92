"""Rules on the Settings sheet that hold whatever subjects a book has: what cannot be read, and the exchange rates."""

from collections.abc import Iterator

from xlcrm.labels import labels
from xlcrm.rules.checked import Checked
from xlcrm.rules.finding import ERROR
from xlcrm.rules.rule import Hit, Rules, place_hit

RULES = Rules()

RULES.reader(
    "S401", ERROR, "setting_not_understood",
    labels("设置里的“{value}”无法理解，改用默认值", "設定裡的「{value}」無法理解，改用預設值", 'The setting "{value}" is not understood; the default was used'),
    labels("改正这个单元格；可选的值见下拉列表", "更正這個儲存格；可選的值見下拉清單", "Correct the cell; where it has a dropdown, choose from it"),
    what="A cell of Settings holds something that the setting cannot be.",
    why="The book is computed with the default in its place, so tiers or values differ from what was intended.",
    bad="review every `month`.", good="review every `30` days.",
)


@RULES.rule(
    "S407", ERROR,
    labels("{currency} 的汇率 {rate} 不是正数", "{currency} 的匯率 {rate} 不是正數", "The rate of {currency}, {rate}, is not above zero"),
    labels("填一单位该货币折合多少本位币", "填一單位該貨幣折合多少本位幣", "Type how much base currency one unit of it is worth"),
)
def rate_not_positive(book: Checked) -> Iterator[Hit]:
    """An exchange rate is zero.

    Every holding in that currency would be worth nothing.

    Bad: USD `0`.
    Good: USD `7.15`.
    """
    for currency, rate in book.settings.rates.items():
        if not rate > 0:
            yield place_hit(book.settings_sheet, currency=currency, rate=rate)
