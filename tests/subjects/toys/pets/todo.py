"""What pets ask for: a card to each on its day."""

from xlcrm.labels import labels
from xlcrm.measures.predicates import is_
from xlcrm.measures.todo import ToDo

CATS = ToDo(
    key="cat_arrives",
    labels=labels("猫到家", "貓到家", "A cat arrives"),
    place=55,
    table="pets",
    day="born",
    where=is_("species", "cat"),
    details=("name",),
)
