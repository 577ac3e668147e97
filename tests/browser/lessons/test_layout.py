"""Can every figure and question be read wherever a teacher puts it?"""

from __future__ import annotations

import itertools

import hands
import livelab
import pytest

from ketlessons.quiz import questions

LEAST_PX = 280
QUESTION = next(iter(questions()))
TWO = "explore.block_curve(), explore.use_dependence()"
#: Name -> code of a cell that shows two figures, or a figure and a question.
LAYOUTS = {
    "HBox": f"W.HBox([{TWO}])",
    "HBox of three": f"W.HBox([{TWO}, explore.hundred_channels()])",
    "HBox with a question": f"W.HBox([explore.block_curve(), ask({QUESTION!r})])",
    "HBox beside a slider": "W.HBox([explore.block_curve(), W.IntSlider(description='Mine')])",
    "VBox": f"W.VBox([{TWO}])",
    "HBox in a VBox": f"W.VBox([W.HBox([{TWO}]), W.Label('below')])",
    "GridBox": f"W.GridBox([{TWO}], layout=W.Layout(grid_template_columns='repeat(2, 1fr)'))",
    "TwoByTwoLayout": "W.TwoByTwoLayout(top_left=explore.block_curve(), bottom_right=explore.use_dependence())",
    "AppLayout": "W.AppLayout(left_sidebar=explore.block_curve(), center=explore.use_dependence())",
    "Tab": f"W.Tab([{TWO}], titles=('One', 'Two'))",
    "Accordion": f"W.Accordion([{TWO}], titles=('One', 'Two'), selected_index=0)",
    "Output": "out = W.Output()\nwith out: display(explore.block_curve())\nout",
    "Output in an HBox": "out = W.Output()\nwith out: display(explore.block_curve())\n"
                         "W.HBox([out, explore.use_dependence()])",
}  # fmt: skip
#: Runs in the page: where the figures and questions of one cell lie.
MEASURE = """
(cell) => [...window.jupyterapp.shell.currentWidget.content.widgets[cell].node.querySelectorAll('.jp-OutputArea .kl')]
.filter((root) => root.checkVisibility()).map((root) => {
  const box = root.getBoundingClientRect();
  const area = root.closest('.jp-Cell-outputArea').getBoundingClientRect();
  const svg = root.querySelector('.kl-figure svg')?.getBoundingClientRect();
  const clipped = [...root.querySelectorAll('button, select, input, label, .kl-sentence')].filter((node) => {
    const own = node.getBoundingClientRect();
    return own.width && (own.left < box.left - 1 || own.right > box.right + 1);
  }).map((node) => node.outerHTML.slice(0, 60));
  return { x: box.x, y: box.y, width: box.width, height: box.height, right: box.right, area: area.right,
           picture: svg ? { width: svg.width, height: svg.height } : null, clipped };
})
"""


@pytest.fixture(scope="module", params=[1280, 700])
def bench(request, context, lab, folder):
    """Return a notebook with one cell a layout, all of them run in a window of one width."""
    cells = ["import ipywidgets as W\nfrom ketlessons import ask, explore", *LAYOUTS.values()]
    name = f"layouts-{request.param}.ipynb"
    (folder / name).write_text(hands.notebook(*cells), encoding="utf-8")
    lesson = livelab.LessonPage(context, lab, name)
    try:
        lesson.page.set_viewport_size({"width": request.param, "height": 1400})
        lesson.side_bar(False)
        with lesson.tall():
            lesson.run_all()
            lesson.steady()
            yield lesson
    finally:
        lesson.close()


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_figure_can_be_read_wherever_it_is_put(bench, name, artifacts):
    cell = 1 + list(LAYOUTS).index(name)
    errors = [output for output in bench.outputs() if output["cell"] == cell and output["output_type"] == "error"]
    assert not errors, errors
    figures = bench.page.evaluate(MEASURE, cell)
    assert figures
    with hands.Problems() as problems:
        for figure in figures:
            problems.expect(figure["width"] >= LEAST_PX, f"{figure['width']:.0f} px wide")
            problems.expect(not figure["clipped"], f"sticks out of its frame: {figure['clipped'][:3]}")
            problems.expect(figure["right"] <= figure["area"] + 1, "reaches past the cell")
            if figure["picture"]:
                ratio = figure["picture"]["height"] / figure["picture"]["width"]
                problems.expect(figure["picture"]["width"] >= LEAST_PX - 40, f"a picture of {figure['picture']}")
                problems.expect(ratio > 0.25, f"a picture of {figure['picture']}")
        for one, other in itertools.pairwise(figures):
            beside = one["x"] + one["width"] <= other["x"] + 1
            below = one["y"] + one["height"] <= other["y"] + 1
            problems.expect(beside or below, "two figures lie over each other")
        if problems.found:
            place = bench.page.locator(".jp-Notebook .jp-Cell").nth(cell)
            bench.photograph(artifacts / f"layout-{name}-{bench.page.viewport_size['width']}.png", place)
