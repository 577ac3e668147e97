"""What does a page of a lesson hold, so that all that lives in the lesson lives there?"""

import base64
import re

import nbformat
import pytest
import unpacked

from ketlessons import quiz
from ketlessons.explorers import EXPLORERS
from ketlessons.live import look
from ketlessons.publish.pages import markup, questions
from ketlessons.publish.pages.alive import WHERE_IT_RUNS, alive
from ketlessons.publish.pages.lives import live_of
from ketlessons.publish.recorded import grid

new = nbformat.v4
#: A lesson's file, with room for what the page around the lesson adds.
MOST_BYTES = 2_000_000
HOST = re.compile(r'<div class="kl-host" id="([^"]+)"><div class="kl-still">')


def outputs(notebook):
    return [
        output.get("data", {}).get("text/html", "") for cell in notebook.cells for output in cell.get("outputs", [])
    ]


def test_everything_that_lives_has_one_place_with_its_still_copy(living):
    places = [name for html in outputs(living.notebook) for name in HOST.findall(html)]
    told = [one["place"] for one in (*living.lives, *living.reveals)]
    assert sorted(places) == sorted(told)
    assert len(set(places)) == len(places)
    source = "\n".join(cell.source for cell in living.saved.cells if cell.cell_type == "code")
    shown = [name for name in re.findall(r"^explore\.(\w+)\(\)$", source, flags=re.M) if name in EXPLORERS]
    asked = re.findall(r"^ask\(\"([^\"]+)\"\)", source, flags=re.M)
    assert [one["pack"] for one in living.lives if one["kind"] == "explorer"] == [f"kl-pack-{name}" for name in shown]
    assert [one["question"] for one in living.lives if "question" in one] == asked
    assert set(living.packs) == {f"kl-pack-{name}" for name in shown}


def test_still_copies_are_what_the_lesson_was_saved_with(living):
    pictures = re.compile(r"base64,([A-Za-z0-9+/=]{200,})")
    assert pictures.findall("".join(outputs(living.notebook))) == pictures.findall("".join(outputs(living.saved)))


def test_what_does_not_live_is_left_as_it_is(living):
    for before, after in zip(living.saved.cells, living.notebook.cells, strict=True):
        assert before.source == after.source
        if live_of(before) is None:
            assert before == after


def test_each_pack_is_that_of_its_explorer(living):
    for name, text in living.packs.items():
        explorer = EXPLORERS[name.removeprefix("kl-pack-")]()
        opened = unpacked.Unpacked(base64.b64decode(text))
        spec = opened.head["spec"]
        assert (spec["title"], spec["stage"]) == (explorer.figure.title, explorer.figure.stage())
        assert spec["presets"] == [preset.spec() for preset in explorer.presets]
        if not grid.thinned(explorer.figure.panel):
            assert spec["controls"] == [control.spec() for control in explorer.controls]
        first = [list(grid.steps(c)).index(c.value) for c in grid.on_pages(explorer.figure.panel).controls]
        place = 0
        for size, index in zip(opened.head["sizes"], first, strict=True):
            place = place * size + index
        frame = opened.picture(place)
        assert frame["sentence"] == explorer.sentence
        assert [tuple(frame["columns"]), *map(tuple, frame["rows"])] == explorer.table


def test_a_page_says_where_it_offers_fewer_values(living):
    for one in living.lives:
        if one["kind"] == "explorer":
            panel = EXPLORERS[one["pack"].removeprefix("kl-pack-")]().figure.panel
            labels = grid.thinned(panel)
            assert bool(one["fewer"]) == bool(labels)
            assert all(label in one["fewer"] for label in labels)


def test_questions_are_told_what_their_widget_is_told(living):
    for one in living.lives:
        if "question" in one:
            widget = quiz.ask(one["question"])
            spec = one["state"]["_spec"]
            of_a_page = {"id": "", "held": "", "sending": ""}
            assert {**widget._spec, **of_a_page} == {**spec, **of_a_page}
            assert one["state"]["answer"] == widget.answer
            assert one["kind"] == type(widget).__name__.lower()
            assert set(one["state"]) == {"_spec", "answer"}


def test_a_reveal_tells_each_fate_and_none_before_there_is_a_prediction(living):
    asked = [live.name for cell in living.saved.cells if (live := live_of(cell)) and live.kind == "reveal"]
    kept = [name for name in asked if quiz.question(name).kept]
    assert [one["question"] for one in living.reveals] == kept
    for one in living.reveals:
        question = quiz.question(one["question"])
        before, *fates = one["told"]
        assert len(fates) == len(question.options)
        assert "You have not committed" in before
        assert "kernel" not in before
        assert "<details>" in before
        for place, (option, fate) in enumerate(zip(question.options, fates, strict=True)):
            assert fate.count("(your prediction)") == 1
            assert fate == quiz.Reveal(question, place)._repr_mimebundle_()["text/html"]
            assert markup.as_json(option.feedback)


def test_lesson_08_keeps_no_answer(living):
    if living.path.stem.startswith("08"):
        assert all(one["state"]["_spec"]["kept"] is False for one in living.lives if "question" in one)
        assert living.reveals == []


def test_what_is_to_be_built_says_where_it_can_be(living):
    checks = [cell for cell in living.notebook.cells if (live := live_of(cell)) and live.kind == "check"]
    after = [cell for cell in living.notebook.cells if cell.source.startswith("<details><summary>Hint")]
    assert len(checks) == len(after)
    for cell in checks:
        assert WHERE_IT_RUNS in cell.outputs[0].data["text/html"]
        assert len(cell.outputs) == 1


def test_a_page_carries_nothing_twice_and_asks_nobody(living):
    assert living.markup.count("</script>") == living.markup.count("<script")
    assert living.markup.count("function unpack(") == living.markup.count("async function openLine(") == 1
    assert living.markup.count("--kl-paper:") == look().count("--kl-paper:")
    assert not re.search(
        r"https?://(?!www\.w3\.org/2000/svg)",
        re.sub(r'<script type="[^"]*".*?</script>', "", living.markup, flags=re.S),
    )


def test_a_lesson_is_small(living):
    page = sum(map(len, outputs(living.notebook))) + len(living.markup.encode())
    assert page < MOST_BYTES * 0.75


# Which cells live ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("explore.route_race()", "explorer"),
        ("from ketlessons import reveal\n\nreveal('a')", "reveal"),
        ("quiz.ask('a')", "question"),
        ("check.hill(f)", "check"),
        ("explore.five_states()", None),
        ("shown = explore.route_race()", None),
        ("explore.route_race(1)", None),
        ("explore.route_race().set(time_min=later)", None),
        ("ask(name)", None),
        ("print('ask')", None),
        ("for x in", None),
        ("", None),
    ],
)
def test_the_last_line_says_what_lives(source, kind):
    found = live_of(new.new_code_cell(source))
    assert (found.kind if found else None) == kind


def test_words_are_never_alive():
    assert live_of(new.new_markdown_cell("explore.route_race()")) is None


def test_a_lesson_without_anything_alive_carries_nothing():
    notebook = new.new_notebook(cells=[new.new_code_cell("1 + 1"), new.new_code_cell("explore.waking_up()")])
    assert alive(notebook) == (notebook, "")


def test_an_end_of_a_script_in_what_is_told_ends_no_script():
    assert markup.as_json({"a": "</script><!--"}) == '{"a":"\\u003c/script>\\u003c!--"}'


def test_a_widget_with_another_last_line_is_refused(monkeypatch):
    widget, _ = questions.asked("02-check-trap")
    monkeypatch.setattr(type(widget), "_esm", "export default { other };")
    with pytest.raises(ValueError, match="does not end with"):
        markup.scripts({"quiz": type(widget)(widget.question)})
