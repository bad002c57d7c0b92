"""Pets: which animals a customer keeps."""

from xlcrm.labels import labels
from xlcrm.schema.types import DATE, TEXT, Choice, Column, Enum, Table
from xlcrm.subjects.customers.tables import CUSTOMER

SPECIES = Enum(
    "species",
    Choice("cat", labels("猫", "貓", "Cat"), ("猫咪",)),
    Choice("dog", labels("狗", "狗", "Dog"), ("犬",)),
    Choice("bird", labels("鸟", "鳥", "Bird")),
)

PETS = Table(
    "pets",
    labels("宠物", "寵物", "Pets"),
    aliases=("宠物登记", "Animals"),
    excel_name="Pets",
    columns=(
        CUSTOMER,
        Column("name", TEXT, labels("宠物名", "寵物名", "Pet Name"), required=True),
        Column("species", SPECIES, labels("种类", "種類", "Species"), default="dog"),
        Column("born", DATE, labels("出生日", "出生日", "Born")),
    ),
    keys=(("customer_id", "name"),),
    owner=CUSTOMER.key,
    row_means=labels(
        "每只宠物一行。{species}为空即视为“{species_default}”",
        "每隻寵物一列。{species}空白即視為「{species_default}」",
        "One row per pet. A blank {species} means {species_default}",
    ),
)
