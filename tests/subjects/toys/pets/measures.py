"""The customer's pets: how many, and the youngest."""

from xlcrm.labels import labels
from xlcrm.measures.expressions import count, latest
from xlcrm.measures.measure import Measure
from xlcrm.measures.predicates import is_, up_to_today
from xlcrm.schema.types import DATE, INTEGER

born = up_to_today("born")

pet_dogs = Measure("pet_dogs", INTEGER, labels("狗", "狗", "Dogs"), count("pets", where=born & is_("species", "dog")))
small_pets = Measure(
    "small_pets", INTEGER, labels("小宠物", "小寵物", "Small Pets"), count("pets", where=is_("species", "cat", "bird"))
)
pet_cats = Measure("pet_cats", INTEGER, labels("猫", "貓", "Cats"), count("pets", where=born & is_("species", "cat")))
youngest_pet = Measure(
    "youngest_pet", DATE, labels("最小的宠物", "最小的寵物", "Youngest Pet"), latest("pets.born", where=born)
)
