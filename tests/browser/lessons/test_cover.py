"""Is the cover the first thing a learner sees in JupyterLab, in both themes, and does it fit a narrow window?"""

from __future__ import annotations

import livelab
import looks

from ketlessons.publish import covers


def test_the_cover_is_seen_at_once_and_fits(lesson):
    name, found = lesson.notebook, lesson.as_it_came
    cover = covers.draw()[name[:2]]
    assert len(found.covers) == len(found.narrow_covers) == 1, f"{name}: {len(found.covers)} pictures in the first cell"
    (shown,), (narrow,) = found.covers, found.narrow_covers
    assert shown["alt"] == cover.alt, name
    assert shown["drawn"] == covers.WIDTH_PX, name
    assert shown["below"] < livelab.WINDOW["height"], f"{name}: not on the first screen"
    assert narrow["right"] <= looks.NARROW["width"], name
    assert narrow["wide"] > 300, name
    assert not found.complaints, f"{name}:\n" + "\n".join(found.complaints)
