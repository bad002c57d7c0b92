"""The case of a table that is longer than a sheet: its last row is told to be below the end."""

import numpy as np

from tests.rules.cases import Case, case


def _beyond(book_case: Case) -> Case:
    records = book_case.book["follow_ups"]
    records.row_of = np.array([1_048_576, 1_048_577])
    return book_case


CASES = (
    _beyond(
        case(
            "X103",
            purchases=[{"order_no": "S-1"}],
            follow_ups=[{"subject": "最后一行"}, {"subject": "超出"}],
            places=["跟进记录"],
        )
    ),
)
