"""How complete a record should be, and which columns count for that."""

from xlcrm.labels import Labels, labels
from xlcrm.schema.subject import Factor
from xlcrm.schema.types import Column
from xlcrm.subjects.card.fields import COMPANY, COMPLETE_AT_LEAST, EVERYBODY, INDIVIDUAL, switch
from xlcrm.subjects.card.tables import OF_CUSTOMERS
from xlcrm.subjects.customers.tables import CUSTOMERS

OF_EVERYBODY = labels("计入完整度：所有客户", "計入完整度：所有客戶", "Asked of every customer")
OF_PEOPLE = labels("计入完整度：个人客户", "計入完整度：個人客戶", "Asked of individuals")
OF_COMPANIES = labels("计入完整度：企业客户", "計入完整度：企業客戶", "Asked of companies")

COLUMNS: dict[str, Column] = CUSTOMERS.by_key | {column.key: column for column in OF_CUSTOMERS}


def _switches(columns: tuple[str, ...], note: Labels) -> tuple[Factor, ...]:
    return tuple(Factor(switch(key), 1, COLUMNS[key].labels, switches=True, note=note) for key in columns)


FACTORS = (
    Factor(COMPLETE_AT_LEAST, 0.80, labels("前两级客户的资料完整度不低于", "前兩級客戶的資料完整度不低於", "Record of the top two tiers complete, at least"), percent=True),
    *_switches(EVERYBODY, OF_EVERYBODY),
    *_switches(INDIVIDUAL, OF_PEOPLE),
    *_switches(COMPANY, OF_COMPANIES),
)
