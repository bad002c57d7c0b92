"""Identity numbers, phones and e-mail addresses of people who do not exist, in forms that a check accepts.

Nobody can hold these numbers: districts that were never assigned, serial numbers of zeros, ranges kept for fiction.
"""

from datetime import date

from xlcrm.labels import Language

_CREDIT_CODE_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def chinese_id(number: int, born: date, *, male: bool) -> str:
    """A resident identity number (GB 11643): district 330199, which does not exist, birthday, serial, check."""
    body = f"330199{born:%Y%m%d}{2 * (number % 500) + male:03d}"
    weights = [2 ** (17 - place) % 11 for place in range(17)]
    return body + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True)) % 11]


def chinese_credit_code(number: int) -> str:
    """A unified social credit code (GB 32100) around an organisation code (GB 11714), in district 330199."""
    organisation = f"MA{number:06d}"
    values = [int(digit) if digit.isdigit() else ord(digit) - 55 for digit in organisation]
    check = 11 - sum(value * weight for value, weight in zip(values, _ORGANISATION_WEIGHTS, strict=True)) % 11
    body = f"91330199{organisation}" + {10: "X", 11: "0"}.get(check, str(check))
    total = sum(_CREDIT_CODE_DIGITS.index(digit) * pow(3, place, 31) for place, digit in enumerate(body))
    return body + _CREDIT_CODE_DIGITS[-total % 31]


def taiwanese_id(number: int, *, male: bool) -> str:
    """A national identification number: a letter, sex, serial of zeros, check digit."""
    digits = [1, 1, 1 if male else 2, *map(int, f"{number:07d}")]  # the letter B stands for 11
    weights = (1, 9, 8, 7, 6, 5, 4, 3, 2, 1)
    check = -sum(digit * weight for digit, weight in zip(digits, weights, strict=True)) % 10
    return "B" + "".join(map(str, digits[2:])) + str(check)


def taiwanese_tax_id(number: int) -> str:
    """A company's unified business number: eight digits, the digit sum of the weighted digits a multiple of ten."""
    weights = (1, 2, 1, 2, 1, 2, 4, 1)
    weighted = [int(digit) * weight for digit, weight in zip(f"{number:07d}", weights[:7], strict=True)]
    return f"{number:07d}{-sum(product // 10 + product % 10 for product in weighted) % 10}"


def id_number(language: Language, number: int, born: date, gender: str | None) -> str:
    """The identity number of a person, or of a company where there is no gender, as its country writes it."""
    male = gender == "male"
    match language:
        case "zh-CN":
            return chinese_id(number, born, male=male) if gender else chinese_credit_code(number)
        case "zh-TW":
            return taiwanese_id(number, male=male) if gender else taiwanese_tax_id(number)
        case _:
            return f"XP{number:07d}" if gender else f"CO-{number:06d}"


def phone(language: Language, number: int) -> str:
    """A phone number as the country writes it, out of a range of zeros, or of the one kept for fiction."""
    match language:
        case "zh-CN":
            return f"1990{number:07d}"
        case "zh-TW":
            return f"0900-{number // 1000:03d}-{number % 1000:03d}"
        case _:
            return f"07700 9{number:05d}"


def email(number: int, gender: str | None) -> str:
    """An address in a domain that receives no mail."""
    return f"{'client' if gender else 'office'}{number:02d}@example.com"
