"""What a screen reader is given: the browser's own tree, and what its live regions receive. No screen reader is run.

A move is heard once, after rest, in at most 25 words, with the number that changed; a verdict is heard when its cell
has run and never when a lesson is opened again; nothing long stands twice in the tree of an explorer.
"""

import collections
import itertools
import json
import pathlib
import re
from functools import partial

import hands
import livelab
import pytest
from ear import Ear
from heard import MOST_WORDS
from sorting_ear import SortingEar

ROOT = pathlib.Path(__file__).resolve().parents[3]

#: Runs in the page: everything that a live region receives from now on, and in which widget.
LISTEN = """
() => {
  window.heard = [];
  window.listening?.disconnect();
  window.listening = new MutationObserver(records => {
    const nodes = records.map(record => record.target.closest ? record.target : record.target.parentElement);
    const regions = nodes.map(node => node?.closest('.jp-OutputArea [role=status]'));
    for (const region of new Set(regions)) {
      const mark = region?.closest('[data-test]')?.dataset.test ?? '';
      if (region?.textContent) window.heard.push([mark, region.textContent]);
    }
  });
  window.listening.observe(document.body, { subtree: true, childList: true, characterData: true });
}
"""
#: Longer than the pause before the status line speaks.
REST_MS = 450
#: A name that cannot be searched for by typing.
SUPERSCRIPT = re.compile(r"[\u00b2\u00b3\u00b9\u2070-\u209f]")
NAMED = ("slider", "combobox", "button", "image", "group", "radio", "checkbox", "heading")


def heard(page) -> list[str]:
    """Return what was said since the last time, after a rest."""
    return [text for _, text in heard_from(page)]


def heard_from(page) -> list[tuple[str, str]]:
    """Return what was said since the last time, after a rest, and the mark of the widget that said it."""
    page.wait_for_timeout(REST_MS)
    return [(mark, text.rstrip("\u00a0")) for mark, text in page.evaluate("window.heard.splice(0)")]


def said_by(explorers, act) -> dict[str, list[str]]:
    """Do something with several explorers, rest once, and return what each said, by its name.

    Each has a line of its own, which waits for its own rest, so that one rest does for all.
    """
    page = explorers[0].page
    page.evaluate(LISTEN)
    for explorer in explorers:
        act(explorer)
    told = heard_from(page)
    return {explorer.name: [text for mark, text in told if mark == explorer.mark] for explorer in explorers}


def tree(cdp, root) -> list[tuple[str, str, bool]]:
    """Return role, name and whether it lies inside an image, of all that the browser hands to a screen reader."""
    root.evaluate("node => { node.dataset.tree = '1' }")
    document = cdp.send("DOM.getDocument", {"depth": 0})["root"]["nodeId"]
    node = cdp.send("DOM.querySelector", {"nodeId": document, "selector": '[data-tree="1"]'})["nodeId"]
    root.evaluate("node => { delete node.dataset.tree }")
    nodes = {one["nodeId"]: one for one in cdp.send("Accessibility.getFullAXTree")["nodes"]}
    place = cdp.send("DOM.describeNode", {"nodeId": node})["node"]["backendNodeId"]
    found = []

    def walk(one, in_image):
        role = one.get("role", {}).get("value")
        if not one.get("ignored") and role not in ("InlineTextBox", "generic", "none"):
            found.append((role, one.get("name", {}).get("value", ""), in_image))
        for child in one.get("childIds", ()):
            if child in nodes:
                walk(nodes[child], in_image or role == "image")

    walk(next(one for one in nodes.values() if one.get("backendDOMNodeId") == place), False)
    return found


def move(explorer, name: str) -> None:
    """Move one control by one step, by keyboard, in whichever direction there is room."""
    control, spec = explorer.control(name), explorer.specs[name]
    if spec["kind"] in ("range", "clock"):
        room = int(control.input_value()) + 1 < len(spec["grid"])
        explorer.press(control, "ArrowRight" if room else "ArrowLeft")
    elif spec["kind"] == "switch":
        explorer.press(control, "Space")
    elif control.input_value() == spec["options"][-1][0]:
        explorer.press(control, "ArrowUp")
    else:
        explorer.next_option(name)


NEWS = "[list(news) for news in w._frame['brief']]"


def test_a_move_is_heard_once_in_few_words(lesson, explorers):
    rounds = itertools.zip_longest(*([(one, name) for name in one.specs] for one in explorers))
    with hands.Problems() as problems:
        for explorer in explorers:
            explorer.start()
        for moves in (dict(filter(None, one)) for one in rounds):
            lesson.page.wait_for_timeout(REST_MS)  # what Reset changed has been said
            before = {explorer: explorer.ask(NEWS) for explorer in moves}

            def one_move(explorer, moves=moves):
                with problems.part(f"{explorer.name}, control {moves[explorer]}"):
                    move(explorer, moves[explorer])
                    explorer.settle(moves[explorer])

            said = said_by(list(moves), one_move)
            for explorer, name in moves.items():
                with problems.part(f"{explorer.name}, control {name}"):
                    now = explorer.ask(NEWS)
                    told = said[explorer.name]
                    assert len(told) == 1, f"said {told}"
                    assert len(told[0].split()) <= MOST_WORDS, told
                    # The same words of another thing (another form, another drug) are news.
                    known = [(subject, what, of) for subject, what, _, of in before[explorer]]
                    changed = [what for subject, what, _, of in now if (subject, what, of) not in known]
                    assert changed[0] in told[0] if changed else "unchanged" in told[0], (told, changed)
                with problems.part(f"{explorer.name}, control Reset"):
                    explorer.reset()


def test_nothing_is_read_twice_and_every_name_can_be_spoken(explorers):
    with hands.Problems() as problems:
        for explorer in explorers:
            explorer.show()
            cdp = explorer.page.context.new_cdp_session(explorer.page)
            cdp.send("Accessibility.enable")
            found = tree(cdp, explorer.root)
            cdp.detach()
            long = collections.Counter(name for _, name, _ in found if len(name.split()) >= 12)
            twice = [name for name, count in long.items() if count > 1]
            problems.expect(not twice, f"{explorer.name}: read twice: {twice}")
            problems.expect(not any(inside for *_, inside in found), f"{explorer.name}: something stands in the image")
            for role, name, _ in found:
                if role in NAMED:
                    problems.expect(not SUPERSCRIPT.search(name), f"{explorer.name}: {role} {name!r} cannot be spoken")
            images = [name for role, name, _ in found if role == "image"]
            problems.expect(
                images == [f"Picture: {explorer.title}"], f"{explorer.name}: the picture is called {images}"
            )
            problems.expect(
                ("heading", explorer.title, False) in found, f"{explorer.name}: its title is not reached as a heading"
            )
            for name, spec in explorer.specs.items():
                for text in spec.get("texts", ()):
                    problems.expect(
                        re.search(r"[^\d.,\s\u2212-]", text), f"{explorer.name}: {name} speaks {text!r} without a unit"
                    )


def test_what_changes_nothing_says_so(lesson, explorers):
    sliders = {
        one: next((n for n, spec in one.specs.items() if spec["kind"] in ("range", "clock")), None) for one in explorers
    }
    slid = [one for one in explorers if sliders[one]]

    def to_the_end(explorer):
        explorer.press(explorer.control(sliders[explorer]), "End")
        explorer.settle("End")

    with hands.Problems() as problems:
        for explorer in explorers:
            explorer.start()
        lesson.page.wait_for_timeout(REST_MS)
        said = said_by(explorers, lambda one: one.press(one.button("Reset"), "Enter"))
        for name, told in said.items():
            problems.expect(told == ["No change: it is set so already."], f"{name}, Reset when all is reset: {told}")
        for explorer in slid:
            to_the_end(explorer)
        lesson.page.wait_for_timeout(REST_MS)
        said = said_by(slid, lambda one: one.press(one.control(sliders[one]), "ArrowRight")) if slid else {}
        for explorer in slid:
            name, told = sliders[explorer], said[explorer.name]
            expected = [f"{explorer.specs[name]['texts'][-1]} is the last value."]
            problems.expect(told == expected, f"{explorer.name}, control {name}, past its end: {told}, not {expected}")
        for explorer in slid:
            explorer.reset()


#: The lessons whose tasks have a way by ear.
BY_EAR = sorted(f"{path.stem}.ipynb" for path in (ROOT / "data" / "by_ear").glob("*.json"))
#: Runs in the page: what each list is described by.
DESCRIBED = "all => all.map(one => document.getElementById(one.getAttribute('aria-describedby')).textContent)"
#: What a screen reader calls each kind of control.
ROLES = {"choice": "combobox", "switch": "checkbox", "range": "slider", "clock": "slider"}
#: Runs in the page: set a slider to the value that is spoken so, as assistive technology sets it, in one go.
SET = """
(input, texts, to) => {
  input.value = String(texts.indexOf(to));
  input.dispatchEvent(new Event('input', { bubbles: true }));
}
"""


def by_ear(explorer, role: str, label: str, to: str) -> None:
    """Find a control by role and name, and set the value that is spoken so.

    In one go, and not key by key: between two keys a busy machine may rest for so long that what lies between is said.
    """
    control = explorer.root.get_by_role(role, name=label, exact=True)
    if role == "checkbox":
        if control.is_checked() != (to == "checked"):
            explorer.press(control, "Space")
        assert control.is_checked() == (to == "checked")
    elif role == "slider":
        texts = next(spec["texts"] for spec in explorer.specs.values() if spec["label"] == label)
        assert to in texts, f"{explorer.name}: {label} never says {to!r}"
        if control.get_attribute("aria-valuetext") != to:
            control.evaluate(f"(input, [texts, to]) => ({SET.strip()})(input, texts, to)", [texts, to])
        assert control.get_attribute("aria-valuetext") == to
    elif control.evaluate("n => n.selectedOptions[0].text") != to:
        control.select_option(label=to)


@pytest.mark.parametrize("lesson", BY_EAR, indirect=True)
def test_a_task_is_heard_here_as_the_listener_without_a_browser_hears_it(lesson, explorers):
    """One task of each figure, with role, name and spoken value alone; see tests/lessons/test_by_ear.py for all."""
    path = ROOT / "data" / "by_ear" / f"{pathlib.Path(lesson.notebook).stem}.json"
    entries = {}
    for entry in json.loads(path.read_text("utf-8")):
        if any(verb == "move" for verb, *_ in entry["steps"]) and "tasks" in entry and "explorer" in entry:
            entries.setdefault(entry["explorer"], entry)
    with hands.Problems() as problems:
        for name, entry in entries.items():
            ear = Ear(name)
            explorer = next(one for one in explorers if one.title == ear.title)
            explorer.show()
            explorer.start()
            explorer.page.evaluate(LISTEN)
            heard(explorer.page)
            with problems.part(f"{entry['tasks']}, {entry['number']}"):
                for verb, *words in entry["steps"]:
                    if verb == "move":
                        kind = next(spec["kind"] for spec in explorer.specs.values() if spec["label"] == words[0])
                        expected = ear.move(*words)
                        by_ear(explorer, ROLES[kind], *words)
                    elif verb == "press":
                        expected = ear.press(*words)
                        explorer.press(explorer.root.get_by_role("button", name=words[0], exact=True), "Enter")
                    elif verb == "read":
                        assert explorer.read()["caption"] == ear.read()[0]
                        continue
                    else:
                        continue
                    shown = explorer.settle(words[0])
                    told = heard(explorer.page) or (heard(explorer.page) if expected else [])
                    assert told[-1:] == [expected] if expected else not told, (told, expected, shown["caption"])
            explorer.reset()


SORTED = [
    entry
    for path in (ROOT / "data" / "by_ear").glob("*.json")
    for entry in json.loads(path.read_text("utf-8"))
    if "sort" in entry and "tasks" in entry
]


def answered(sorting, words: str) -> bool:
    return sorting.feedback.text_content() == words


def test_cards_are_sorted_by_ear_here_as_the_listener_without_a_browser_sorts_them(scratch):
    """Each task of a sorting question, with role, name and spoken value alone, and by keyboard."""
    with hands.Problems() as problems:
        for entry in SORTED:
            name = f"sorting-{entry['number']}"
            page = scratch("from ketlessons import ask", f"ask({entry['sort']!r})", name=name)
            (sorting,) = hands.sortings(page)
            ear = SortingEar(entry["sort"])
            page.page.evaluate(LISTEN)
            heard(page.page)
            with problems.part(f"{entry['tasks']}, {entry['number']}"):
                for verb, *words in entry["steps"]:
                    if verb == "put":
                        ear.put(*words)
                        cards = sorting.root.get_by_role("combobox", name=words[0])
                        cards.focus()
                        page.page.keyboard.type(words[1])  # a list goes to the option whose beginning is typed
                        assert cards.evaluate("n => n.selectedOptions[0].text") == words[1]
                        assert not heard(page.page), "the list itself speaks"
                        continue
                    if verb == "press":
                        expected = ear.press(*words)
                        sorting.press(sorting.root.get_by_role("button", name=words[0], exact=True), "Enter")
                    elif verb == "move":
                        expected = ear.move(*words)
                        sorting.press(sorting.root.get_by_role("radio", checked=True), "ArrowDown")
                        assert sorting.root.get_by_role("radio", name=words[1], exact=True).is_checked()
                    else:
                        if verb == "read":
                            assert sorting.lists.evaluate_all(DESCRIBED) == ear.read()
                        continue
                    sorting.wait("it is answered", partial(answered, sorting, expected))
                    assert heard(page.page)[-1] == expected


SOLVED = """def f(conc_um, ic50_um, hill):
    return conc_um**hill / (conc_um**hill + ic50_um**hill)
check.hill(f)"""


def test_a_verdict_is_heard_when_its_cell_has_run_and_only_then(scratch, lab, context):
    reveal = "reveal('02-predict-no-glutamate')"
    page = scratch(
        "from ketlessons import ask, check, reveal", 'ask("02-check-magnesium")', SOLVED, reveal, name="verdicts"
    )
    page.page.evaluate(LISTEN)
    heard(page.page)  # all cells have just been run
    page.run_cell(2)
    (told,) = heard(page.page)
    assert told.startswith("Your equation agrees with the library"), told
    page.run_cell(3)
    assert heard(page.page) == ["You have not committed to a prediction yet."]
    # Whoever runs all cells waits for none of the verdicts: they do not speak one after the other.
    page.run_all()
    assert heard(page.page) == ["2 cells have answered. Each answer stands under its cell."]

    (quiz,) = hands.widgets(page)[1]
    quiz.choose(0)
    quiz.wait("feedback", lambda: quiz.feedback.text_content().startswith(("Right.", "Not quite.")))
    first = heard(page.page)[-1]
    quiz.press(quiz.root.locator("button"), "Enter")
    assert heard(page.page)[-1] == first, "asked again, the same answer is silent"

    page.page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
    again = livelab.LessonPage(context, lab, "verdicts.ipynb")
    try:
        again.page.wait_for_selector(".kl-quiz .kl-feedback:not(:empty)")
        again.page.wait_for_timeout(2 * REST_MS)
        shown = again.page.locator(".kl-feedback:not(:empty)")
        assert shown.text_content() == first
        said = again.page.evaluate(
            "() => [...document.querySelectorAll('.kl-said, .kl [role=status]')].map(n => n.textContent)"
        )
        assert not any(said), f"opened again, the lesson speaks: {said}"
    finally:
        again.close()


def test_the_lessons_own_jupyterlab_has_no_toolbar_in_cells_and_no_silent_progress(context, scratch, tmp_path):
    def told(page) -> list[int]:
        page.command_mode(0)
        page.page.wait_for_timeout(500)
        return [page.page.locator(one).count() for one in (".jp-cell-toolbar", ".jp-NotebookPanel [role=progressbar]")]

    assert told(scratch("1 + 1", name="with-toolbar")) == [1, 1]
    (tmp_path / "a.ipynb").write_text(hands.notebook("1 + 1"), encoding="utf-8")
    flag = f"--LabApp.app_settings_dir={ROOT / 'tools' / 'jupyterlab'}"
    assert "app_settings_dir=tools/jupyterlab" in (ROOT / "Makefile").read_text(encoding="utf-8")
    with livelab.lab_server(tmp_path, flags=[livelab.PROMPT, flag]) as server:
        page = livelab.LessonPage(context, server.address, "a.ipynb")
        page.run_all()
        assert told(page) == [0, 0]
        page.close()
