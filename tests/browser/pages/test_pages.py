"""Are the pages of `make site` good pages? From a folder, light and dark, wide and narrow, by keyboard, on paper.

What can be seen without a browser is in tests/publish.
"""

from __future__ import annotations

import pathlib
import re

import hands
import pytest

from ketlessons.publish import site

ROOT = pathlib.Path(__file__).resolve().parents[3]
LESSONS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
PAGES = ["index", "search", "accessibility", *LESSONS]
WIDE, NARROW = ({"width": 1280, "height": 900}, {"width": 320, "height": 640})
#: The rule on contrast takes three quarters of axe's time, and no colour depends on the width: on most pages light is
#: looked at in the wide window, and dark in the narrow one. On these both are looked at in both.
IN_ALL_FOUR = ("index", "search", "00-start-here")
#: Runs in the page: boxes that scroll or do not, and what the keyboard is told of them.
BOXES = """
() => [...document.querySelectorAll('pre, .scrolls')].filter((box) => box.checkVisibility()).map((box) => ({
  what: `${box.className || box.localName} ${box.textContent.trim().slice(0, 40)}`,
  scrolls: box.scrollWidth > box.clientWidth + 1, stop: box.tabIndex === 0,
  name: box.getAttribute('aria-label'), role: box.getAttribute('role'),
}))
"""
#: Runs in the page: what is wider than the window, apart from what scrolls in a window of its own.
TOO_WIDE = """
() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')]
  .filter((node) => node.checkVisibility() && node.getBoundingClientRect().right > innerWidth + 1)
  .map((node) => `${node.localName}.${node.className} ${node.textContent.trim().slice(0, 50)}`).slice(0, 5)
"""
LOOK = "() => ['backgroundColor', 'color'].map((name) => getComputedStyle(document.body)[name])"


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> pathlib.Path:
    """Return the folder that `make site` writes."""
    folder = tmp_path_factory.mktemp("pages")
    site.build(ROOT / "notebooks", folder)
    return folder


@pytest.fixture(scope="module")
def opened(chromium, pages):
    """Return a function that opens a page of the site by its name from the folder, and notes what it asks for."""
    context = chromium.new_context(viewport=WIDE)
    asked, complaints = [], []
    context.on("request", lambda request: asked.append(request.url))

    def open_(name: str, query: str = ""):
        page = context.new_page()
        page.on("console", lambda message: complaints.append(f"{name}: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(f"{name}: {error}"))
        page.goto(f"{(pages / name).with_suffix('.html').as_uri()}{query}")
        return page

    yield open_
    context.close()
    outside = [url[:100] for url in asked if not url.startswith(("data:", pages.as_uri()))]
    assert not outside, f"pages asked for {outside}"
    assert not complaints, complaints


def axe(page) -> list[str]:
    """Return what axe-core finds on the whole page."""
    from axe_playwright_python.base import AXE_SCRIPT

    if not page.evaluate("() => Boolean(window.axe)"):
        page.evaluate(AXE_SCRIPT)
    settings = {"resultTypes": ["violations"], "selectors": False, "preload": False}
    found = page.evaluate("(options) => window.axe.run(document, options)", settings)
    assert found["passes"], "axe looked at nothing"
    return [
        f"{violation['id']}: {node['html'][:160]}: {' '.join(node['failureSummary'].split())}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_for_everybody_light_and_dark_wide_and_narrow(name, opened, artifacts):
    page = opened(name, "?q=trapped" if name == "search" else "")
    try:
        with hands.Problems() as problems:
            looks = set()
            for size, whole in ((WIDE, "light"), (NARROW, "dark")):
                page.set_viewport_size(size)
                for scheme in ("light", "dark"):
                    page.emulate_media(color_scheme=scheme)
                    looks.add(tuple(page.evaluate(LOOK)))
                    where = f"{name}, {size['width']} px, {scheme}"
                    if scheme == whole or name in IN_ALL_FOUR:
                        violations = axe(page)
                        problems.expect(not violations, f"{where}: {violations[:3]}")
                    page.screenshot(path=artifacts / f"page-{name}-{size['width']}-{scheme}.png")
                wide = page.evaluate(TOO_WIDE)
                problems.expect(not wide, f"{name}, {size['width']} px: scrolls sideways, {wide}")
                for box in page.evaluate(BOXES):
                    where = f"{name}, {size['width']} px, {box['what']!r}"
                    problems.expect(box["stop"] == box["scrolls"], f"{where}: scrolls {box['scrolls']}, not as a stop")
                    named = box["name"] and box["role"] == "group"
                    problems.expect(named or not box["stop"], f"{where}: a stop without a name")
            problems.expect(len(looks) == 2, f"{name}: light and dark look alike, {looks}")
    finally:
        page.close()


def test_tab_leads_past_the_menu_and_reaches_what_scrolls(opened):
    page = opened("02-block-the-nmda-receptor")
    try:
        page.set_viewport_size(NARROW)
        page.keyboard.press("Tab")
        assert page.evaluate(
            "() => document.activeElement.checkVisibility() && document.activeElement.textContent"
        ) == ("Skip to the content")
        page.keyboard.press("Enter")
        assert page.evaluate("() => document.activeElement.id") == "content"
        page.locator(".code_cell pre").first.evaluate("(box) => box.focus()")
        page.keyboard.press("ArrowRight")
        page.wait_for_function("() => document.activeElement.scrollLeft > 0")
    finally:
        page.close()


def test_contents_are_open_where_there_is_room_and_lead_to_their_heading(opened):
    page = opened(LESSONS[2])
    try:
        contents = page.locator("nav.contents details")
        assert contents.evaluate("(node) => node.open")
        page.set_viewport_size(NARROW)
        page.wait_for_function("() => !document.querySelector('nav.contents details').open")
        page.locator("nav.contents summary").click()
        page.locator("nav.contents a", has_text="Sources").click()
        assert page.evaluate("() => document.querySelector(':target').textContent") == "Sources"
    finally:
        page.close()


def found(page) -> list[list[str]]:
    """Return what the search shows: address, title, words."""
    return page.locator(".found li").evaluate_all(
        "(items) => items.map((item) => [item.querySelector('a').getAttribute('href'),"
        " item.querySelector('a').textContent, item.textContent])"
    )


def test_a_word_typed_on_any_page_is_found_in_lessons_and_claims_and_leads_there(opened):
    page = opened(LESSONS[4])
    try:
        page.get_by_label("Search the course").fill("norketamine half-life")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search.html?q=*")
        assert page.get_by_label("Words to look for in the course").input_value() == "norketamine half-life"
        first = found(page)
        assert first
        assert re.search("(?i)norketamine|half-life", first[0][2])
        page.locator("[role=status]", has_text=re.compile(r"^\d+ found\. ")).wait_for()
        page.locator(".found a").first.focus()
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/{first[0][0].split('#')[0]}*")
        assert page.evaluate("() => document.querySelector(':target')?.textContent") == first[0][1]
    finally:
        page.close()


def test_the_search_forgives_spelling_says_when_nothing_is_found_and_looks_where_it_is_told(opened):
    page = opened("search")
    try:
        field = page.get_by_label("Words to look for in the course")

        def ask(words: str) -> tuple[list[list[str]], str]:
            field.fill(words)
            status = page.locator("[role=status]:not([aria-busy])")  # it is said once the hand rests
            status.wait_for(state="attached")
            return found(page), status.inner_text()

        british, _ = ask("anaesthesia")
        american, _ = ask("anesthesia")
        assert british == american != []
        slip, said = ask("esketamne")
        assert slip
        assert "esketamine" in said
        none, said = ask("zzzzzz")
        assert none == []
        assert said.startswith("Nothing found for “zzzzzz”")
        ask("<img src=x onerror=alert(1)>")
        assert page.locator(".found img, .status img").count() == 0
        assert ask("") == ([], "")
        both, said = ask("ketamine")
        assert page.locator(".found mark").count() > 0
        assert len(both) == 25
        page.get_by_role("button", name="Show more").click()
        assert len(found(page)) == 50
        assert page.evaluate("() => document.activeElement.textContent") == found(page)[25][1]
        page.get_by_label("Lessons", exact=True).uncheck()
        claims = found(page)
        assert claims
        kinds = ("Claims of the article:", "Facts:")
        assert all(any(kind in words for kind in kinds) for _, _, words in claims)
    finally:
        page.close()


def test_paper_has_the_answers_at_the_end_left_out_or_in_place_and_notes_by_choice(opened):
    page = opened(LESSONS[2])
    parts = ["details.answer", ".answers", ".yours", "details.teachers", ".site", ".how", "h1"]
    shows = "(part) => [...document.querySelectorAll(part)].some((node) => node.checkVisibility())"

    def seen() -> dict[str, bool]:
        return {part: page.evaluate(shows, part) for part in parts}

    try:
        page.locator(".how summary").click()
        shown = seen()
        assert (shown[".answers"], shown[".yours"], shown["details.answer"]) == (False, False, True)
        page.emulate_media(media="print", color_scheme="dark")
        assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        always = {".site": False, ".how": False, "h1": True}
        at_end = {"details.answer": False, ".answers": True, ".yours": True, "details.teachers": False, **always}
        assert seen() == at_end
        for label, changed in (
            ("left out, with lines to write on", {".answers": False}),
            ("where they stand", {".answers": False, ".yours": False, "details.answer": True}),
            ("at the end, with lines to write on", {}),
        ):
            page.emulate_media(media="screen")
            page.get_by_label(label).check()
            page.emulate_media(media="print")
            assert seen() == {**at_end, **changed}, label
        page.emulate_media(media="screen")
        page.get_by_label("Notes for teachers, too").check()
        page.emulate_media(media="print")
        assert seen() == {**at_end, "details.teachers": True}
    finally:
        page.close()


def test_the_button_prints(opened):
    page = opened(LESSONS[0])
    try:
        page.evaluate("() => { window.print = () => { window.printed = true; }; }")
        page.locator(".how summary").click()
        page.get_by_role("button", name="Print this page").click()
        assert page.evaluate("() => window.printed")
    finally:
        page.close()


def test_without_scripts_a_lesson_still_reads_and_prints(chromium, pages):
    context = chromium.new_context(viewport=NARROW, java_script_enabled=False)
    page = context.new_page()
    try:
        page.goto((pages / f"{LESSONS[2]}.html").as_uri())
        assert page.locator("h1").is_visible()
        assert page.locator("figure img").first.is_visible()
        assert not page.get_by_role("button", name="Print this page").count()
        page.goto((pages / "search.html").as_uri())
        assert "JavaScript" in page.locator("noscript").inner_text()
    finally:
        context.close()
