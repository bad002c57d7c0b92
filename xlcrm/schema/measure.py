"""What Overview has to know of a measure, and where measures are declared: in the folders of the subjects."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property

from xlcrm.labels import Labels
from xlcrm.schema.registry import modules
from xlcrm.schema.subject import Subject
from xlcrm.schema.types import Column, Kind


@dataclass(frozen=True, eq=False)
class DeclaredMeasure:
    """A measure as a column of Overview; `xlcrm.measures` says what its cells are made of.

    `place` says where it stands among the measures of other subjects, if not where its subject does. `basis` marks one
    that a tier policy may look at, so that it must not depend on the tier. A `helper` stands in a hidden cell beside
    the table.
    """

    key: str
    kind: Kind
    labels: Labels
    place: int | None = field(default=None, kw_only=True)
    basis: bool = field(default=False, kw_only=True)
    helper: bool = field(default=False, kw_only=True)

    @cached_property
    def column(self) -> Column:
        """The column of Overview."""
        return Column(self.key, self.kind, self.labels)


def declared(present: Iterable[Subject] | None = None) -> list[DeclaredMeasure]:
    """The measures of a book that has these subjects, by their places: first the core's, then each other's as a group.

    A measure stands at its own place, else at the `PLACE` of the module that declares it, else at its subject's.
    Without `present`, those of the core alone.
    """
    wanted = {subject.key for subject in present} if present is not None else set()
    found = [
        (not subject.core, measure.place or place, number, measure)
        for subject, place, measures in _by_subject()
        if subject.core or subject.key in wanted
        for number, measure in enumerate(measures)
    ]
    return [measure for *_, measure in sorted(found, key=lambda found: found[:3])]


def declared_by(subject: Subject) -> list[DeclaredMeasure]:
    """The measures of one subject, as it declares them."""
    return next((measures for each, _, measures in _by_subject() if each == subject), [])


@cache
def _by_subject() -> list[tuple[Subject, int, list[DeclaredMeasure]]]:
    """Each subject that has measures, where they stand, and the measures as they are declared."""
    return [
        (
            subject,
            getattr(module, "PLACE", subject.place),
            [declared for declared in vars(module).values() if isinstance(declared, DeclaredMeasure)],
        )
        for subject, module in modules("measures")
    ]
