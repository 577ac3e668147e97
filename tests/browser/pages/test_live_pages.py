"""Does a lesson live when its page is opened by a double click? Without a kernel, a server or any request."""

from __future__ import annotations

import base64

import hands
import livepage
import pytest
import unpacked
from repository import ROOT

from ketlessons import quiz
from ketlessons.publish.pages.lives import live_of
from ketlessons.publish.recorded import grid

LESSONS = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
#: Guards against a page that has become slow, on a busy machine too: how long its main thread works until it lives, and
#: how much longer than a bare picture one of its own takes. How fast it is tells benchmarks/pages.py.
WORK_MS, SLOWER_MS = 1_500, 250
#: How many pictures of a pack the page's own script puts together here, from the first to the last.
COMPARED = 300
SCRIPT = (ROOT / "src/ketlessons/publish/pages/front/unpack.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module", params=LESSONS)
def written(request, site_page):
    """Write the page of one lesson."""
    return site_page(request.param)


@pytest.fixture(scope="module")
def live(chromium, written):
    """Open it."""
    page = livepage.LivePage(chromium, written).wait()
    yield page
    page.close()


def test_it_asks_for_nothing_but_itself_and_is_soon_there(live):
    assert [url for url in live.requests if not url.startswith("data:")] == [live.file.as_uri()]
    assert live.complaints == []
    assert live.work_ms < WORK_MS
    assert live.page.evaluate("document.querySelectorAll('.kl-host:not([data-live])').length") == 0


def test_every_explorer_moves_by_keyboard_and_shows_what_the_kernel_shows(live):
    with hands.Problems() as problems:
        for hand in live.explorers():
            with problems.part(hand.name):
                hand.press("Show the numbers")
                problems.expect(hand.shown() == hand.expected(), f"{hand.name}: at first")
                for name in hand.controls:
                    hand.move(name)
                    problems.expect(hand.shown() == hand.expected(), f"{hand.name}: {hand.values}")
                for preset in hand.panel.presets:
                    hand.press(preset.label)
                    hand.values |= preset.values
                    problems.expect(hand.shown() == hand.expected(), f"{hand.name}: {preset.label}")
                hand.press("Reset")
                hand.values = {control.name: control.value for control in hand.panel.controls}
                problems.expect(hand.shown() == hand.expected(), f"{hand.name}: reset")
                hand.press("Hide the numbers")
    assert live.complaints == []


def test_a_clock_plays_and_stops(live):
    for hand in live.explorers():
        for control in hand.panel.controls:
            if control.kind != "clock":
                continue
            hand.control(control.name).press("Home")
            before = hand.shown()["sentence"]
            play = live.page.locator(f"{hand.host} .kl-play")
            play.press("Enter")
            live.page.wait_for_function(
                "([host, name]) => Number(document.querySelector(`${host} [name=${name}]`).value) > 1",
                arg=[hand.host, control.name],
            )
            if play.inner_text() == "Pause":
                play.press("Enter")
            index = int(hand.control(control.name).input_value())
            hand.values[control.name] = control.grid[index]
            assert hand.shown()["sentence"] == hand.expected()["sentence"] != before
            hand.press("Reset")


def test_what_moves_is_spoken(live):
    for hand in live.explorers()[:1]:
        name = next(iter(hand.controls))
        hand.move(name)
        live.page.wait_for_function(
            "(host) => [...document.querySelectorAll(`${host} [role=status]`)].some((one) => one.textContent.trim())",
            arg=hand.host,
        )
        hand.press("Reset")


def test_the_pages_script_puts_pictures_together_as_they_are(live, chromium):
    page = chromium.new_page()
    page.add_script_tag(content=SCRIPT)
    for hand in live.explorers():
        text = live.page.evaluate("(id) => document.getElementById(id).textContent", f"kl-pack-{hand.name}")
        opened = unpacked.Unpacked(base64.b64decode(text))
        step = max(1, opened.count // COMPARED)
        places = [*range(0, opened.count, step), opened.count - 1]
        found = page.evaluate(
            "async ([text, places]) => places.map(unpack(await inflated(text)).picture)",
            [text, places],
        )
        assert found == [opened.picture(place) for place in places], hand.name
    page.close()


def asked_on(live):
    """Return for each question of the page its host and the question."""
    told = live.page.evaluate("JSON.parse(document.getElementById('kl-lives').textContent).lives")
    return [(f"#{one['place']}", quiz.question(one["question"])) for one in told if "question" in one]


def test_every_question_answers_and_a_prediction_is_told_later(live):
    page = live.page
    reveals = {
        one["question"]: page.locator(f"#{one['place']} > .kl-live")
        for one in page.evaluate("JSON.parse(document.getElementById('kl-lives').textContent).reveals")
    }
    for host, question in asked_on(live):
        at = page.locator(f"{host} > .kl-live")
        said = at.locator(".kl-feedback[role=status]")
        if not isinstance(question, quiz.Choice):
            continue
        if question.id in reveals:
            assert "You have not committed" in reveals[question.id].inner_text()
        for index, option in enumerate(question.options):
            at.get_by_role("radio").nth(index).check()
            at.get_by_role("button").press("Enter")
            said.filter(has_not_text="Saving").wait_for()
            heard = said.inner_text()
            if question.kind == "check":
                assert heard.startswith("Right." if option.key else "Not quite.")
                assert option.feedback in heard
            else:
                assert heard.startswith("Committed." if question.kept else "Your answer is kept nowhere")
                assert option.feedback not in heard
            assert "kernel" not in heard
            if question.id in reveals:
                assert f"{option.text} (your prediction)" in reveals[question.id].inner_text()
    assert live.complaints == []


def test_cards_are_sorted(live):
    for host, question in asked_on(live):
        if not isinstance(question, quiz.Sort):
            continue
        at = live.page.locator(f"{host} > .kl-live")
        case = question.cases[0]
        for place, card in enumerate(question.cards):
            at.get_by_role("combobox").nth(place).select_option(card.place[case.id])
        at.get_by_role("button").press("Enter")
        many = len(question.cards)
        at.locator(".kl-feedback[role=status]", has_text=f"{many} of {many} right").last.wait_for()


def test_nothing_that_was_answered_is_kept_when_the_page_is_opened_again(live, written):
    held = live.page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]")
    if written.stem.startswith("08"):
        assert held == [0, 0, ""]
        assert live.page.evaluate("indexedDB.databases()") == []
        assert all(question.kept is False for _, question in asked_on(live))


def test_from_key_to_picture_it_takes_little_longer_than_a_bare_picture(live):
    for hand in live.explorers():
        if hand.slider() and len(hand.controls[hand.slider()].grid) > 3:
            own, bare = hand.pace(12)
            assert own < bare + SLOWER_MS, (hand.name, own, bare)


def test_paper_and_a_page_without_scripts_show_the_still_copies(live, chromium, written):
    seen = """() => [...document.querySelectorAll('.kl-host')].map((host) =>
      ['.kl-still', '.kl-live'].map((part) => host.querySelector(part).checkVisibility()))"""
    assert all(found == [False, True] for found in live.page.evaluate(seen))
    live.page.emulate_media(media="print")
    assert all(found == [True, False] for found in live.page.evaluate(seen))
    live.page.emulate_media(media="screen")
    still = livepage.LivePage(chromium, written, java_script_enabled=False)
    assert still.page.locator(".kl-live").count() == 0
    hosts = still.page.locator(".kl-host > .kl-still")
    assert hosts.count() == len(live.page.query_selector_all(".kl-host"))
    assert all(hosts.nth(place).is_visible() for place in range(hosts.count()))
    still.close()


def test_a_browser_that_is_too_old_keeps_the_still_copies(chromium, written):
    old = livepage.LivePage(chromium, written, init="delete window.DecompressionStream")
    assert old.page.locator(".kl-live").count() == 0
    assert old.page.locator(".kl-host > .kl-still").first.is_visible()
    assert old.complaints == []
    old.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_lives_follows_the_readers_light_and_dark(live, scheme):
    live.page.emulate_media(color_scheme=scheme)
    paper = live.page.evaluate("getComputedStyle(document.querySelector('.kl-live .kl')).backgroundColor")
    assert paper == {"light": "rgb(255, 255, 255)", "dark": "rgb(22, 25, 30)"}[scheme]
    live.page.emulate_media(color_scheme="light")


def test_every_live_cell_of_the_lesson_is_there(live):
    import nbformat

    notebook = nbformat.read(ROOT / "notebooks" / live.file.name.replace(".html", ".ipynb"), as_version=4)
    names = [found.name for cell in notebook.cells if (found := live_of(cell)) and found.kind == "explorer"]
    assert sorted(names) == sorted(hand.name for hand in live.explorers())
    for hand in live.explorers():
        note = live.page.locator(f"{hand.host} > .kl-fewer")
        assert note.count() == bool(grid.thinned(hand.figure.panel))
