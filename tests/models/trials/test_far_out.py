"""Shares and means where nearly all trials are significant, or nearly none: against thirty digits.

`far_out.json` was worked out with mpmath at thirty digits, from the joint distribution of the difference and its
spread: over the spread, a share and a mean of the normal distribution beside it. It holds each setting of
`small_trials`, and those at the ends of what the models take: true effect, people in an arm, share below the edge of
significance, mean below, share above, mean above.
"""

import json
from pathlib import Path

import numpy as np
import pytest

from ketlessons.explorers.register import LIVE
from ketlessons.figures.trials.small_trials import small_trials
from ketlessons.models.trials.drawer import mean_not_in_favour
from ketlessons.models.trials.selection import mean_in_favour, of_the_rest, share_in_favour

ROWS = np.array(json.loads(Path(__file__).with_name("far_out.json").read_text(encoding="utf-8")), float)
SMD, N, BELOW, MEAN_BELOW, ABOVE, MEAN_ABOVE = ROWS.T


def test_each_setting_of_the_explorer_is_among_them():
    assert "small_trials" in LIVE
    grids = {control.name: control.grid for control in small_trials().panel.controls}
    settings = {(smd, people) for smd in grids["smd"] for people in grids["people"]}
    assert settings <= set(zip(SMD, N, strict=True))


def test_shares_have_their_digits_however_small_they_are():
    assert share_in_favour(SMD, N) == pytest.approx(ABOVE, rel=1e-9)
    share, part = of_the_rest(SMD, N)
    assert share == pytest.approx(BELOW, rel=1e-9)
    assert BELOW.min() < 1e-10
    some = BELOW > 1e-8
    assert (part / share)[some] == pytest.approx(MEAN_BELOW[some], rel=1e-6)


def test_means_of_the_significant_ones_and_of_the_rest():
    assert mean_in_favour(SMD, N) == pytest.approx(MEAN_ABOVE, rel=1e-9)
    found = mean_not_in_favour(SMD, N)
    left = BELOW > 1e-6
    assert found[left] == pytest.approx(MEAN_BELOW[left], rel=1e-7, abs=1e-9)
    assert np.isnan(found[~left]).all()
