"""What the numbers of ID cards and companies say of their holders, and whether they are well formed."""

import re
from datetime import date
from typing import NamedTuple

MAINLAND_ID = re.compile(r"[0-9]{17}[0-9X]")
MAINLAND_LIKE = re.compile(r"[0-9]{14,20}[0-9Xx]")
TAIWAN_ID = re.compile(r"[A-Z][1289][0-9]{8}")
COMPANY_CODE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}")

MAINLAND_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
COMPANY_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
TAIWAN_LETTERS = "ABCDEFGHJKLMNPQRSTUVXYWZIO"  # A is 10, B is 11, ..., O is 35


class IdNumber(NamedTuple):
    """What the number of an ID card says of its holder, and whether it is well formed."""

    sound: bool
    born: date | None = None
    gender: str | None = None


def read_id(text: str) -> IdNumber | None:
    """A number of a Mainland (GB 11643) or Taiwan ID card; None for numbers of other documents."""
    text = text.upper()
    if MAINLAND_ID.fullmatch(text):
        born = _day(text[6:14])
        check = "10X98765432"[sum(w * int(d) for w, d in zip(MAINLAND_WEIGHTS, text, strict=False)) % 11]
        gender = "male" if int(text[16]) % 2 else "female"
        return IdNumber(check == text[17] and born is not None, born, gender)
    if re.fullmatch("[0-9]{15}", text):
        born = _day("19" + text[6:12])
        return IdNumber(born is not None, born, "male" if int(text[14]) % 2 else "female")
    if TAIWAN_ID.fullmatch(text):
        letter = TAIWAN_LETTERS.index(text[0]) + 10
        digits = [letter // 10, letter % 10, *map(int, text[1:])]
        total = digits[0] + sum(d * w for d, w in zip(digits[1:], (9, 8, 7, 6, 5, 4, 3, 2, 1, 1), strict=True))
        return IdNumber(total % 10 == 0, None, "male" if text[1] in "18" else "female")
    return IdNumber(sound=False) if MAINLAND_LIKE.fullmatch(text) else None


def company_code_is_sound(text: str) -> bool:
    """Whether the check character of a unified social credit code (GB 32100) is right."""
    total = sum(COMPANY_LETTERS.index(letter) * pow(3, position, 31) for position, letter in enumerate(text[:17]))
    return COMPANY_LETTERS[-total % 31] == text[17]


def _day(figures: str) -> date | None:
    try:
        return date(int(figures[:4]), int(figures[4:6]), int(figures[6:]))
    except ValueError:
        return None
