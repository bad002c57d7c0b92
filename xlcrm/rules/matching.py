"""What is common to rules on IDs: how they are spelled, which stand twice, and which name a row that is not there."""

import unicodedata
from collections.abc import Iterator

import numpy as np
import pandas as pd

from xlcrm.labels import labels
from xlcrm.model.records import Records
from xlcrm.rules.checked import Checked, positions
from xlcrm.rules.finding import NOTHING, Phrase
from xlcrm.rules.rule import Hit, cell_hit

MEANT = labels("；最接近的是“{nearest}”", "；最接近的是「{nearest}」", '; the nearest is "{nearest}"')

ENOUGH = 200
"""For how many distinct unknown IDs the nearest is looked up: more of them come from another book, not from typing."""


def spelling(text: str) -> str:
    """An ID without regard to case, width and spaces."""
    return "".join(unicodedata.normalize("NFKC", text).upper().split())


def repeats(keys: pd.Series) -> Iterator[tuple[int, int]]:
    """Each row whose key stands in a row above, with the first such row; blank keys repeat nothing."""
    again = keys.duplicated() & keys.notna()
    if not again.any():
        return
    first = pd.Series(np.arange(len(keys)), index=keys).groupby(level=0).first()
    for record in positions(again.to_numpy()):
        yield record, int(first[keys.iat[record]])


def unknown_rows(book: Checked, records: Records, column: str) -> Iterator[Hit]:
    """The cells of a reference column that name no row of the table it refers to, with the nearest ID there is."""
    references = records[column]
    unknown = (book.named_rows(records.schema.key, column) < 0) & references.notna().to_numpy()
    if not unknown.any():
        return
    nearest = book.nearest(str(records.schema[column].kind.refers_to))
    suggested = {text: nearest.to(text) for text in references[unknown].unique()[:ENOUGH]}
    for record in positions(unknown):
        found = suggested.get(references.iat[record])
        yield cell_hit(records, record, column, meant=Phrase(MEANT, {"nearest": found}) if found else NOTHING)
