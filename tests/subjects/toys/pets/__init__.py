"""Pets: the animals of customers."""

from xlcrm.subjects.pets.tables import PETS

from xlcrm.schema.subject import Subject

SUBJECT = Subject("pets", PETS.labels, place=70, tables=(PETS,))
