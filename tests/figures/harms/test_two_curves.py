"""What the two curves say and draw, against the logistic function written out; and what they must never hold."""

import itertools
import re
from math import exp, log

import pytest

from ketlessons.explorers import EXPLORERS

EXPLORER = EXPLORERS["two_curves"]()
FIGURE = EXPLORER.figure
HELPED = next(control.grid for control in EXPLORER.controls if control.name == "helped")
EVERY = list(itertools.product(HELPED, ("near", "far"), ("alike", "unlike"), (False, True)))


def harmed(helped, apart, spread, added):
    lead = {"near": 1.5, "far": 3.0}[apart] - (1.2 if added else 0)
    s = {"alike": 0.3, "unlike": 0.7}[spread]
    place = s * log(helped / (100 - helped))
    return 100 / (1 + exp(-(place - lead) / s))


@pytest.mark.parametrize(("helped", "apart", "spread", "added"), EVERY)
def test_the_harmed_are_those_of_the_second_curve(helped, apart, spread, added):
    told = FIGURE.update(helped=helped, apart=apart, spread=spread, added=added)
    (cell,) = [row[1] for row in told.rows if row[0] == "Harmed"]
    right = harmed(helped, apart, spread, added)
    assert cell.value == pytest.approx(right)
    assert FIGURE.moving["where harmed"].get_ydata()[0] == pytest.approx(right)
    assert (f"{round(right)} of 100 are harmed" in told.sentence) == (right >= 0.5)
    assert cell == (f"{round(right)} of 100" if right >= 0.5 else "fewer than one of 100")
    assert dict(told.rows)["Helped"] == f"{helped:.0f} of 100"
    assert told.case == ("added" if added else "alone")


def test_a_second_substance_never_makes_it_safer():
    for helped, apart, spread in itertools.product(HELPED, ("near", "far"), ("alike", "unlike")):
        assert harmed(helped, apart, spread, True) > harmed(helped, apart, spread, False)


def test_no_drug_no_unit_and_no_ratio_stand_in_it():
    for helped, apart, spread, added in EVERY:
        told = FIGURE.update(helped=helped, apart=apart, spread=spread, added=added)
        said = " ".join([told.sentence, *(cell for row in told.rows for cell in row)])
        assert not re.search(r"ketamine|alcohol|opioid|mg|ratio|index|dose", said, flags=re.I)
    assert FIGURE.figure.axes[0].get_xticks().size == 0
