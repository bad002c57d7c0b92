"""The defined names of ours in a book whose user may have names of their own that are called alike."""

import re
from collections.abc import Mapping

from xlcrm.reading.settings import area_of
from xlcrm.schema import names
from xlcrm.schema.marks import sheet_mark
from xlcrm.schema.sheets import SETTINGS

_NUMBERED = re.compile(r"(.+)_[0-9]+")


def own_names(defined: Mapping[str, str]) -> dict[str, str]:
    """The names that point at Settings, by what they are called where nobody has such a name already.

    A build puts a number behind a name that is taken by its user: `as_of_2` is ours where `as_of` points elsewhere.
    Where the mark of Settings was lost, that is the sheet with the tier policy; a book without either has none of ours.
    """
    settings = area_of(defined.get(sheet_mark(SETTINGS.key), "")) or area_of(defined.get(names.TIER_METHOD, ""))
    if settings is None:
        return {}
    ours = {name for name, text in defined.items() if (area := area_of(text)) and area[0] == settings[0]}
    taken = {name.casefold() for name in defined} - {name.casefold() for name in ours}
    found: dict[str, str] = {}
    for name in sorted(ours, key=len):
        numbered = _NUMBERED.fullmatch(name)
        stands_for = numbered[1] if numbered and numbered[1].casefold() in taken else name
        found.setdefault(stands_for, defined[name])
    return found
