"""Rules on the form of phone numbers, email addresses and the numbers of ID documents."""

import re
from collections.abc import Iterator

import pandas as pd

from xlcrm.labels import labels
from xlcrm.rules.checked import Checked
from xlcrm.rules.finding import WARNING
from xlcrm.rules.rule import Hit, Rules, cell_hit
from xlcrm.schema.enums import GENDER
from xlcrm.subjects.customers.id_numbers import COMPANY_CODE, IdNumber, company_code_is_sound, read_id

PHONE = re.compile(r"(?P<number>\+?[0-9(][0-9 ().-]*[0-9])( ?(转|轉|分机|分機|ext\.?|#|x) ?[0-9]{1,6})?", re.IGNORECASE)
PHONES_BETWEEN = re.compile(r"[,，、;；/\n]|或")
MOBILE_LIKE = re.compile(r"1[3-9][0-9]{7,}")
MOBILE = re.compile(r"1[3-9][0-9]{9}")
EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
EMAILS_BETWEEN = re.compile(r"[,，、;；\s]+")
FEWEST_DIGITS, MOST_DIGITS = 7, 15  # of a phone number; the most are those of ITU-T E.164

SEE_DOCUMENT = labels("对照证件核对号码", "對照證件核對號碼", "Compare the number with the document")

RULES = Rules()


def _individuals(book: Checked) -> list[tuple[int, IdNumber]]:
    """The ID cards of the customers who are people, by the positions of their rows."""
    numbers = book.values("customers", "id_number")
    types = book.or_default("customers", "customer_type")
    cards = (
        (record, read_id(text))
        for record, (text, kind) in enumerate(zip(numbers, types, strict=True))
        if kind != "company" and isinstance(text, str)
    )
    return [(record, card) for record, card in cards if card is not None]


@RULES.rule(
    "V601", WARNING,
    labels("“{value}”不像电话号码", "「{value}」不像電話號碼", '"{value}" does not look like a phone number'),
    labels("核对位数；手机号 11 位，座机带区号", "核對位數；手機 10 碼，市話加區碼", "Check its digits, and give the area or country code"),
)
def phone_form(book: Checked) -> Iterator[Hit]:
    """A phone number has the wrong number of digits, or holds something else than a number.

    It is noticed only when the customer cannot be reached.

    Bad: `1380013800`, which lacks a digit; `see card`.
    Good: `13800138000`, `0755-8888 8888`, `+886 2 2311 1234`.
    """
    customers = book["customers"]
    mainland = book.book.language == "zh-CN"
    for record, text in enumerate(book.values("customers", "phone")):
        if not isinstance(text, str) or MOBILE.fullmatch(text):
            continue
        if not all(_is_phone(number.strip(), mainland) for number in PHONES_BETWEEN.split(text)):
            yield cell_hit(customers, record, "phone")


def _is_phone(text: str, mainland: bool) -> bool:
    if mainland and MOBILE_LIKE.fullmatch(text):
        return MOBILE.fullmatch(text) is not None
    match = PHONE.fullmatch(text)
    digits = re.sub(r"[^0-9]", "", match["number"]) if match else ""
    return FEWEST_DIGITS <= len(digits) <= MOST_DIGITS


@RULES.rule(
    "V602", WARNING,
    labels("“{value}”不像电子邮箱", "「{value}」不像電子郵件地址", '"{value}" does not look like an email address'),
    labels("写成 name@example.com 的形式", "寫成 name@example.com 的形式", "Type it as in name@example.com"),
)
def email_form(book: Checked) -> Iterator[Hit]:
    """An email address lacks its @ or its domain.

    A review that is sent there comes back, or never does.

    Bad: `li.wei.example.com`.
    Good: `li.wei@example.com`.
    """
    customers = book["customers"]
    for record, text in enumerate(book.values("customers", "email")):
        if isinstance(text, str) and not all(map(EMAIL.fullmatch, EMAILS_BETWEEN.split(text.strip()))):
            yield cell_hit(customers, record, "email")


@RULES.rule(
    "V603", WARNING,
    labels("证件号码“{value}”的位数、日期或校验码不对", "證件號碼「{value}」的位數、日期或檢查碼不對", 'The ID number "{value}" has a wrong length, date or check digit'),
    SEE_DOCUMENT,
)
def id_check_digit(book: Checked) -> Iterator[Hit]:
    """The number of an ID card contradicts its own check digit, or holds a day that does not exist.

    Nearly every slip of the finger is caught by the check digit: one digit of the number is wrong.

    Bad: `110101199003074513`.
    Good: `110101199003074514`.
    """
    for record, card in book.once(_individuals):
        if not card.sound:
            yield cell_hit(book["customers"], record, "id_number")


@RULES.rule(
    "V604", WARNING,
    labels("出生日期 {value} 与证件号码里的 {born} 不同", "出生日期 {value} 與證件號碼裡的 {born} 不同", "The date of birth, {value}, is not the one in the ID number, {born}"),
    labels("对照证件，改正出生日期或证件号码", "對照證件，更正出生日期或證件號碼", "Compare with the document, and correct the one that is wrong"),
)
def id_birthday(book: Checked) -> Iterator[Hit]:
    """The date of birth is not the one that the ID number contains.

    Good wishes on the wrong day are worse than none, and the age decides on annuities and premiums.

    Bad: ID number `110101199003074514` and date of birth 1990-07-03.
    Good: ID number `110101199003074514` and date of birth 1990-03-07.
    """
    customers = book["customers"]
    births = customers["birth_date"]
    for record, card in book.once(_individuals):
        born = births.iat[record]
        if card.sound and card.born is not None and not pd.isna(born) and born.date() != card.born:
            yield cell_hit(customers, record, "birth_date", born=card.born)


@RULES.rule(
    "V605", WARNING,
    labels("性别“{value}”与证件号码显示的“{gender}”不同", "性別「{value}」與證件號碼顯示的「{gender}」不同", 'The gender "{value}" is not the one in the ID number, {gender}'),
    labels("对照证件，改正性别或证件号码", "對照證件，更正性別或證件號碼", "Compare with the document, and correct the one that is wrong"),
)
def id_gender(book: Checked) -> Iterator[Hit]:
    """The gender is not the one that the ID number contains.

    Either a letter opens with the wrong title, or the ID number is somebody else's.

    Bad: ID number `110101199003074514` (odd before the last: male) and gender Female.
    Good: ID number `110101199003074514` and gender Male.
    """
    customers = book["customers"]
    genders = customers["gender"]
    for record, card in book.once(_individuals):
        gender = genders.iat[record]
        if card.sound and card.gender and isinstance(gender, str) and gender != card.gender:
            yield cell_hit(customers, record, "gender", gender=GENDER[card.gender].labels)


@RULES.rule(
    "V606", WARNING,
    labels("统一社会信用代码“{value}”的校验码不对", "統一社會信用代碼「{value}」的檢查碼不對", 'The unified social credit code "{value}" has a wrong check character'),
    labels("对照营业执照核对代码", "對照營業執照核對代碼", "Compare the code with the business licence"),
)
def company_code(book: Checked) -> Iterator[Hit]:
    """A company's unified social credit code contradicts its own check character.

    A company is looked up by this code; with a wrong character another one is found, or none.

    Bad: `91350100M000100Y44`.
    Good: `91350100M000100Y43`.
    """
    customers = book["customers"]
    types = book.or_default("customers", "customer_type")
    for record, text in enumerate(book.values("customers", "id_number")):
        if types[record] != "company" or not isinstance(text, str):
            continue
        if COMPANY_CODE.fullmatch(text.upper()) and not company_code_is_sound(text.upper()):
            yield cell_hit(customers, record, "id_number")
