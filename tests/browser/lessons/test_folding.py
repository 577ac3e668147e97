"""Is what is for home hidden when a lesson opens, and can a mouse, a keyboard and a reader's software open it?"""

from __future__ import annotations

import nbformat
import pytest

from ketlessons.publish import folding, notebooks

NAME = "folded.ipynb"
#: The heading, what is folded under it, and what comes after.
HEADING, HIDDEN, AFTER = 3, [4, 5, 6], 7
ACTIVE = "() => document.activeElement.textContent"


def small_lesson() -> nbformat.NotebookNode:
    """Return a short lesson with one part for home, which holds a live figure."""
    new = nbformat.v4
    words, code = new.new_markdown_cell, new.new_code_cell
    cells = [
        words("# A lesson"),
        code("from ketlessons import explore"),
        words("## Round 1\n\nAn idea."),
        words(folding.AT_HOME + "a second look\n\nOne line that says what is here."),
        words("Words that are folded, with a deeper heading.\n\n#### Deeper"),
        code("explore.block_curve()"),
        code("print(6 * 7)"),
        words("## Round 2\n\nAnother idea."),
        code("print('in class')"),
    ]
    for index, cell in enumerate(cells):
        cell["id"] = f"cell-{index}"
    return folding.fold(new.new_notebook(cells=cells, metadata={"kernelspec": notebooks.KERNEL}))


@pytest.fixture
def page(windows, folder):
    """Open the short lesson as it was saved: folded, and not run."""
    (folder / NAME).write_text(nbformat.writes(small_lesson()), encoding="utf-8")
    page = windows.open(NAME)
    yield page
    windows.leave(page)


def on_the_heading(page) -> None:
    """Put the keyboard on the heading, in command mode, as a learner does who walks down with the arrow keys."""
    page.command_mode(HEADING)
    page.page.evaluate("() => window.jupyterapp.shell.currentWidget.content.activeCell.node.focus()")


def button(page):
    return page.page.get_by_role("button", name="3 cells hidden")


def wait_until(page, hidden: bool) -> None:
    page.page.wait_for_function(
        """([cells, hidden]) => cells.every(
             index => window.jupyterapp.shell.currentWidget.content.widgets[index].isHidden === hidden)""",
        arg=[HIDDEN, hidden],
    )


def test_opens_folded_as_the_contract_reckons(page):
    assert page.hidden() == HIDDEN == folding.hidden(small_lesson())


def test_a_mouse_opens_it(page):
    page.hidden()
    button(page).click()
    wait_until(page, hidden=False)


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_named_button_can_be_reached_and_pressed(page, key):
    """JupyterLab's little arrow has no name; the button under the heading says how many cells are hidden."""
    page.hidden()
    on_the_heading(page)
    for _ in range(5):
        page.page.keyboard.press("Tab")
        if page.page.evaluate(ACTIVE) == "3 cells hidden":
            break
    assert page.page.evaluate(ACTIVE) == "3 cells hidden"
    page.page.keyboard.press(key)
    wait_until(page, hidden=False)


def test_arrow_keys_open_close_and_pass_by(page):
    page.hidden()
    on_the_heading(page)
    page.page.keyboard.press("ArrowDown")
    assert page.active_cell() == AFTER
    on_the_heading(page)
    page.page.keyboard.press("ArrowRight")
    wait_until(page, hidden=False)
    page.page.keyboard.press("ArrowLeft")
    wait_until(page, hidden=True)


def test_shift_enter_walks_in_and_opens_it(page):
    """Nothing is ever run out of sight."""
    page.hidden()
    on_the_heading(page)
    page.page.keyboard.press("Shift+Enter")
    page.page.keyboard.press("Shift+Enter")
    wait_until(page, hidden=False)


def test_run_all_runs_what_is_folded_and_a_saved_lesson_keeps_its_still_copies(page, folder):
    page.hidden()
    page.run_all(unfold=False)
    assert page.hidden() == HIDDEN
    assert {output["cell"] for output in page.outputs()} == {5, 6, 8}
    page.page.evaluate(
        """async () => {
            const context = window.jupyterapp.shell.currentWidget.context;
            await context.ready;
            await context.save();
        }"""
    )
    saved = nbformat.read(folder / NAME, as_version=4)
    assert [i for i, cell in enumerate(saved.cells) if cell.metadata.get(folding.COLLAPSED)] == [HEADING]
    assert any("<img" in output.get("data", {}).get("text/html", "") for output in saved.cells[5].outputs)
    assert saved.cells[6].outputs[0].text == "42\n"


def test_a_live_figure_that_was_folded_is_drawn_when_it_is_opened(page):
    page.hidden()
    page.run_all(unfold=False)
    page.unfold()
    figure = page.page.locator(".jp-OutputArea .kl-figure svg").first
    figure.scroll_into_view_if_needed()
    assert figure.bounding_box()["height"] > 100
    assert not page.complaints()
