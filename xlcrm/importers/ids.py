"""Give customer IDs back the zeros that they lost where a table holds them as numbers."""

from collections.abc import Mapping

from xlcrm.book import Problem, Records, link_key


def restore_ids(tables: Mapping[str, Records]) -> list[Problem]:
    """Match the digits of IDs that no customer has to the one customer whose ID is the same number.

    Changes the frames of the child tables. An ID that more than one customer could have stays as it is.
    """
    known = link_key(tables["customers"]["customer_id"]).dropna()
    present = set(known)
    by_number: dict[str, set[str]] = {}
    for customer_id in tables["customers"]["customer_id"].dropna():
        if customer_id.isdecimal():
            by_number.setdefault(customer_id.lstrip("0"), set()).add(customer_id)
    problems: list[Problem] = []
    for table, records in tables.items():
        columns = [c.key for c in records.schema.columns if c.kind.name == "ref"]
        for column in columns:
            keys = link_key(records[column])
            for record in keys.index[keys.notna() & ~keys.isin(present)]:
                typed = records[column].iat[record]
                found = by_number.get(typed.lstrip("0"), set()) if typed.isdecimal() else set()
                if len(found) != 1:
                    continue
                (restored,) = found
                records.frame.loc[record, column] = restored
                place, raw = records.place(record, column), records.cell_value(column, record)
                problems.append(Problem("id_zeros_restored", place, table, column, record, raw, restored))
    return problems
