"""Does a page say and show in every recorded setting what the kernel says and shows there? All are compared."""

import pytest

from ketlessons.explorers.register import LIVE
from ketlessons.publish.recorded import grid, record


@pytest.mark.parametrize("name", LIVE)
def test_every_recorded_picture_is_the_kernels(name, drawn_once):
    assert drawn_once.differences(name) == []


@pytest.mark.parametrize("name", LIVE)
def test_no_explorer_is_left_out_and_each_has_pictures_enough_to_play(name):
    panel = record.figure_of(name).panel
    thin = grid.on_pages(panel)
    for control, offered in zip(panel.controls, thin.controls, strict=True):
        assert set(grid.steps(offered)) <= set(grid.steps(control))
        assert len(grid.steps(offered)) >= 2
        assert offered.value == control.value
    # Whoever has no control with fewer values offers all there are.
    if not grid.thinned(panel):
        assert grid.sizes(thin) == tuple(len(grid.steps(control)) for control in panel.controls)
