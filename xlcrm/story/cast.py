"""The forty customers that the sample is about: what is the same of them in every culture."""

# One customer a line, however long: the cast reads as a table.
# ruff: noqa: E501

from collections.abc import Iterable
from datetime import date
from typing import Any

from xlcrm.story.plot import Role


def _cast(rows: Iterable[tuple[Any, ...]]) -> tuple[Role, ...]:
    """The roles, numbered from 1."""
    return tuple(Role(number, *row) for number, row in enumerate(rows, start=1))


D = date
M, F = "male", "female"

CAST = _cast((
    ("customer", M, D(1968, 11, 12), "married", 2, 2600, "C4", D(2015, 3, 16), 186e3, 142e3, 26000, "rich", "monthly", "high", 5, 1),
    ("customer", F, D(1975, 3, 8), "divorced", 1, 1500, "C4", D(2017, 6, 5), 88e3, 79e3, 12400, "rich", "monthly", "high", 5, 2),
    ("customer", None, D(2004, 5, 18), None, None, None, "C3", D(2015, 4, 20), 46e3, 51e3, 9200, "company", "quarterly", "high", 4, 0, 1),
    ("customer", M, D(1955, 6, 20), "widowed", 2, 420, "C2", D(2012, 9, 3), 34e3, 30e3, 8100, "retired", "quarterly", "medium", 5, 1),
    ("customer", F, D(1982, 1, 15), "married", 2, 1800, "C5", D(2019, 8, 12), 27e3, 8e3, 7600, "rich", "quarterly", "high", 4, 3),
    ("customer", M, D(1979, 9, 30), "married", 1, 900, "C4", D(2018, 11, 26), 21e3, 24e3, 5300, "affluent", "late", "medium", 3, 1),
    ("customer", F, D(1985, 12, 2), "single", 0, 650, "C3", D(2020, 5, 18), 10800, 9200, 3100, "affluent", "year", "high", 4, 2),
    ("customer", None, D(2009, 10, 12), None, None, None, "C2", D(2016, 2, 22), 9600, 12400, 3700, "company", "year", "medium", 3, 1),
    ("customer", M, D(1977, 11, 25), "married", 1, 780, "C3", D(2016, 7, 11), 8400, 7700, 4200, "affluent", "year", "high", 4, 3),
    ("customer", F, D(1988, 4, 17), "married", 0, 420, "C4", D(2021, 3, 29), 7200, 3300, 2300, "affluent", "year", "medium", 4, 2),
    ("customer", F, D(1960, 11, 3), "married", 1, 130, "C1", D(2010, 4, 6), 6500, 6100, 1900, "retired", "year", "low", 5, 1),
    ("customer", None, D(2011, 3, 7), None, None, None, "C2", D(2018, 3, 12), 5900, 4800, 2500, "company", "year", "high", 4, 0, 3),
    ("customer", M, D(1984, 2, 29), "married", 1, 260, "C3", D(2019, 9, 16), 5100, 4600, 1600, "affluent", "twice", "medium", 4, 3),
    ("customer", F, D(1990, 7, 21), "single", 0, 300, "C4", D(2021, 10, 18), 4600, 5200, 900, "young", "twice", "medium", 3, 1),
    ("customer", M, D(1986, 10, 9), "married", 2, 720, "C4", D(2020, 1, 13), 4200, 2100, 2700, "affluent", "twice", "high", 4, 2),
    ("customer", F, D(1979, 5, 28), "married", 2, 210, "C2", D(2017, 12, 4), 3800, 3500, 1300, "affluent", "twice", "medium", 4, 1),
    ("customer", M, D(1964, 8, 14), "married", 3, 240, "C2", D(2014, 5, 26), 3300, 1800, 1500, "retired", "twice", "medium", 4, 1),
    ("customer", F, D(1993, 11, 19), "single", 0, 180, "C3", D(2022, 6, 20), 2900, 1500, 430, "young", "twice", "medium", 3, 4),
    ("customer", M, D(1989, 3, 11), "married", 1, 360, "C3", D(2021, 7, 5), 2600, 2400, 1150, "affluent", "twice", "high", 4, 3),
    ("customer", None, D(2013, 9, 2), None, None, None, "C1", D(2019, 2, 25), 2400, 2700, 1000, "company", "once", "low", 4, 1),
    ("customer", F, D(1981, 9, 10), "married", 1, 140, "C2", D(2018, 9, 17), 2000, 1900, 820, "mass", "once", "medium", 4, 3),
    ("customer", M, D(1983, 6, 6), "married", 2, 150, "C2", D(2020, 11, 9), 1800, 900, 700, "mass", "once", "medium", 3, 3),
    ("customer", F, D(1987, 1, 27), "divorced", 1, 190, "C3", D(2021, 1, 25), 1600, 1700, 660, "mass", "once", "medium", 3, 2),
    ("customer", M, D(1991, 12, 24), "single", 0, 130, "C3", D(2023, 4, 10), 1400, 800, 310, "young", "once", "medium", 3, 4),
    ("customer", F, D(1992, 5, 12), "married", 0, 120, "C2", D(2023, 9, 4), 1200, 700, 350, "mass", "once", "high", 4, 0, 9),
    ("customer", M, D(1974, 10, 30), "married", 1, 90, "C1", D(2013, 7, 8), 1000, 1100, 260, "mass", "once", "low", 3, 3),
    ("customer", F, D(1957, 2, 18), "widowed", 2, 80, "C1", D(2011, 10, 24), 900, 900, 1400, "retired", "twice", "medium", 5, 1),
    ("customer", M, D(1996, 8, 8), "single", 0, 320, "C5", D(2025, 12, 8), 700, 0, 380, "young", "once", "high", 3, 0, 5),
    ("customer", None, D(2020, 6, 1), None, None, None, None, D(2022, 2, 14), 500, 600, 160, "company", "never", "low", 3, 1),
    ("customer", F, D(1999, 11, 28), "single", 0, 40, "C2", D(2025, 9, 15), 380, 0, 90, "young", "never", "high", 3, 4),
    ("customer", M, D(1980, 4, 25), "divorced", 0, 160, "C4", D(2016, 10, 17), 0, 1200, 0, "", "never", "low", 1, 4),
    ("customer", F, D(1986, 12, 15), "married", 1, 280, "C3", D(2019, 5, 20), 0, 900, 0, "", "never", "medium", 2, 3),
    ("customer", None, D(2001, 8, 27), None, None, None, None, D(2014, 1, 20), 0, 2100, 0, "", "never", "low", 2, 1),
    ("prospect", M, D(1976, 7, 4), "married", 2, 2000, "C5", D(2026, 7, 13), 0, 0, 9000, "elsewhere", "once", "high", 3, 0, 1),
    ("prospect", None, D(2018, 11, 8), None, None, None, None, D(2026, 8, 24), 0, 0, 0, "", "never", "high", 3, 2),
    ("prospect", F, D(1984, 12, 9), "married", 1, 520, "C3", D(2026, 9, 7), 0, 0, 0, "", "never", "medium", 3, 2),
    ("onlooker", M, D(1959, 3, 30), "married", 1, 70, None, D(2026, 3, 16), 0, 0, 0, "", "never", "low", 2, 2),
    ("onlooker", F, D(1978, 8, 19), "married", 1, 350, None, D(2026, 4, 20), 0, 0, 0, "", "never", "medium", 2, 1),
    ("lost", M, D(1972, 2, 11), "married", 1, 600, "C5", D(2014, 8, 18), 0, 3600, 0, "", "never", "medium", 1, 1),
    ("lost", None, D(2015, 4, 15), None, None, None, None, D(2017, 5, 22), 0, 5200, 0, "", "never", "low", 1, 1),
))  # fmt: skip
