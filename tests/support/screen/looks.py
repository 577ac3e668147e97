"""What does a lesson look like when it opens, and with everything open? Looked at once, and judged by several tests.

To lay a whole lesson on the screen, to change its theme and to run axe-core over it takes seconds each. So everything
that is to be seen in one state is noted in one go.
"""

from __future__ import annotations

import contextlib
import pathlib
from dataclasses import dataclass, field

import hands
import livelab

LIGHT, DARK = "JupyterLab Light", "JupyterLab Dark"
#: Widths of the window in pixels; the side bar is there in the first one only.
WIDTHS = (1280, 800, 480)
#: A window that is narrow, and as low as a small screen.
NARROW = {"width": 480, "height": 800}

#: Runs in the page: the cover, which is the first thing in the first cell, once it is drawn.
COVER = """
async () => {
  const node = window.jupyterapp.shell.currentWidget.content.widgets[0].node;
  return Promise.all([...node.querySelectorAll('.jp-MarkdownOutput img')].map(async image => {
    await image.decode();
    const box = image.getBoundingClientRect();
    return { alt: image.alt, drawn: image.naturalWidth, wide: box.width, right: box.right, below: box.bottom };
  }));
}
"""
#: Runs in the page: has the first cell its picture?
COVER_CAME = """
() => window.jupyterapp.shell.currentWidget.content.widgets[0].node.querySelector('img[src^="data:"]')
"""
#: Runs in the page: has every picture that the outputs hold come to the page?
ALL_CAME = """
() => window.jupyterapp.shell.currentWidget.content.widgets.every(({ model, node }) => {
  const held = model.type !== 'code' ? '' : JSON.stringify(model.outputs.toJSON().map(one => one.data?.['text/html']));
  return node.querySelectorAll('.jp-OutputArea img').length >= (held.match(/<img\\b/g) ?? []).length;
})
"""
#: Runs in the page: the pictures that a lesson shows as outputs, once they are decoded.
PICTURES = """
() => Promise.all(window.jupyterapp.shell.currentWidget.content.widgets.flatMap((widget, cell) =>
  [...widget.node.querySelectorAll('.jp-OutputArea img')].map(async img => {
    await img.decode().catch(() => {});
    const caption = img.closest('.kl-picture')?.textContent ?? '';
    return { cell, alt: img.alt, width: img.naturalWidth, caption };
  })))
"""
#: Runs in the page: paper and ink of an explorer, and colours of something in its picture.
COLOURS = """
root => {
  const drawn = root.querySelector('.kl-moving [fill^="var"], .kl-moving [stroke^="var"]');
  const style = getComputedStyle(drawn);
  return [getComputedStyle(root).backgroundColor, getComputedStyle(root).color, style.fill, style.stroke];
}
"""
#: Runs in the page: the parts of a widget that stick out of its output, or whose own words do not fit.
OUTSIDE_THE_OUTPUT = """
root => {
  const area = root.closest('.jp-OutputArea-output').getBoundingClientRect();
  const name = node => (node.getAttribute('name') || node.className.baseVal || node.className || node.localName)
    + (node.textContent && node.textContent.length < 60 ? ` “${node.textContent}”` : '');
  const kinds = 'input, select, button, label, svg, figcaption, legend, p, table, .kl-window';
  const parts = [root, ...root.querySelectorAll(kinds)];
  const found = [];
  for (const node of parts) {
    if (node.closest('.kl-said, .kl-moving') || (node.ownerSVGElement) || !node.getClientRects().length) continue;
    const scrolls = node.closest('.kl-numbers') ?? (node.localName === 'svg' ? node.closest('.kl-window') : null);
    const box = node.getBoundingClientRect();
    if (!scrolls && (box.left < area.left - 1 || box.right > area.right + 1))
      found.push(`${name(node)} is ${Math.round(box.right - area.right)} px too far right`);
    if (box.width < 8 || box.height < 8) found.push(`${name(node)} is ${box.width} x ${box.height} px`);
    const own = getComputedStyle(node).overflowX === 'auto'; // it scrolls what it holds
    if (!scrolls && !own && !['INPUT', 'SELECT', 'svg'].includes(node.tagName)
        && node.clientWidth > 0 && node.scrollWidth > node.clientWidth + 1)
      found.push(`${name(node)} needs ${node.scrollWidth} px and has ${node.clientWidth}`);
    if (node.tagName === 'SELECT') {
      const has = node.offsetWidth, style = node.getAttribute('style');
      node.style.width = 'max-content'; // as wide as its longest option and the arrow ask for
      const needs = node.offsetWidth;
      style === null ? node.removeAttribute('style') : node.setAttribute('style', style);
      if (needs > has + 1) found.push(`the list ${node.name} needs ${needs} px for its longest option and has ${has}`);
    }
  }
  return found;
}
"""


@dataclass(frozen=True)
class AsItCame:
    """What a lesson shows before anything was run."""

    trusted: bool
    #: Of the cover in an ordinary and in a narrow window: alt text, and where it lies.
    covers: list[dict]
    narrow_covers: list[dict]
    #: Of each picture: its cell, its width as drawn, its alt text and its caption.
    pictures: list[dict]
    violations: list[str]
    complaints: list[str]


def as_it_came(page: livelab.LessonPage, artifacts: pathlib.Path, axe) -> AsItCame:
    """Look at a lesson that was opened, and not run: at its cover as it stands, and unfolded at the rest."""
    from playwright.sync_api import TimeoutError

    window = page.page
    trusted = window.evaluate(
        "() => [...window.jupyterapp.shell.currentWidget.content.model.cells].some(cell => cell.trusted)"
    )
    page.side_bar(False)
    with contextlib.suppress(TimeoutError):  # the test tells that there is no cover
        window.wait_for_function(COVER_CAME)
    covers = window.evaluate(COVER)
    for theme in (DARK, LIGHT):
        page.theme(theme)
        window.screenshot(path=artifacts / f"{page.notebook}-cover-{theme.split()[-1]}.png")
    window.set_viewport_size(NARROW)
    page.steady()
    narrow = window.evaluate(COVER)
    window.set_viewport_size(dict(livelab.WINDOW))
    page.side_bar(True)

    page.unfold()
    with page.tall():
        with contextlib.suppress(TimeoutError):  # the test tells which pictures did not come
            window.wait_for_function(ALL_CAME)
        violations = axe(page)
        page.photograph(artifacts / f"{page.notebook}-not-run.png")
        return AsItCame(trusted, covers, narrow, window.evaluate(PICTURES), violations, page.complaints())


@dataclass
class OpenedUp:
    """What a lesson shows that was run, with the numbers of each figure open and each question answered."""

    #: By theme: what axe-core finds.
    violations: dict[str, list[str]] = field(default_factory=dict)
    #: By theme, of each explorer by name: paper, ink, and two colours of its picture.
    colours: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    #: By width of the window, of each widget by name: what is cut off.
    cut_off: dict[int, dict[str, list[str]]] = field(default_factory=dict)
    #: What came on the browser's console meanwhile.
    complaints: list[str] = field(default_factory=list)


def opened_up(
    lesson: livelab.LessonPage,
    explorers: list[hands.Explorer],
    quizzes: list[hands.Quiz],
    artifacts: pathlib.Path,
    axe,
) -> OpenedUp:
    """Open all numbers, answer all questions, look in both themes and at each width, and close the numbers again."""
    found, before = OpenedUp(), len(lesson.complaints())
    try:
        for explorer in explorers:
            explorer.toggle_numbers()
        for quiz in quizzes:
            quiz.choose(0)
        with lesson.tall():
            for theme in (DARK, LIGHT):
                lesson.theme(theme)
                mood = theme.split()[-1].lower()
                found.colours[theme] = {one.name: one.root.evaluate(COLOURS) for one in explorers}
                found.violations[theme] = axe(lesson)
                files = {
                    one.selector: artifacts / f"{lesson.notebook}-explorer-{number}-numbers-{mood}.png"
                    for number, one in enumerate(explorers)
                }
                files |= {one.selector: artifacts / f"{lesson.notebook}-{one.title}-{mood}.png" for one in quizzes[:2]}
                lesson.photograph_each(files)
            for width in WIDTHS:
                lesson.page.set_viewport_size({"width": width, "height": livelab.TALL_PX})
                lesson.side_bar(shown=width > 1000)
                lesson.lay_tall(width)
                found.cut_off[width] = {
                    one.name: one.root.evaluate(OUTSIDE_THE_OUTPUT) for one in [*explorers, *quizzes]
                }
            files = {
                one.selector: artifacts / f"{lesson.notebook}-explorer-{number}-{min(WIDTHS)}px.png"
                for number, one in enumerate(explorers)
            }
            lesson.photograph_each(files)
    finally:
        lesson.side_bar(shown=True)
        if lesson.page.evaluate("() => document.body.dataset.jpThemeLight") != "true":
            lesson.theme(LIGHT)
        for explorer in explorers:
            if explorer.numbers_open():
                explorer.toggle_numbers()
    found.complaints = lesson.complaints()[before:]
    return found
