"""One hundred channels are counted as the published curve says, in the picture, the sentence and the table."""

import pytest

from ketlessons import evidence, models
from ketlessons.explorers import EXPLORERS


@pytest.fixture(scope="module")
def hundred():
    return EXPLORERS["hundred_channels"]()


def test_the_hundred_are_counted_as_the_published_curve_says(hundred, shown, hill, read_svg):
    (control,) = hundred.controls
    moving = hundred.figure.moving
    for conc_um in control.grid:
        told = shown(hundred, conc_um=conc_um)
        share = hill(conc_um, evidence.value("ketamine_ic50_human"), evidence.value("ketamine_hill_human"))
        assert models.fraction_blocked(
            conc_um, evidence.value("ketamine_ic50_human"), evidence.value("ketamine_hill_human")
        ) == pytest.approx(share)
        blocked, left = told.numbers["blocked"], told.numbers["free"]
        assert blocked == pytest.approx(100 * share, abs=0.5)
        assert blocked + left == 100
        assert [cell.value for _, cell in told.rows] == pytest.approx([100 * share, 100 - 100 * share])
        # A hexagon for each blocked channel; a ring and a dot for each of the others.
        drawn = [len(moving[name].get_xdata()) for name in ("blocked", "free_rings", "free_dots")]
        assert drawn == [blocked, left, left]
        markup = read_svg(hundred.figure.frame(hundred.values).svg)
        uses = list(markup.iter("{http://www.w3.org/2000/svg}use"))
        assert len(uses) == blocked + 2 * left
        assert len({(use.get("x"), use.get("y")) for use in uses}) == 100
        assert moving["count"].get_text() == f"{blocked:.0f} of 100"


@pytest.mark.parametrize(("conc_um", "counts", "cells"), [(0, (0, 100), (0, 100)), (1, (57, 43), (57.1, 42.9))])
def test_the_sentence_and_the_table_print_the_counts(hundred, shown, conc_um, counts, cells):
    told = shown(hundred, conc_um=conc_um)
    assert told.sentence == (
        "At {} µM ketamine, {} of 100 channels kept in use are blocked and {} are not (calculated from the curve "
        "measured at −70 mV in fluid taken to be free of Mg²⁺).".format(conc_um, *counts)
    )
    assert [cell for _, cell in told.rows] == [f"{cell:.1f} %" for cell in cells]
