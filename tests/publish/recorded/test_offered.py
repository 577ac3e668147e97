"""Can everything that a lesson asks for be set on its page? Tasks, ways by ear, buttons and defaults."""

import json
import re
import types

import pytest

from ketlessons import evidence
from ketlessons.explorers.register import LIVE
from ketlessons.publish.recorded import grid, record
from ketlessons.stage.controls import Choice, Clock, Panel, Preset, Range, Switch


def read(folder):
    for file in sorted((evidence.data_path() / folder).iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".json"):
            yield from json.loads(file.read_text(encoding="utf-8"))


def offered(name):
    panel = grid.on_pages(record.figure_of(name).panel)
    return {control.name: control for control in panel.controls}


TASKS = [(row["explorer"], row["settings"]) for row in read("tasks")]
WAYS = [row for row in read("by_ear") if row.get("explorer")]


def test_there_are_tasks_and_ways_by_ear():
    assert len(TASKS) > 100
    assert len(WAYS) > 30


@pytest.mark.parametrize("name", sorted({name for name, _ in TASKS if name in LIVE}))
def test_every_task_can_be_done(name):
    controls = offered(name)
    for settings in (settings for explorer, settings in TASKS if explorer == name):
        for control, value in settings.items():
            steps = grid.steps(controls[control])
            assert value in steps or any(step == pytest.approx(value) for step in steps if not isinstance(step, str)), (
                f"{name}: {control} has no {value!r} on a page"
            )


def said(control):
    """Return what a screen reader says of each value of a control."""
    if isinstance(control, Range):
        return control.texts
    return tuple(label for _, label in control.options) if isinstance(control, Choice) else ("checked", "not checked")


@pytest.mark.parametrize("name", sorted({row["explorer"] for row in WAYS}))
def test_every_way_by_ear_can_be_gone(name):
    panel = grid.on_pages(record.figure_of(name).panel)
    by_label = {control.label: control for control in panel.controls}
    for row in (row for row in WAYS if row["explorer"] == name):
        for step in row["steps"]:
            if step[0] == "move":
                assert step[2] in said(by_label[step[1]]), (row, step)
            elif step[0] == "press":
                buttons = [preset.label for preset in panel.presets]
                clock = ("Play", "Step back", "Step forward", "Reset", "Show the numbers")
                assert step[1] in (*buttons, *clock), (row, step)


@pytest.mark.parametrize("name", LIVE)
def test_every_button_and_every_moment_is_there(name):
    panel = grid.on_pages(record.figure_of(name).panel)
    controls = {control.name: control for control in panel.controls}
    for preset in panel.presets:
        assert all(value in grid.steps(controls[key]) for key, value in preset.values.items())
    for control in panel.controls:
        if isinstance(control, Clock):
            assert control.spec()["moments"] == sorted(control.spec()["moments"])


# Numbers with a unit that a lesson's prose, questions and tasks use of a control that offers fewer values on a page.
SPOKEN = {"channel_clock": "02", "block_curve": "02", "virtual_patients": "04"}


@pytest.mark.parametrize("name", [name for name in LIVE if grid.thinned(record.figure_of(name).panel)])
def test_what_prose_and_questions_name_is_offered(name, tasks_and_questions):
    words = tasks_and_questions(SPOKEN[name], name)
    for control in record.figure_of(name).panel.controls:
        if isinstance(control, Range) and control.pages:
            left_out = [
                text for value, text in zip(control.grid, control.texts, strict=True) if value not in control.pages
            ]
            for text in left_out:
                if not text.endswith(("%",)) and " " in text:
                    assert not re.search(rf"(?<![\d.\u2212]){re.escape(text)}(?!\w)", words), f"{name}: {text!r}"


# Fewer values -------------------------------------------------------------------------------------------------------


def clock(**given):
    return Clock("time_s", "Time", (0, 1, 2, 3, 4), 0, "s", **{"moments": (0, 4), "interval_ms": 80, **given})


def test_fewer_values_keep_their_words_and_the_time_it_takes_to_play():
    thin = grid.on_pages(Panel((clock(pages=(4, 0, 2), texts=("a", "b", "c", "d", "e")), Switch("on", "On"))))
    time_s, on = thin.controls
    assert (time_s.grid, time_s.texts, time_s.spec()["moments"]) == ((0, 2, 4), ("a", "c", "e"), [0, 2])
    assert time_s.interval_ms == pytest.approx(80 * 5 / 3, abs=1)
    assert isinstance(on, Switch)
    assert grid.sizes(thin) == (3, 2)
    assert list(grid.settings(thin))[:3] == [
        {"time_s": 0, "on": False},
        {"time_s": 0, "on": True},
        {"time_s": 2, "on": False},
    ]


def test_without_fewer_values_a_panel_is_as_it_was():
    panel = Panel((clock(), Choice("look", "Look", (("a", "A"), ("b", "B")), "a")))
    assert grid.on_pages(panel) == panel
    assert grid.thinned(panel) == ()
    assert grid.thinned(Panel((clock(pages=(0, 4)),))) == ("Time",)


def test_a_button_that_a_page_cannot_follow_is_refused():
    panel = Panel((clock(pages=(0, 4)),), presets=(Preset("Middle", {"time_s": 2}),))
    with pytest.raises(ValueError, match=r"pages: 'time_s' lacks 2, which the button 'Middle' sets"):
        grid.on_pages(panel)


@pytest.fixture(scope="module")
def tasks_and_questions(request):
    """Return what a lesson says of an explorer: its tasks, and the questions that it answers."""
    import nbformat
    from repository import ROOT

    def words(lesson, name):
        (file,) = (ROOT / "notebooks").glob(f"{lesson}*.ipynb")
        cells = [types.SimpleNamespace(**cell) for cell in nbformat.read(file, 4).cells]
        at = next(i for i, cell in enumerate(cells) if cell.source.strip() == f"explore.{name}()")
        asked = {row["question"] for row in WAYS if row["explorer"] == name and "question" in row}
        questions = [json.dumps(row, ensure_ascii=False) for row in read("questions") if row["id"] in asked]
        return "\n".join([cells[at - 1].source, cells[at + 1].source, *questions])

    return words
