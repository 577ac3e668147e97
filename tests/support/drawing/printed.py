"""How many decimals a row of the tables was printed with, read from the text of its cells and not from a float."""

import csv
from functools import cache
from pathlib import Path

DATA = Path(__file__).parents[3] / "data"
#: The columns of the leads in standard deviations: a value and the ends of its interval.
_TABLES = {"effect_points.csv": ("smd", "low", "high"), "timecourse.csv": ("value", "low", "high")}


@cache
def _decimals():
    found = {}
    for name, columns in _TABLES.items():
        with (DATA / name).open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                found[row["id"]] = max(len(row[column].partition(".")[2]) for column in columns)
    return found


def digits_of(*rows):
    """The decimals of one row: of the number that has most, and of a whole number one."""
    (row,) = rows
    return max(1, _decimals()[row])
