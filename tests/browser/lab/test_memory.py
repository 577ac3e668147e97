"""Does a kernel stop growing when a learner runs the same cells again and again?"""

from __future__ import annotations

import pytest

MEMORY_MB = (
    "next(int(line.split()[1]) / 1024 for line in open('/proc/self/status') if line.startswith('VmRSS'))"
    " if __import__('os').path.exists('/proc/self/status') else"
    " __import__('psutil').Process().memory_info().rss / 2**20"
)
WIDGETS = "len(__import__('ipywidgets').widgets.widget._instances)"
#: Figures and questions of the course that the page shows now.
LIVE = "() => document.querySelectorAll('.jp-OutputArea .kl').length"


def test_fifty_runs_of_one_cell_leave_one_widget_and_no_memory(scratch):
    page = scratch("from ketlessons import explore", "explore.route_race()", name="fifty-runs")
    for _ in range(10):
        page.run_cell(1)
    after_ten, widgets = page.ask_kernel(MEMORY_MB), page.ask_kernel(WIDGETS)
    for _ in range(40):
        page.run_cell(1)
    grown = page.ask_kernel(MEMORY_MB) - after_ten
    assert grown < 10, f"{grown:.0f} MB more in the kernel from the tenth to the fiftieth run"
    assert page.ask_kernel(WIDGETS) == widgets, "widgets that nobody sees are kept"
    assert page.page.evaluate(LIVE) == 1


@pytest.mark.parametrize("name", ["06-weigh-the-evidence.ipynb"])
def test_memory_levels_off_when_a_lesson_is_run_again(name, windows):
    page = windows.open(name)
    try:
        page.run_all()
        page.run_all()
        before, widgets = page.ask_kernel(MEMORY_MB), page.ask_kernel(WIDGETS)
        for _ in range(3):
            page.run_all()
        grown = page.ask_kernel(MEMORY_MB) - before
        assert grown < 10, f"{grown:.0f} MB more in the kernel from the second to the fifth Run All"
        assert page.ask_kernel(WIDGETS) == widgets, "widgets that nobody sees are kept"
    finally:
        windows.leave(page)


def test_what_is_still_seen_or_named_is_not_closed(scratch):
    page = scratch(
        "from ketlessons import explore",
        "named = explore.block_curve(); named",
        "named",
        "both = explore.hundred_channels(), explore.block_curve()\ndisplay(*both)",
        name="still-seen",
    )
    closed = "[w.comm is None for w in __import__('IPython').get_ipython().user_ns[{!r}]]"
    # Run again, the first cell makes a new figure; the old one is still shown by the next cell.
    old = page.page.evaluate(LIVE)
    page.run_cell(1)
    assert page.page.evaluate(LIVE) == old == 4
    page.run_cell(2)
    page.run_cell(3)
    page.run_cell(3)
    assert page.page.evaluate(LIVE) == 4
    assert page.ask_kernel(closed.format("both")) == [False, False]
    # A figure that was closed opens again when it is shown again.
    page.ask_kernel("[w.close() for w in __import__('IPython').get_ipython().user_ns['both']] and None")
    page.page.wait_for_function(f"() => ({LIVE})() === 2")
    page.page.evaluate(
        """() => {
            const cell = window.jupyterapp.shell.currentWidget.content.widgets[3];
            cell.model.sharedModel.setSource('display(*both)');
        }"""
    )
    page.run_cell(3)
    assert page.page.evaluate(LIVE) == 4
    assert page.ask_kernel(closed.format("both")) == [False, False]
