"""Do slides fit a projector and obey the keys, and are the printed handouts good PDFs, with nothing given away in them?

What can be seen without a browser is in tests/publish/kit.
"""

from __future__ import annotations

import pathlib
import shutil
import unicodedata

import nbformat
import pypdf
import pytest
from bs4 import BeautifulSoup
from kept_back import found, secrets

from ketlessons.publish.kit import building, printing
from ketlessons.publish.kit.pieces import read
from ketlessons.publish.kit.sheet import save
from ketlessons.publish.kit.slides import deck

ROOT = pathlib.Path(__file__).resolve().parents[3]
LESSONS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
#: Printed in full: one lesson with much to write, and the one in which care matters most.
PRINTED = ("02-block-the-nmda-receptor", "08-respond-to-assault")
PROJECTOR = {"width": 1280, "height": 720}
#: The least size of letters on a slide, and the least height of its picture, in pixels of a projector with 1280 by 720.
LEAST_LETTERS, LEAST_PICTURE = 19, 230
#: Runs in the page: walks to the end, and tells of every slide with all its steps what does not fit.
WALK = """
() => {
  const found = [];
  for (const [index, slide] of slides.entries()) {
    show(index, true, false);
    const body = slide.querySelector('.body');
    const image = slide.querySelector('.body img');
    const inner = body.getBoundingClientRect();
    const out = [...body.querySelectorAll('*')].filter((one) => {
      const box = one.getBoundingClientRect();
      return box.width && (box.bottom > inner.bottom + 1 || box.right > inner.right + 1);
    });
    found.push({
      slide: index + 1, size: parseFloat(getComputedStyle(body).fontSize), out: out.length,
      over: body.scrollHeight - body.clientHeight, wide: body.scrollWidth - body.clientWidth,
      image: image ? image.getBoundingClientRect().height : null, number: slide.querySelector('.number').textContent,
      whole: slide.getBoundingClientRect().bottom <= innerHeight + 1,
    });
  }
  return found;
}
"""
#: Runs in the page: lays every slide on the page with its answers, so that one look sees all.
LAY_OUT = """
() => {
  document.body.classList.remove('walks');
  for (const one of document.querySelectorAll('.step')) one.hidden = false;
}
"""
#: Runs in the page: whether the slide that is shown lies within the window.
FITS = """
() => {
  const { left, right, bottom } = slides[at].getBoundingClientRect();
  return left >= -1 && right <= innerWidth + 1 && bottom <= innerHeight + 1;
}
"""


@pytest.fixture(scope="module")
def decks(tmp_path_factory):
    """Return a folder with the slides of every lesson."""
    folder = tmp_path_factory.mktemp("slides")
    for name in LESSONS:
        save(folder / f"{name}.html", deck(read(ROOT / "notebooks" / f"{name}.ipynb")))
    return folder


@pytest.fixture
def opened(chromium, decks):
    """Return a function that opens slides from their file, and complains at the end of what they fetched or said."""
    context = chromium.new_context(viewport=PROJECTOR)
    asked, complaints = [], []
    context.on("request", lambda request: asked.append(request.url))
    context.on("console", lambda message: complaints.append(message.text))
    context.on("weberror", lambda error: complaints.append(str(error.error)))

    def open_(name):
        page = context.new_page()
        page.goto((decks / f"{name}.html").as_uri())
        return page

    yield open_
    context.close()
    assert not [url[:90] for url in asked if not url.startswith(("data:", decks.as_uri()))]
    assert not complaints


@pytest.mark.parametrize("name", LESSONS)
def test_every_slide_fits_a_projector_in_letters_that_can_be_read(name, opened, artifacts):
    page = opened(name)
    slides = page.evaluate(WALK)
    assert len(slides) > 20
    for one in slides:
        assert max(one["over"], one["wide"]) <= 1, one
        assert not one["out"], one
        assert one["size"] >= LEAST_LETTERS, one
        assert one["image"] is None or one["image"] >= LEAST_PICTURE, one
        assert one["whole"], one
        assert one["number"] == f"{one['slide']} of {len(slides)}"
    page.evaluate("() => show(slides.findIndex((one) => one.classList.contains('picture')), true, false)")
    page.screenshot(path=artifacts / f"slides-{name}.png")


@pytest.mark.parametrize("name", LESSONS)
def test_slides_pass_the_automatic_rules(name, opened):
    from axe_playwright_python.base import AXE_SCRIPT

    page = opened(name)
    page.evaluate(AXE_SCRIPT)
    # All slides at once; and, of one lesson, one slide with the buttons that walk.
    for laid_out in (False, True) if name == LESSONS[0] else (True,):
        if laid_out:
            page.evaluate(LAY_OUT)
        seen = page.evaluate("() => window.axe.run(document, { resultTypes: ['violations'] })")
        assert len(seen["passes"]) > 10
        assert not [(one["id"], one["nodes"][0]["html"][:120]) for one in seen["violations"]]


def test_keys_walk_and_an_answer_takes_a_step(opened):
    page = opened("02-block-the-nmda-receptor")
    here = "() => [slides[at].id, [...slides[at].querySelectorAll('.step')].map((one) => one.hidden)]"
    place = page.locator("#place")
    assert page.evaluate(here) == ["s1", []]
    total = page.evaluate("() => slides.length")
    while not page.evaluate("() => slides[at].querySelector('.step')"):
        page.keyboard.press("ArrowRight")
    at, waits = page.evaluate(here)
    assert waits == [True]
    assert "one more step" in place.text_content()
    assert not page.locator(f"#{at} .step").is_visible()
    page.keyboard.press("ArrowRight")
    assert page.evaluate(here) == [at, [False]]
    assert page.locator(f"#{at} .step").is_visible()
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(here) == [at, [True]]
    page.keyboard.press("End")
    assert place.text_content() == f"Slide {total} of {total}"
    assert page.evaluate("() => document.activeElement.closest('.slide').id") == f"s{total}"
    page.keyboard.press("Home")
    page.get_by_role("button", name="Next").press(" ")  # presses the button, once
    assert place.text_content().startswith("Slide 2 of")
    page.set_viewport_size({"width": 640, "height": 480})
    page.wait_for_function(FITS)  # as large as a small window lets it be


@pytest.fixture(scope="module")
def kit(tmp_path_factory, chromium):
    """Return the kit of two lessons, printed."""
    here = tmp_path_factory.mktemp("kit")
    (here / "lessons").mkdir()
    for name in PRINTED:
        shutil.copy(ROOT / "notebooks" / f"{name}.ipynb", here / "lessons")
    building.build(here / "lessons", here / "kit", browser=printing.find_browser())
    return here / "kit"


PDFS = [f"handouts/{name}{end}" for name in PRINTED for end in ("", "-with-answers")] + ["answer-book"]


@pytest.mark.parametrize("name", PDFS)
def test_a_pdf_has_title_language_bookmarks_and_tags(name, kit, artifacts):
    file = (kit / name).with_suffix(".pdf")
    shutil.copy(file, artifacts)
    soup = BeautifulSoup((kit / name).with_suffix(".html").read_text(encoding="utf-8"), "html.parser")
    pdf = pypdf.PdfReader(file)
    root = pdf.trailer["/Root"]
    assert 4 < len(pdf.pages) < 60
    assert pdf.metadata.title == soup.title.string
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"], "a reader would say the name of the file"
    assert bookmarks(pdf.outline) == [
        " ".join(one.get_text().split()) for one in soup.find_all(["h1", "h2", "h3", "h4"])
    ]
    tags = list(tagged(root["/StructTreeRoot"]))
    names = [one["/S"] for one in tags]
    assert [one.get("/Alt") for one in tags if one["/S"] == "/Figure"] == [one["alt"] for one in soup.find_all("img")]
    assert names.count("/H1") == 1
    assert names.count("/H2") == len(soup.find_all("h2"))
    assert names.count("/LI") == len(soup.find_all("li"))
    assert names.count("/TH") == len(soup.find_all("th"))
    assert all(page.mediabox.width == pytest.approx(595, abs=2) for page in pdf.pages), "A4"


@pytest.mark.parametrize("name", PRINTED)
def test_the_students_pdf_gives_nothing_away(name, kit):
    kept_back = secrets(nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4))
    for end, wanted in (("", False), ("-with-answers", True)):
        pdf = pypdf.PdfReader(kit / "handouts" / f"{name}{end}.pdf")
        alts = [one["/Alt"] for one in tagged(pdf.trailer["/Root"]["/StructTreeRoot"]) if "/Alt" in one]
        said = [page.extract_text() for page in pdf.pages] + alts + [str(value) for value in pdf.metadata.values()]
        # A PDF holds no spaces at the ends of lines, and some letters joined.
        text = "".join(unicodedata.normalize("NFKC", " ".join([*said, *bookmarks(pdf.outline)])).split())
        pieces = [
            unicodedata.normalize("NFKC", "".join(one.split())) for one in (*kept_back.answers, *kept_back.feedback)
        ]
        there = [one for one in pieces if one in text]
        assert len(there) > 10 if wanted else not there, there[:3]
    assert not found(kept_back.notes, text)


def bookmarks(outline) -> list[str]:
    """Return the titles of an outline, in order."""
    return [title for one in outline for title in (bookmarks(one) if isinstance(one, list) else [one.title])]


def tagged(node):
    """Yield each element of the tree of tags, in order."""
    node = node.get_object()
    if isinstance(node, list):
        for one in node:
            yield from tagged(one)
    elif isinstance(node, dict):
        if node.get("/S"):
            yield node
        if "/K" in node:
            yield from tagged(node["/K"])
