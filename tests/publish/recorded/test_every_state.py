"""Does a page say and show in every recorded setting what the kernel says and shows there? All are compared."""

import pytest
import unpacked

from ketlessons.explorers.register import LIVE
from ketlessons.publish.recorded import cache, grid, record
from ketlessons.publish.recorded.pieces import sections


@pytest.mark.parametrize("name", LIVE)
def test_every_recorded_picture_is_the_kernels(name):
    figure = record.figure_of(name)
    settings = list(grid.settings(grid.on_pages(figure.panel)))
    frames = [figure.frame(values) for values in settings]
    pack = record.packed(name, [sections(frame) for frame in frames])

    opened = unpacked.Unpacked(pack)
    assert opened.count == len(frames)
    for place, (values, frame) in enumerate(zip(settings, frames, strict=True)):
        reading = frame.reading
        assert opened.picture(place) == {
            "svg": frame.svg,
            "sentence": reading.sentence,
            "columns": list(reading.columns),
            "rows": [list(row) for row in reading.rows],
            "brief": [list(news) for news in reading.brief],
        }, values

    # What was kept from an earlier run is what is drawn now; and what is drawn now need not be drawn again.
    kept = cache.file_of(name, figure)
    if kept.exists():
        assert kept.read_bytes() == pack
    else:
        cache.keep(kept, pack)


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
