"""Does a lesson on paper lose nothing? Every answer unfolded, every picture there, nothing cut at the edge of the page.

JupyterLab prints a notebook by asking its server for nbconvert's page of the saved file, so that page is measured as
paper would show it; and so is the page that `make site` writes.
"""

from __future__ import annotations

import pathlib

import hands
import livelab
import nbformat
import pytest

from ketlessons.quiz import questions

ROOT = pathlib.Path(__file__).resolve().parents[3]
LESSONS = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
#: What is left of A4 and of US Letter between ordinary margins, in CSS pixels.
PAGE_PX = 660
#: Runs in the page: what is folded, what is cut, and what is seen.
MEASURE = """
() => {
  const page = document.documentElement.clientWidth;
  const name = (node) => `${node.tagName} ${node.className} “${node.textContent.trim().slice(0, 50)}”`;
  const all = (what) => [...document.querySelectorAll(what)];
  const tall = (node) => node.checkVisibility({ contentVisibilityAuto: true })
    && node.getBoundingClientRect().height > 5;
  const hides = (node) => node.scrollWidth > node.clientWidth + 1 && getComputedStyle(node).overflowX !== 'visible'
    && node.clientWidth > 1;
  return {
    // A menu, and what only a screen needs, are not for paper. What lives on a page is not printed; its still copy is.
    folded: all('details:not(nav details, .screen, .kl-live details)')
      .filter((one) => ![...one.children].every(tall)).map(name),
    cut: all('body *').filter((node) => node.checkVisibility()
      && (node.getBoundingClientRect().right > page + 1 || hides(node))).map(name),
    details: all('details').length,
    captions: all('.kl-picture')
      .filter((one) => tall(one.querySelector('img')) && one.querySelector('img').naturalWidth)
      .map((one) => [...one.querySelectorAll('figcaption, li')].filter(tall).map((it) => it.textContent).join(' ')),
    words: document.body.innerText,
  };
}
"""
QUESTION = next(question for question in questions().values() if question.kind == "check")
MINE = (
    "from ketlessons import ask, explore",
    "explore.block_curve()",
    f"ask({QUESTION.id!r})",
    "print(' '.join(f'{n} of ketamine' for n in range(60)))",
    "print('x' * 400); " + "a_long_name = 1; " * 20,
    "'in one word: ' + 'long' * 100",
)


def on_paper(page) -> dict:
    """Return what a page shows when it is printed."""
    page.set_viewport_size({"width": PAGE_PX, "height": 1000})
    page.emulate_media(media="print")
    return page.evaluate(MEASURE)


def check(found: dict, sentences: list[str]) -> None:
    """Complain about everything that paper would lose."""
    with hands.Problems() as problems:
        problems.expect(not found["folded"], f"folded on paper: {found['folded'][:3]}")
        problems.expect(not found["cut"], f"cut at the edge of the page: {found['cut'][:3]}")
        problems.expect(found["captions"] == sentences, f"pictures with their sentence: {found['captions']}")


def sentences_of(file: pathlib.Path) -> list[str]:
    """Return what each picture of a saved notebook says."""
    outputs = [o for cell in nbformat.read(file, as_version=4).cells for o in cell.get("outputs", [])]
    return [output.data["text/plain"] for output in outputs if "image/png" in output.get("data", {})]


@pytest.fixture
def printed(chromium, lab):
    """Return a function that opens the page which JupyterLab prints for a notebook."""
    context = chromium.new_context(viewport=dict(livelab.WINDOW))

    def make(name: str):
        page = context.new_page()  # nbconvert's page asks for MathJax in vain; ours needs none
        base, query = lab.split("?")
        address = f"{base.removesuffix('/lab')}/nbconvert/html/{name}?download=false&{query}"
        assert page.goto(address, wait_until="domcontentloaded").ok
        return page

    yield make
    context.close()


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_printed_from_jupyterlab_loses_nothing(name, printed, folder, artifacts):
    page = printed(name)
    on_screen = page.evaluate(MEASURE)
    assert len(on_screen["folded"]) == on_screen["details"] > 0, "nothing is folded: this test would prove nothing"
    check(on_paper(page), sentences_of(folder / name))
    page.pdf(path=artifacts / f"{name}-printed.pdf", format="A4")


@pytest.mark.parametrize("name", LESSONS)
def test_a_page_printed_loses_nothing_and_a_telephone_does_not_scroll_it_sideways(name, context, site_page, folder):
    page = context.new_page()
    page.set_content(site_page(name).read_text(encoding="utf-8"), wait_until="domcontentloaded")
    try:
        # With all that a reader can choose: answers in place and notes for teachers. The rest is in test_pages.py.
        page.locator(".how summary").click()
        page.get_by_label("where they stand").check()
        page.get_by_label("Notes for teachers, too").check()
        check(on_paper(page), sentences_of(folder / name))
        page.emulate_media(media="screen")
        page.set_viewport_size({"width": 360, "height": 800})
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 360
    finally:
        page.close()


def test_what_a_learner_has_saved_prints_as_well(scratch, printed, folder):
    page = scratch(*MINE, name="to-print")
    page.page.evaluate("() => window.jupyterapp.shell.currentWidget.context.save()")
    found = on_paper(printed("to-print.ipynb"))
    check(found, sentences_of(folder / "to-print.ipynb"))
    assert found["details"] == 1
    for option in QUESTION.options:
        assert option.feedback in found["words"]
    assert "59 of ketamine" in found["words"]
