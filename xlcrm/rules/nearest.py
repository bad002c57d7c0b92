"""The known ID nearest to one that is not known, found without comparing with every one."""

from collections import defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher

# What is taken for what when an ID is typed off paper.
ALIKE = str.maketrans("OILZSB", "011258")

LIKE_ENOUGH = 0.6


class Nearest:
    """Looks up texts by what is left of them when one character is dropped.

    Two IDs of which one has a character more, another character or two characters swapped have such a rest in common,
    so that a look-up costs as many steps as the ID has characters, however many IDs there are.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._known_by_rest: dict[str, list[str]] = defaultdict(list)
        self._known_by_bare: dict[str, str] = {}
        for text in known:
            folded = _folded(text)
            self._known_by_bare.setdefault(_bare(folded), text)
            for rest in _rests(folded):
                self._known_by_rest[rest].append(text)

    def to(self, text: str) -> str | None:
        """The nearest known text; None where none is like it."""
        folded = _folded(text)
        if (known := self._known_by_bare.get(_bare(folded))) is not None:
            return known
        candidates = {known for rest in _rests(folded) for known in self._known_by_rest.get(rest, ())}
        matcher = SequenceMatcher(b=folded, autojunk=False)
        best, best_score = None, LIKE_ENOUGH
        for known in sorted(candidates):
            matcher.set_seq1(_folded(known))
            score = matcher.ratio() + 0.1 * (sorted(_folded(known)) == sorted(folded))  # swapped characters come first
            if score > best_score:
                best, best_score = known, score
        return best


def _folded(text: str) -> str:
    return text.upper()


def _bare(folded: str) -> str:
    """Letters and digits alone, look-alikes as one, without leading zeros of the number."""
    letters = "".join(character for character in folded if character.isalnum()).translate(ALIKE)
    prefix = len(letters) - len(letters.lstrip("ABCDEFGHJKMNPQRTUVWXY"))
    return letters[:prefix] + letters[prefix:].lstrip("0")


def _rests(folded: str) -> set[str]:
    return {folded} | {folded[:i] + folded[i + 1 :] for i in range(len(folded))}
