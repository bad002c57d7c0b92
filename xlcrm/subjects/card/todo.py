"""What the record asks for: a new copy of an ID before it expires."""

from xlcrm.labels import labels
from xlcrm.measures.todo import ToDo

ID_EXPIRY = ToDo(
    key="id_expiry",
    labels=labels("证件到期", "證件到期", "ID expires"),
    place=95,
    counted=70,
    table="customers",
    day="id_expiry",
    details=("id_type",),
)
