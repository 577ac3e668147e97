"""Does every lesson open, run without a fault, and show its figures before anything was run?"""

from __future__ import annotations

import json
import pathlib
import re

import hands
import livelab
import pytest


def test_runs_without_error_or_stderr(lesson):
    bad = []
    for output in lesson.outputs():
        where = f"{lesson.notebook}, cell {output['cell']}"
        if output["output_type"] == "error":
            bad.append(f"{where}: {output['ename']}: {output['evalue']}")
        if output.get("name") == "stderr":
            bad.append(f"{where}: on stderr: {''.join(output['text'])[:300]}")
    assert not bad, "\n".join(bad)


def test_every_code_cell_ran(lesson):
    ran = lesson.page.evaluate(
        """() => [...window.jupyterapp.shell.currentWidget.content.model.cells]
             .flatMap((cell, index) => cell.type === 'code' ? [[index, cell.executionCount]] : [])"""
    )
    counts = [count for _, count in ran]
    assert counts == list(range(1, len(ran) + 1)), f"{lesson.notebook}: (cell, execution count): {ran}"


def test_every_widget_is_shown(lesson, explorers, quizzes):
    sorts = hands.sortings(lesson)
    others = [one for one in hands.answereds(lesson) if one.cell not in {sort.cell for sort in sorts}]
    views = [output["cell"] for output in lesson.outputs() if livelab.WIDGET_VIEW in output.get("data", {})]
    heard = lesson.page.evaluate(
        """() => window.jupyterapp.shell.currentWidget.content.widgets.flatMap((cell, index) =>
             cell.node.querySelector('.kl-announced') ? [index] : [])"""
    )
    shown = sorted([*(widget.cell for widget in [*explorers, *quizzes, *sorts, *others]), *heard])
    assert shown == views, f"{lesson.notebook}: cells with a widget view {views}, cells that show one {shown}"


def test_nothing_on_the_console_while_it_opened_and_ran(lesson):
    assert not lesson.complaints_at_start, f"{lesson.notebook}:\n" + "\n".join(lesson.complaints_at_start)


def test_no_request_leaves_this_machine(lesson, refused):
    outside = sorted({url for url in lesson.requests if not livelab.OWN_ADDRESS.match(url)})
    assert not outside, f"{lesson.notebook} asked for {outside}"
    # What JupyterLab itself asks for when it starts is seen where it was started; these two every lesson asks for.
    for needed in (f"/api/contents/{lesson.notebook}", "/api/kernels/"):
        assert any(needed in url for url in lesson.requests), f"{needed} not in {lesson.requests}: were they recorded?"
    assert not refused, f"{lesson.notebook}: {refused} had to be refused"


#: Made up: a part for home, folded, between two parts that are not.
FOLDED = ("## In class", "### At home", "from ketlessons import explore", "explore.block_curve()", "## In class again")


def test_what_is_folded_is_hidden_until_it_is_opened(windows, folder):
    book = json.loads(hands.notebook(*FOLDED))
    for cell in book["cells"]:
        if cell["source"].startswith("#"):
            cell["cell_type"] = "markdown"
            del cell["outputs"], cell["execution_count"]
    book["cells"][1]["metadata"]["jp-MarkdownHeadingCollapsed"] = True
    (folder / "folded.ipynb").write_text(json.dumps(book), encoding="utf-8")
    seen = """() => window.jupyterapp.shell.currentWidget.content.widgets.map(
      cell => cell.node.isConnected && cell.node.checkVisibility())"""
    page = windows.open("folded.ipynb")
    try:
        page.page.wait_for_function(f"() => ({seen})().at(-1)")
        assert page.page.evaluate(seen) == [True, True, False, False, True]
        page.unfold()
        page.steady()
        assert page.page.evaluate(seen) == [True] * 5
        page.run_all()
        (explorer,), _ = hands.widgets(page)
        explorer.press(explorer.control("conc_um"), "End")
        explorer.settle("End")
        page.unfold()
        assert page.page.evaluate(seen) == [True] * 5
    finally:
        windows.leave(page)


def test_the_browser_cannot_leave_this_machine(new_context, chromium, refused):
    attempt = "url => fetch(url, { mode: 'no-cors' }).then(() => 'answered', () => 'failed')"
    guarded = new_context()
    page = guarded.new_page()
    page.goto("about:blank")
    before = list(refused)
    assert page.evaluate(attempt, "https://jupyter.org/") == "failed"
    assert refused == [*before, "https://jupyter.org/"], "the attempt was not noted, so a lesson's would not be either"
    refused.remove("https://jupyter.org/")
    guarded.close()
    # The browser itself resolves no name but the loopback's, and takes no other address for one.
    bare = chromium.new_context()
    page = bare.new_page()
    failures = []
    page.on("requestfailed", lambda request: failures.append(request.failure))
    page.goto("about:blank")
    urls = ("https://jupyter.org/", "http://localhost.example/", "http://192.0.2.1/", "http://[2001:db8::1]/")
    for url in urls:
        assert page.evaluate(attempt, url) == "failed"
    assert len(failures) == len(urls)
    assert all("ERR_NAME_NOT_RESOLVED" in failure for failure in failures), failures
    bare.close()


def saved_pictures(path: pathlib.Path) -> tuple[dict[int, int], list[str]]:
    """Return how many pictures each cell of a saved lesson shows, and what is missing."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    pictures, missing = {}, []
    if not any(cell.get("outputs") for cell in cells):
        return {}, [f"{path.name} holds no outputs: execute and save it (make notebooks)"]
    for index, cell in enumerate(cells):
        if cell["cell_type"] != "code":
            continue
        html = "".join("".join(output.get("data", {}).get("text/html", "")) for output in cell["outputs"])
        count = len(re.findall(r"<img\b", html))
        lines = "".join(cell["source"]).strip().splitlines()
        if count:
            pictures[index] = count
        elif lines and lines[-1].startswith("explore."):
            missing.append(f"{path.name}, cell {index}: {lines[-1]} left no picture in the saved file")
    return pictures, missing


def test_shows_every_figure_before_it_is_run(lesson, folder):
    name, found = lesson.notebook, lesson.as_it_came
    wanted, missing = saved_pictures(folder / name)
    assert not missing, "\n".join(missing)
    assert not found.trusted, f"{name} is trusted: this test would not see what a stranger's copy shows"
    bad = []
    for cell, count in wanted.items():
        shown = sum(picture["cell"] == cell for picture in found.pictures)
        if shown < count:
            bad.append(f"{name}, cell {cell}: {shown} pictures are shown, {count} are saved")
    for picture in (one for one in found.pictures if one["cell"] in wanted):
        where = f"{name}, cell {picture['cell']}"
        if not picture["width"]:
            bad.append(f"{where}: the picture is not drawn")
        if not picture["alt"].startswith("Picture: "):
            bad.append(f"{where}: the picture is called {picture['alt']!r}")
        if not re.search(r"\d", picture["caption"]):
            bad.append(f"{where}: the caption {picture['caption']!r} states no number")
    assert not bad, "\n".join(bad)
    assert not found.violations, f"{name}, not run:\n" + "\n".join(found.violations)
    assert not found.complaints, f"{name}, not run:\n" + "\n".join(found.complaints)


def test_a_missing_browser_skips_here_and_fails_on_a_server(monkeypatch):
    stop = livelab.browser_or_stop
    monkeypatch.setenv("KETLESSONS_BROWSER", "/nowhere/chromium")
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no Chromium"):
        stop()
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="no Chromium"):
        stop()
