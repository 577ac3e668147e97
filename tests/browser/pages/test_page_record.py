"""Does a page that runs no code keep answers, give them out, take them in, and run nothing that a learner wrote?"""

from __future__ import annotations

import json
import pathlib
import random

import pytest
from keeping import kept_at, written
from playwright.sync_api import expect

from ketlessons import my_record, publish, quiz
from ketlessons.quiz import everything
from ketlessons.quiz.shown import telling
from ketlessons.record import lines

LESSON = "00-start-here"


@pytest.fixture(scope="module")
def page_file(site_page):
    """Return one lesson as a page of the site."""
    return site_page(f"{LESSON}.ipynb")


@pytest.fixture
def profile(chromium):
    """Return a clean profile of the browser."""
    context = chromium.new_context(accept_downloads=True)
    yield context
    context.close()


def opened(profile, file, before=""):
    page = profile.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    if before:
        page.add_init_script(before)
    page.goto(file.as_uri())
    page.wait_for_selector("html[data-live=ready]")
    return page


def commit(page, index, nth=0):
    quiz = page.locator(".kl-live .kl-quiz").nth(nth)
    quiz.locator("input[type=radio]").nth(index).check()
    quiz.get_by_role("button").press("Enter")
    quiz.locator(".kl-feedback[role=status]", has_text="ommitted").or_(
        quiz.locator(".kl-feedback.kl-right, .kl-feedback.kl-wrong")
    ).first.wait_for()
    return quiz


def chosen(page, nth=0):
    radios = page.locator(".kl-live .kl-quiz").nth(nth).locator("input[type=radio]")
    return radios.evaluate_all("all => all.findIndex(one => one.checked)")


def download(page, button):
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).click()
    return waiting.value.path()


def said(page, words):
    page.locator(".kl-record-said", has_text=words).wait_for()


def test_an_answer_is_there_when_the_page_is_opened_again_and_in_another_tab(profile, page_file):
    page = opened(profile, page_file)
    commit(page, 1)
    other = opened(profile, page_file)
    assert chosen(other) == 1
    commit(other, 0)
    page.close()
    other.close()
    again = opened(profile, page_file)
    assert chosen(again) == 0
    again.get_by_role("button", name="Show my answers").click()
    said(again, "1 question answered")


def test_what_a_page_saves_a_notebook_takes_in_and_the_other_way_round(profile, page_file, tmp_path):
    page = opened(profile, page_file)
    commit(page, 1)
    saved = download(page, "Save to a file")
    found = lines.read(saved.read_bytes())
    assert (found.damaged, found.lost) == (0, [])
    with kept_at(tmp_path / "my-record.jsonl") as place:
        assert repr(my_record.bring(saved)).startswith("1 entry came in")
        (entry,) = written(place)
        assert entry["answer"] == 1
        assert isinstance(entry["right"], bool)
        my_record.save(tmp_path / "out.jsonl")
    fresh = profile.browser.new_context()
    page = opened(fresh, page_file)
    assert chosen(page) == -1
    page.locator("input[type=file]").set_input_files(tmp_path / "out.jsonl")
    said(page, "1 entry came in.")
    page.locator("input[type=file]").set_input_files(tmp_path / "out.jsonl")
    said(page, "0 entries came in.")
    page.reload()
    page.wait_for_selector("html[data-live=ready]")
    assert chosen(page) == 1
    fresh.close()


def test_removing_asks_first_and_stopping_keeps_nothing(profile, page_file):
    page = opened(profile, page_file)
    commit(page, 1)
    page.get_by_role("button", name="Remove everything").click()
    page.wait_for_function("() => document.activeElement.textContent === 'Keep them'")
    page.keyboard.press("Enter")
    said(page, "Nothing was removed.")
    page.get_by_role("button", name="Remove everything").click()
    page.get_by_role("button", name="Yes, remove 1 entry").click()
    said(page, "Removed: 1 entry.")
    page.get_by_label("Keep my answers in this browser").uncheck()
    said(page, "From now on nothing is kept")
    commit(page, 0)
    page.reload()
    page.wait_for_selector("html[data-live=ready]")
    assert chosen(page) == -1
    expect(page.get_by_label("Keep my answers in this browser")).not_to_be_checked()


FULL = """
const add = IDBObjectStore.prototype.add;
window.full = true;
IDBObjectStore.prototype.add = function (...given) {
  if (window.full) throw new DOMException("full", "QuotaExceededError");
  return add.apply(this, given);
};
"""
NONE = "Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('not here', 'SecurityError'); } });"
SILENT = "IDBFactory.prototype.open = () => ({});"


@pytest.mark.parametrize(
    ("trouble", "words"), [(FULL, "storage is full"), (NONE, "not here"), (SILENT, "does not answer")]
)
def test_what_cannot_be_saved_is_told_at_once_and_the_lesson_goes_on(profile, page_file, trouble, words, artifacts):
    page = opened(profile, page_file, trouble)
    quiz = commit(page, 1)
    note = quiz.locator(".kl-note")
    note.filter(has_text=words).wait_for()
    assert "This is not saved in your record" in note.inner_text()
    if trouble == FULL:
        page.screenshot(path=artifacts / "page-record.png", full_page=True)
        page.evaluate("window.full = false")
        commit(page, 0)
        page.reload()
        page.wait_for_selector("html[data-live=ready]")
        assert chosen(page) == 0, "what waited was saved with the next answer"


def test_a_page_to_hand_in_shows_hostile_words_as_text(profile, page_file, tmp_path):
    hostile = "</td><img src=x onerror=alert(1)><script>alert(2)</script>%body%\u202e$&"
    entry = {"id": "1" * 32, "at": hostile, "what": "answer", "lesson": hostile, "of": "x", "asked": hostile}
    record = b"".join(map(lines.line, [{"n": 0, **entry, "said": hostile, "right": hostile}, {"n": 1, "x": 1}]))
    (tmp_path / "hostile.jsonl").write_bytes(record + b"rubbish\n")
    page = opened(profile, page_file)
    page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    page.locator("input[type=file]").set_input_files(tmp_path / "hostile.jsonl")
    said(page, "1 entry came in. 2 lines could not be read.")
    page.get_by_role("button", name="Show my answers").click()
    page.locator(".kl-record table").wait_for()
    assert page.locator(".kl-record td img, .kl-record td script").count() == 0
    saved = download(page, "Make a page to hand in").rename(tmp_path / "hand-in.html")
    sheet = profile.new_page()
    complaints = []
    sheet.on("console", lambda message: complaints.append(message.text))
    sheet.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    sheet.goto(saved.as_uri())
    assert sheet.locator("img, script").count() == 0
    assert "<script>alert(2)</script>%body%\ufffd$&" in sheet.locator("main").inner_text()
    assert not complaints, "its own policy stops nothing of its own"


def test_a_page_says_every_answer_in_the_words_of_a_notebook_and_judges_as_it_does(profile):
    """A record goes to and fro, so both must write the same of the same answer, whatever the kind of question."""
    page = profile.new_page()
    script = pathlib.Path(publish.__file__).parent / "pages" / "front" / "record.js"
    page.add_script_tag(content=script.read_text("utf-8"))
    chance, met = random.Random(1), set()
    for asked in everything().values():
        if not asked.kept:
            continue
        spec = quiz.Sorting(asked)._spec if asked.kind == "sort" else telling.told(asked, 7)
        for answer in some_answers(asked, chance):
            found = page.evaluate("([spec, answer]) => entryOf('x', spec, answer)", [spec, answer])
            expected = {"asked": asked.asked_with(answer), "said": asked.said(answer), "kind": asked.kind}
            assert {name: found[name] for name in expected} == expected, asked.id
            assert found.get("right") == (None if asked.kind == "number" else asked.judged(answer).right), asked.id
            met.add((asked.kind, found.get("right")))
    kinds = {asked.kind for asked in everything().values()} - {"number"}
    assert met >= {(kind, right) for kind in kinds for right in (True, False)} | {("number", None)}


def some_answers(asked, chance):
    """Return answers that can be given, and where it can be said, the right one."""
    if asked.kind == "number":
        return [{"seed": 7, "typed": " 12,5 ", "unit": unit.text} for unit in asked.units]
    if asked.kind == "sort":
        placed = [{card.id: chance.choice(asked.places).id for card in asked.cards} for _ in range(3)]
        right = [(case.id, {card.id: card.place[case.id] for card in asked.cards}) for case in asked.cases]
        given = [*((asked.cases[-1].id, one) for one in placed), *right, (asked.cases[0].id, {})]
        return [{"case": case, "placed": put, "checked": True} for case, put in given]
    if asked.kind == "order":
        steps = [step.id for step in asked.steps]
        return [steps, steps[::-1]]
    if asked.kind == "several":
        keys = [index for index, option in enumerate(asked.options) if option.key]
        return [keys, list(range(len(asked.options)))]
    return range(len(asked.options))


def test_a_lesson_that_keeps_nothing_has_no_record(profile, page_file, tmp_path):
    """As on the page of lesson 08: the same page, with questions that are not to be kept."""
    text = page_file.read_text(encoding="utf-8")
    start = text.index('id="kl-lives">') + len('id="kl-lives">')
    told = json.loads(text[start : text.index("</script>", start)])
    for one in told["lives"]:
        if "state" in one:
            one["state"]["_spec"]["kept"] = False
    file = tmp_path / "none.html"
    told = json.dumps(told).replace("<", "\\u003c")
    file.write_text(text[:start] + told + text[text.index("</script>", start) :], encoding="utf-8")
    page = opened(profile, file)
    assert page.locator(".kl-record").count() == 0
    quiz = page.locator(".kl-live .kl-quiz").first
    quiz.locator("input[type=radio]").nth(1).check()
    quiz.get_by_role("button").press("Enter")
    quiz.locator(".kl-feedback[role=status]:not(:empty)").wait_for()
    assert page.evaluate("indexedDB.databases()") == []
