"""Identity numbers, phones and e-mail addresses of people who do not exist, in forms that a check accepts.

Nobody can hold these numbers: districts that were never assigned, serial numbers of zeros, ranges kept for fiction.
"""

from collections.abc import Callable

from xlcrm.labels import Language
from xlcrm.sample.plot import Role

_CREDIT_CODE_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def chinese_id(role: Role) -> str:
    """A resident identity number (GB 11643): district 330199, which does not exist, birthday, serial, check."""
    serial = 2 * (role.number % 40) + (role.gender == "male")
    body = f"330199{role.born:%Y%m%d}{serial:03d}"
    weights = [2 ** (17 - place) % 11 for place in range(17)]
    return body + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True)) % 11]


def chinese_credit_code(role: Role) -> str:
    """A unified social credit code (GB 32100) around an organisation code (GB 11714), in district 330199."""
    organisation = f"MA0000{role.number:02d}"
    values = [_CREDIT_CODE_DIGITS.index(digit) if digit.isdigit() else ord(digit) - 55 for digit in organisation]
    check = 11 - sum(value * weight for value, weight in zip(values, _ORGANISATION_WEIGHTS, strict=True)) % 11
    body = f"91330199{organisation}" + {10: "X", 11: "0"}.get(check, str(check))
    total = sum(_CREDIT_CODE_DIGITS.index(digit) * pow(3, place, 31) for place, digit in enumerate(body))
    return body + _CREDIT_CODE_DIGITS[-total % 31]


def taiwanese_id(role: Role) -> str:
    """A national identification number: a letter, sex, serial of zeros, check digit."""
    digits = [1, 1, 1 if role.gender == "male" else 2, *map(int, f"{role.number:07d}")]  # the letter B stands for 11
    weights = (1, 9, 8, 7, 6, 5, 4, 3, 2, 1)
    check = -sum(digit * weight for digit, weight in zip(digits, weights, strict=True)) % 10
    return "B" + "".join(map(str, digits[2:])) + str(check)


def taiwanese_tax_id(role: Role) -> str:
    """A company's unified business number: eight digits, the products' digit sum a multiple of ten."""
    for last in range(10):
        digits = f"0000{role.number:03d}{last}"
        products = [int(digit) * weight for digit, weight in zip(digits, (1, 2, 1, 2, 1, 2, 4, 1), strict=True)]
        if sum(product // 10 + product % 10 for product in products) % 10 == 0:
            return digits
    raise AssertionError("the last digit has weight one, so that one of ten fits")


def english_id(role: Role) -> str:
    """A passport or company number of zeros."""
    return f"CO-0000{role.number:02d}" if role.is_company else f"XP00000{role.number:02d}"


_PERSON: dict[Language, Callable[[Role], str]] = {"zh-CN": chinese_id, "zh-TW": taiwanese_id, "en": english_id}
_COMPANY: dict[Language, Callable[[Role], str]] = {
    "zh-CN": chinese_credit_code,
    "zh-TW": taiwanese_tax_id,
    "en": english_id,
}
_PHONE = {"zh-CN": "1990000{:04d}", "zh-TW": "0900-000-{:03d}", "en": "+44 7700 9001{:02d}"}


def id_number(role: Role, language: Language) -> str:
    """The identity number of a person or company, as its country writes it."""
    return (_COMPANY if role.is_company else _PERSON)[language](role)


def phone(role: Role, language: Language) -> str:
    """A phone number as the country writes it."""
    return _PHONE[language].format(role.number)


def email(role: Role) -> str:
    """An address in a domain that receives no mail."""
    return f"{'office' if role.is_company else 'client'}{role.number:02d}@example.com"
