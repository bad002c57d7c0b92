"""The measures of the Overview sheet as columns, in their order, gathered from the subjects."""

from xlcrm.schema.measure import declared
from xlcrm.schema.registry import subjects

_OF_CORE = declared()

MEASURE_COLUMNS = tuple(measure.column for measure in _OF_CORE if not measure.helper)
"""The columns of Overview in a book that has the core alone."""

MEASURE_COLUMN = {measure.key: measure.column for measure in declared(subjects())}
"""The measures of all subjects, and the hidden cells beside Overview that they stand on."""

BASES = tuple(measure.key for measure in _OF_CORE if measure.basis)
"""The measures that a tier policy may look at: none of them depends on the tier."""
