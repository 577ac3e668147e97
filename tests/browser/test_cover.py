"""Is the cover the first thing a learner sees in JupyterLab, in both themes, and does it fit a narrow window?"""

from __future__ import annotations

import pathlib

import livelab
import pytest

from ketlessons.publish import covers

LESSONS = sorted(path.name for path in pathlib.Path(__file__).parents[2].glob("notebooks/*.ipynb"))
#: Runs in the page: the pictures of the first cell, once they are drawn.
PICTURES = """
async () => {
  const node = window.jupyterapp.shell.currentWidget.content.widgets[0].node;
  return Promise.all([...node.querySelectorAll('.jp-MarkdownOutput img')].map(async image => {
    await image.decode();
    const box = image.getBoundingClientRect();
    return { alt: image.alt, drawn: image.naturalWidth, wide: box.width, right: box.right, below: box.bottom };
  }));
}
"""


@pytest.mark.parametrize("name", LESSONS)
def test_the_cover_is_seen_at_once_and_fits(name, context, lab, artifacts):
    cover = covers.draw()[name[:2]]
    page = livelab.LessonPage(context, lab, name)
    try:
        page.side_bar(False)
        page.page.wait_for_function(
            "() => window.jupyterapp.shell.currentWidget.content.widgets[0].node.querySelector('img[src^=\"data:\"]')"
        )
        (shown,) = page.page.evaluate(PICTURES)
        assert shown["alt"] == cover.alt
        assert shown["drawn"] == covers.WIDTH_PX
        assert shown["below"] < livelab.WINDOW["height"], "on the first screen"
        for theme in ("Light", "Dark"):
            page.theme(f"JupyterLab {theme}")
            page.page.screenshot(path=artifacts / f"{name}-cover-{theme}.png")
        page.page.set_viewport_size({"width": 480, "height": 800})
        page.steady()
        (narrow,) = page.page.evaluate(PICTURES)
        assert narrow["right"] <= 480
        assert narrow["wide"] > 300
        assert not page.complaints()
    finally:
        page.close()
