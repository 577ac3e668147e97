"""Does a learner's own saved lesson show every picture and every question, wherever no live view can be shown?"""

from __future__ import annotations

import pathlib
import re
import shutil

import hands
import livelab
import nbformat
import pytest
from nbconvert import HTMLExporter

from ketlessons.explorers import EXPLORERS
from ketlessons.publish import site
from ketlessons.quiz import questions

FIGURES = ("block_curve", "hundred_channels", "timeline_walk")
ASKED = [next(q for q in questions().values() if q.kind == kind) for kind in ("predict", "check")]
CELLS = (
    "from ketlessons import ask, explore",
    *(f"explore.{name}()" for name in FIGURES),
    "explore.five_states()",
    *(f'ask("{asked.id}")' for asked in ASKED),
    "from IPython.display import display\ndisplay(explore.block_curve()); display(explore.after_a_day())",
    "import ipywidgets as W\nW.HBox([explore.route_race(), W.VBox([W.Label('mine'), explore.both_arms()])])",
)
PAIRS = ("block_curve", "after_a_day", "route_race", "both_arms")
PICTURES = len(FIGURES) + 1 + len(PAIRS)

#: Runs in the page: what a reader sees of a lesson. What is hidden does not count.
SEEN = """
() => {
  const shown = (node) => node.checkVisibility() && node.getBoundingClientRect().height > 40;
  const areas = [...document.querySelectorAll('.jp-OutputArea')];
  const all = (what) => areas.flatMap((area) => [...area.querySelectorAll(what)]).filter(shown);
  const under = (picture) => {
    const parts = picture.closest('.kl-figure, .kl-picture').querySelectorAll('figcaption, li');
    return [...parts].map((part) => part.textContent).join(' ');
  };
  return {
    stills: all('figure img').map((img) => ({ caption: under(img), drawn: img.naturalWidth > 0 })),
    live: all('.kl:not(.kl-quiz) svg[role=img]').map(under),
    questions: all('.kl-quiz').length,
    words: areas.map((area) => area.innerText).join('\\n'),
  };
}
"""
SAVE = "() => window.jupyterapp.shell.currentWidget.context.save()"
TOGGLE_STATE = "() => window.jupyterapp.commands.execute('@jupyter-widgets/jupyterlab-manager:saveWidgetState')"


def captions() -> list[str]:
    """Return the sentences of the figures above, at their first settings."""
    from ketlessons import explore

    names = [*FIGURES, *PAIRS]
    return sorted([EXPLORERS[name]().sentence for name in names] + [explore.five_states().sentence])


def opened(context, lab, name):
    """Open a notebook on a screen tall enough for all of it: JupyterLab draws no cell that is far from the screen."""
    page = livelab.LessonPage(context, lab, name)
    page.page.set_viewport_size({**livelab.WINDOW, "height": 9000})
    return page


@pytest.fixture(scope="module", params=["without widget state", "with widget state"])
def saved(request, context, lab, folder):
    """Run a notebook in JupyterLab, save it as a learner does, shut everything down, and return its name."""
    name = f"mine-{request.param.replace(' ', '-')}.ipynb"
    (folder / name).write_text(hands.notebook(*CELLS), encoding="utf-8")
    page = opened(context, lab, name)
    with_state = request.param == "with widget state"
    if with_state:
        page.page.evaluate(TOGGLE_STATE)
    page.run_all()
    live = page.page.evaluate(SEEN)
    assert sorted(live["live"]) == [one for one in captions() if one in live["live"]], "not every figure is live"
    assert len(live["live"]) == PICTURES - 1
    assert len(live["stills"]) == 1, "beside a live figure its still copy is shown too"
    page.page.evaluate(SAVE)
    if with_state:
        page.page.evaluate(TOGGLE_STATE)
    page.close()
    notebook = nbformat.read(folder / name, as_version=4)
    assert ("widgets" in notebook.metadata) == with_state
    views = [o for c in notebook.cells if c.cell_type == "code" for o in c.outputs if livelab.WIDGET_VIEW in o.data]
    assert len(views) == len(FIGURES) + 2 + 1 + len(ASKED), (
        "JupyterLab did not save the views: this test would prove nothing"
    )
    return name


def test_reopened_it_shows_every_picture_and_question(saved, context, lab, artifacts, axe):
    page = opened(context, lab, saved)
    try:
        page.page.wait_for_function(
            f"() => ({SEEN})().stills.filter((one) => one.drawn).length >= {PICTURES}", timeout=30_000
        )
        page.page.wait_for_timeout(1500)  # long enough for a view to give up
        seen = page.page.evaluate(SEEN)
        assert sorted(one["caption"] for one in seen["stills"]) == captions()
        assert all(one["drawn"] for one in seen["stills"])
        assert not seen["live"]
        assert not seen["questions"], "a question that nobody hears can be answered"
        for asked in ASKED:
            for words in (asked.prompt, *(option.text for option in asked.options)):
                assert words in seen["words"]
        for words in ("Error displaying", "Loading widget", "not found"):
            assert words not in seen["words"]
        page.page.screenshot(path=str(artifacts / f"{saved}-reopened.png"))
        violations = axe(page)
        assert not violations, "\n".join(violations)
        # And the lesson can be taken up again.
        page.run_all()
        assert len(page.page.evaluate(SEEN)["live"]) == PICTURES - 1
    finally:
        page.close()


@pytest.mark.parametrize("way", ["nbconvert", "make site"])
def test_exported_it_shows_every_picture_and_question(saved, folder, way, chromium, tmp_path):
    if way == "nbconvert":
        html, _ = HTMLExporter().from_filename(str(folder / saved))
    else:
        shutil.copy(folder / saved, tmp_path / saved)
        written = site.build(tmp_path, tmp_path / "site")
        (file,) = [one for one in written if one.stem == pathlib.Path(saved).stem]
        html = file.read_text(encoding="utf-8")
        assert not re.search(r"<script[^>]+src|src=.http", html)
    # The page of nbconvert asks a network for scripts; none of what is counted here may need them.
    context = chromium.new_context(viewport=dict(livelab.WINDOW))
    context.route(livelab.OUTSIDE, lambda route: route.abort())
    page = context.new_page()
    page.set_content(html, wait_until="domcontentloaded")
    # What lives on a page of ours takes the place of its copy there, and not on paper.
    page.emulate_media(media="print")
    try:
        pictures = page.evaluate(
            """() => [...document.querySelectorAll('figure img')].filter((img) => img.checkVisibility())
                 .map((img) => ({ width: img.naturalWidth, caption: [...img.closest('.kl-picture')
                   .querySelectorAll('figcaption, li')].map((part) => part.textContent).join(' ') }))"""
        )
        assert sorted(one["caption"] for one in pictures) == captions()
        assert all(one["width"] for one in pictures)
        words = page.evaluate("() => document.body.innerText")
        for asked in ASKED:
            for text in (asked.prompt, *(option.text for option in asked.options)):
                assert text in words
    finally:
        context.close()
