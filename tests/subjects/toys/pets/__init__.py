"""Pets: the animals of customers."""

from xlcrm.schema.subject import Subject
from xlcrm.subjects.pets.tables import PETS

SUBJECT = Subject("pets", PETS.labels, place=70, tables=(PETS,))
