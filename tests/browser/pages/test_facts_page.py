"""The page of facts in a browser: found by keyboard, counted aloud, small enough for a telephone, and quick."""

import csv
import io

import pytest

from ketlessons.evidence.tracing.catalogue import catalogue
from ketlessons.evidence.tracing.drawn import shown
from ketlessons.publish.pages import facts

WIDTHS = (1280, 360, 320)
#: How long the browser may work for one letter, ms, in its own time: other programs do not count.
SOON_MS = 50
#: Type a letter, and let the picture come.
TYPE = """letter => new Promise((done) => {
  const field = document.querySelector('[data-ask=words]');
  field.value += letter;
  field.dispatchEvent(new Event('input'));
  requestAnimationFrame(() => { document.body.offsetHeight; done(); });
})"""
#: What counts as work.
WORK = ("ScriptDuration", "LayoutDuration", "RecalcStyleDuration")


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    found = tmp_path_factory.mktemp("site") / facts.FILE
    found.write_text(facts.page(), encoding="utf-8")
    return found.as_uri()


@pytest.fixture
def opened(chromium, file):
    """Return a function that opens the page, and fails for a request or an error."""
    contexts, wrong = [], []

    def go(anchor="", width=1280, **options):
        context = chromium.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda one: one.url.startswith(("file:", "data:", "blob:")) or wrong.append(one.url))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(file + anchor)
        return page

    yield go
    for context in contexts:
        context.close()
    assert wrong == []


def seen(page):
    return page.evaluate(
        "() => [...document.querySelectorAll('.kf-rows > li')].filter(li => !li.hidden).map(li => li.dataset.id)"
    )


def count(page):
    return page.inner_text(".kf-count")


def test_words_are_found_by_keyboard_and_the_count_is_said_once(opened):
    page = opened()
    page.focus("[data-ask=words]")
    page.keyboard.type("ic50 racemic HEK")
    page.wait_for_function("() => document.querySelector('.kf-live').textContent.includes(' of ')")
    found = seen(page)
    assert "ketamine_ic50_human" in found
    assert 0 < len(found) < 40
    assert count(page) == page.evaluate("() => document.querySelector('.kf-live').textContent")
    assert count(page).startswith(f"{len(found)} of {len(catalogue()):,}")
    # From field to field and to the buttons with Tab, and all rows again with Enter.
    for _ in range(5):
        page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.dataset.do") == "clear"
    page.keyboard.press("Enter")
    assert len(seen(page)) == len(catalogue())
    assert page.evaluate("() => document.activeElement.dataset.ask") == "words"


def test_each_filter_keeps_what_it_says_and_all_together(opened):
    page = opened()
    rows = {one.id: one for one in catalogue()}
    page.select_option("[data-ask=topic]", "harms")
    assert {rows[id].table for id in seen(page)} == {"harms"}
    page.select_option("[data-ask=status]", "secondary")
    assert {(rows[id].table, rows[id].status) for id in seen(page)} == {("harms", "secondary")}
    page.select_option("[data-ask=lesson]", "02")
    assert seen(page) == []
    assert "No row fits" in count(page)


def test_from_a_figure_the_first_click_shows_its_rows_and_the_second_leads_to_the_paper(opened):
    one = next(one for one in shown() if one.figures == ("block_curve",))
    page = opened(f"#{one.anchor}")
    assert set(seen(page)) == set(one.rows)
    assert one.label in count(page)
    page.wait_for_timeout(500)  # a browser goes to an anchor of its own accord, and sometimes late
    top = page.locator(".kf-rows > li:visible").first.bounding_box()["y"]
    assert 0 < top < 400
    link = page.locator("#row-ketamine_ic50_human [data-p=source] a")
    assert link.is_visible()
    assert link.get_attribute("href") == "https://doi.org/10.1016/j.neuropharm.2009.01.012"


def test_a_link_to_a_row_leads_there_whatever_is_hidden(opened):
    page = opened("#row-yee2017_kidney")
    page.wait_for_function("() => document.activeElement.dataset.id === 'yee2017_kidney'")
    page.select_option("[data-ask=topic]", "concentrations")
    page.click("#row-antidepressant_total_um [data-p=parts] a >> nth=0")
    page.wait_for_function("() => document.activeElement.dataset.id === 'antidepressant_total_ng_ml'")
    page.evaluate("() => { location.hash = 'row-claim_01' }")
    page.wait_for_function("() => document.activeElement.dataset.id === 'claim_01'")
    box = page.locator("#row-claim_01").bounding_box()
    assert 0 <= box["y"] < 900


def test_the_file_holds_the_rows_that_are_shown(opened):
    page = opened()
    page.fill("[data-ask=words]", "yee2017 kidney of 572")
    page.select_option("[data-ask=topic]", "timecourse")
    page.fill("[data-ask=words]", "Berman")
    page.wait_for_function("() => !document.querySelector('.kf-count').textContent.startsWith('All')")
    with page.expect_download() as download:
        page.click("[data-do=csv]")
    text = download.value.path().read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["name"] for row in rows] == seen(page)
    first = next(row for row in rows if row["name"] == "berman2000_ketamine_change_72h")
    assert (float(first["value"]), first["unit"], first["topic"]) == (-14.0, "points", "What trials saw, and when")
    assert first["links"].startswith("https://")


def test_without_a_script_all_rows_stand(opened):
    page = opened(java_script_enabled=False)
    assert page.locator(".kf-rows > li").count() == len(catalogue())
    assert page.locator("#row-ketamine_ic50_human h3").is_visible()
    assert not page.locator(".kf-ask").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_it_fits_and_axe_finds_nothing(opened, scheme, width, artifacts):
    from axe_playwright_python.base import AXE_SCRIPT

    page = opened(width=width, color_scheme=scheme)
    page.screenshot(path=artifacts / f"facts-{scheme}-{width}.png")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    page.fill("[data-ask=words]", "ketamine human receptors")  # axe takes minutes for all rows
    page.wait_for_function("() => !document.querySelector('.kf-count').textContent.startsWith('All')")
    page.evaluate("() => document.querySelector('.kf-by').remove()")
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate("() => axe.run({ resultTypes: ['violations'] })")
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []


def test_typing_filters_soon(opened):
    page = opened()
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def worked():
        found = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
        return 1000 * sum(found[name] for name in WORK)

    took = []
    for letter in "ketamine 0.5 mg":
        before = worked()
        page.evaluate(TYPE, letter)
        took.append(worked() - before)
        page.wait_for_timeout(200)
    assert len(seen(page)) < len(catalogue()) / 5
    assert 0 < max(took) < SOON_MS, took


def test_in_a_notebook_the_rows_of_a_figure_are_searched_too(scratch, axe):
    lesson = scratch("from ketlessons import explore", 'explore.evidence("block_curve")', name="its-evidence")
    page = lesson.page
    page.wait_for_selector(".kf-in-a-cell .kf-rows > li")
    (one,) = [one for one in shown() if one.figures == ("block_curve",)]
    assert set(seen(page)) == set(one.rows)
    page.focus("[data-ask=words]")
    page.keyboard.type("ic50 b a")  # letters that JupyterLab would take for its own commands
    page.wait_for_function("() => document.querySelector('.kf-count').textContent.includes(' of ')")
    assert "ketamine_ic50_human" in seen(page)
    assert len(seen(page)) < len(one.rows)
    assert len(lesson.cells()) == 2
    link = page.locator('[data-id="ketamine_ic50_human"] [data-p=source] a')
    assert link.get_attribute("href") == "https://doi.org/10.1016/j.neuropharm.2009.01.012"
    assert axe(lesson) == []
    assert lesson.complaints() == []
