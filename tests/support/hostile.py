"""IDs, texts and links that a careless formula or writer takes for something else."""

from tests.support.ordinary import Row

Rows = dict[str, list[Row]]

HOSTILE_IDS = (
    # wildcards, and what they would match
    "A*1", "A11", "AB1", "A?2", "AX2", "~3", "3", "~~4", "~4", "*", "?",
    # texts that look like one number to a criterion
    "007", "7", "0012", "12", "1E3", "1000", "5%", "0.05", "$8", "3/4", "2026-01-05", "46027",
    "110101199003070011", "110101199003070012", "110101199003070020",
    # criteria and formulas
    ">5", "<>", "<>A11", "=A11", "=1+1", "+1", "-1", "@x", "TRUE", "#N/A",
    # quotes, markup, other scripts
    "O'Neil", 'say "so"', "A&B<1>", "客户-甲", "Ü-1",
    # the same customer twice, also by case
    "DUP", "DUP", "c-case", "C-CASE",
)  # fmt: skip
"""Customer IDs that a careless formula takes for something else."""

HOSTILE_TEXTS = (
    "=1+1",
    "+1",
    "@SUM(A1)",
    "-x",
    '<b>&"quoted"</b>',
    "'apostrophe",
    "two\nlines",
    "😀 emoji",
    "长" * 300,
)


def give_hostile_ids(rows: Rows) -> None:
    """The first customers, of every sort, get IDs that a careless formula takes for something else."""
    renamed = {person["customer_id"]: hostile for person, hostile in zip(rows["customers"], HOSTILE_IDS, strict=False)}
    for found in rows.values():
        for row in found:
            for key in ("customer_id", "referred_by"):
                if key in row:
                    row[key] = renamed.get(row[key], row[key])


def give_hostile_texts(rows: Rows) -> None:
    """Names and notes that look like formulas, markup or several lines."""
    for found, columns in ((rows["customers"], ("name", "notes")), (rows["follow_ups"], ("subject", "content"))):
        for at, row in enumerate(found[:: max(1, len(found) // 40)]):
            row[columns[at % 2]] = HOSTILE_TEXTS[at % len(HOSTILE_TEXTS)]


def add_strangers(rows: Rows) -> None:
    """Rows of nobody, of customers that are not there, of IDs in another case; a customer without an ID."""
    last = rows["customers"][-1]
    known = last["customer_id"]
    for table in ("follow_ups", "purchases", "insurance", "assets"):
        like = next((row for row in rows[table] if row["customer_id"] == known), None)
        if like is None:
            continue
        for number, stranger in enumerate((None, "GHOST", "C*", "C00000?", known.lower())):
            keys = {key: f"X{number}" for key in ("order_no", "policy_no") if key in like}
            rows[table].insert(len(rows[table]) // 2, {**like, "customer_id": stranger, **keys})
    rows["customers"].append({**last, "customer_id": None, "referred_by": "GHOST"})
