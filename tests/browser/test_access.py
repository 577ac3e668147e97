"""Can a lesson be used without a mouse and without sight? Names, focus, keys, and what axe-core finds."""

from __future__ import annotations

import hands
import pytest

#: Elements that take the focus, in reading order.
FOCUSABLE = "a[href], input, select, button, summary"


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_axe_finds_nothing_in_the_outputs(lesson, explorers, quizzes, axe, artifacts, theme):
    try:
        lesson.theme(theme)
        for explorer in explorers:
            explorer.toggle_numbers()
        for quiz in quizzes:
            quiz.choose(0)
        violations = axe(lesson.page)
        for number, explorer in enumerate(explorers):
            if theme.endswith("Dark"):
                explorer.show()
                explorer.screenshot(path=str(artifacts / f"{lesson.notebook}-explorer-{number}-dark.png"))
            else:
                explorer.show()
                explorer.screenshot(path=str(artifacts / f"{lesson.notebook}-explorer-{number}-numbers.png"))
        for quiz in quizzes[:2]:
            quiz.show()
            mood = theme.split()[-1].lower()
            quiz.screenshot(path=str(artifacts / f"{lesson.notebook}-{quiz.title}-{mood}.png"))
        assert not violations, f"{lesson.notebook}, {theme}:\n" + "\n".join(violations)
    finally:
        for explorer in explorers:
            if explorer.numbers_open():
                explorer.toggle_numbers()
        lesson.theme("JupyterLab Light")


def test_colours_follow_the_theme(lesson, explorers):
    read = """root => {
      const drawn = root.querySelector('.kl-moving [fill^="var"], .kl-moving [stroke^="var"]');
      const style = getComputedStyle(drawn);
      return [getComputedStyle(root).backgroundColor, getComputedStyle(root).color, style.fill, style.stroke];
    }"""
    light = [explorer.root.evaluate(read) for explorer in explorers]
    try:
        lesson.theme("JupyterLab Dark")
        for explorer, before in zip(explorers, light, strict=True):
            after = explorer.root.evaluate(read)
            assert after[:2] != before[:2], f"{explorer.name}: the paper and ink are the same in both themes"
            assert after[2:] != before[2:], f"{explorer.name}: the picture's colours are the same in both themes"
    finally:
        lesson.theme("JupyterLab Light")


def test_every_control_has_a_name_that_stays(lesson, explorers, quizzes):
    session = lesson.page.context.new_cdp_session(lesson.page)
    session.send("Accessibility.enable")

    def named(widget: hands.Widget) -> list[tuple[str, str, str]]:
        widget.show()
        widget.root.evaluate(f"root => {{ window.underTest = [...root.querySelectorAll({FOCUSABLE!r}), "
                             "...root.querySelectorAll('svg[role=img], fieldset, [role=group]')]; }")  # fmt: skip
        found = []
        for index in range(lesson.page.evaluate("() => window.underTest.length")):
            handle = session.send("Runtime.evaluate", {"expression": f"window.underTest[{index}]"})["result"]
            tree = session.send(
                "Accessibility.getPartialAXTree", {"objectId": handle["objectId"], "fetchRelatives": False}
            )
            node = tree["nodes"][0]
            what = lesson.page.evaluate(
                """i => { const node = window.underTest[i];
                          return `${node.localName} ${node.name || node.textContent.slice(0, 40)}`; }""",
                index,
            )
            found.append((what, node.get("role", {}).get("value", "none"), node.get("name", {}).get("value", "")))
        return found

    try:
        with hands.Problems() as problems:
            for widget in [*explorers, *quizzes]:
                before = named(widget)
                for what, role, name in before:
                    where = f"{widget.name}, {what}"
                    problems.expect(role != "none", f"{where}: a screen reader does not see it")
                    problems.expect(name.strip(), f"{where}: no accessible name")
                if isinstance(widget, hands.Explorer):
                    for name, spec in widget.specs.items():
                        if "grid" in spec:
                            widget.press(widget.control(name), "ArrowLeft")
                    widget.settle("ArrowLeft")
                    for (what, role, was), (_, _, now) in zip(before, named(widget), strict=True):
                        if role == "slider":
                            problems.expect(
                                was == now,
                                f"{widget.name}, {what}: its name changes with its value, {was!r} to {now!r}",
                            )
                    widget.reset()
    finally:
        session.detach()


def test_tab_reaches_every_control_and_the_focus_is_seen(lesson, explorers, quizzes):
    with hands.Problems() as problems:
        for widget in [*explorers, *quizzes]:
            widget.show()
            order = widget.root.evaluate(
                """(root, focusable) => {
                  root.stops = [...root.querySelectorAll(focusable)].filter(node => node.getClientRects().length
                    && (node.type !== 'radio' || node.checked
                        || (!root.querySelector('input:checked') && node === root.querySelector('input'))));
                  root.stops[0].focus();
                  return root.stops.map(node => node.name || node.textContent || node.type);
                }""",
                FOCUSABLE,
            )
            for number, what in enumerate(order):
                where = f"{widget.name}, Tab stop {number} ({what})"
                seen = widget.root.evaluate(FOCUS, number)
                if not problems.expect(seen["focused"], f"{where}: Tab led to {seen['instead']} instead"):
                    break
                # The first one was focused by script, which need not show a ring after a mouse was used.
                if number:
                    problems.expect(seen["visible"], f"{where}: the browser shows no focus ring here")
                    problems.expect(
                        seen["style"] != "none" and seen["width"] >= 2 and seen["contrast"] >= 3,
                        f"{where}: ring {seen['style']}, {seen['width']} px, contrast {seen['contrast']:.1f}",
                    )
                lesson.page.keyboard.press("Tab")
            else:
                inside = widget.root.evaluate("root => root.contains(document.activeElement)")
                problems.expect(not inside, f"{widget.name}: Tab does not lead out of it")
                lesson.page.keyboard.press("Shift+Tab")
                back = widget.root.evaluate("root => document.activeElement === root.stops.at(-1)")
                problems.expect(back, f"{widget.name}: Shift+Tab does not lead back")


#: Runs in the page: is this stop focused, and how well is its ring seen against what lies around it?
FOCUS = """
(root, number) => {
  const node = root.stops[number], style = getComputedStyle(node);
  const channels = text => text.match(/[\\d.]+/g).slice(0, 3).map(Number);
  const light = text => channels(text).map(v => v / 255)
    .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const [a, b] = [light(style.outlineColor), light(getComputedStyle(root).backgroundColor)].sort((x, y) => y - x);
  const instead = document.activeElement;
  return {
    focused: instead === node, instead: `${instead.localName} ${instead.className} ${instead.name ?? ''}`,
    visible: node.matches(':focus-visible'), style: style.outlineStyle, width: parseFloat(style.outlineWidth),
    contrast: (a + 0.05) / (b + 0.05),
  };
}
"""

#: What these do in command mode on a cell: move on, insert, delete, change type, cut, paste, undo, head, merge, extend.
CELL_KEYS = "ArrowDown ArrowUp ArrowLeft ArrowRight j k a b d d m y r x v z 1 o Shift+M Shift+ArrowDown".split()


def test_keys_stay_in_the_control(lesson, explorers, quizzes):
    page = lesson.page
    cells, start = lesson.cells(), 0
    lesson.command_mode(start)
    # Without this the test could pass because nothing listens at all.
    page.evaluate("() => window.jupyterapp.shell.currentWidget.content.widgets[0].node.focus()")
    page.keyboard.press("ArrowDown")
    assert lesson.active_cell() == start + 1, f"{lesson.notebook}: keys on a cell do not reach JupyterLab's shortcuts"
    with hands.Problems() as problems:
        for widget in [*explorers, *quizzes]:
            elements = widget.root.locator(FOCUSABLE)
            for index in range(elements.count()):
                element = elements.nth(index)
                kind = element.evaluate("node => node.type || node.localName")
                name = element.evaluate("node => node.name || node.textContent || node.value")
                keys = [*CELL_KEYS] if kind in ("submit", "button") else [*CELL_KEYS, "Enter"]
                lesson.command_mode(start)
                element.focus()
                for key in keys:
                    page.keyboard.press(key)
                    page.keyboard.press("Escape") if key == "Enter" else None
                    kept = element.evaluate("node => node === document.activeElement || node.type === 'radio'")
                    active, mode = page.evaluate(
                        """() => { const c = window.jupyterapp.shell.currentWidget.content;
                                   return [c.activeCellIndex, c.mode]; }"""
                    )
                    if not problems.expect(
                        active == start and mode == "command" and kept,
                        f"{widget.name}, {kind} {name!r}: {key} moved the active cell from {start} to {active}, "
                        f"mode {mode}, focus {'kept' if kept else 'lost'}",
                    ):
                        break
            now = lesson.cells()
            if not problems.expect(now == cells, f"{widget.name}: keys changed the cells of the notebook"):
                break
            if isinstance(widget, hands.Explorer):
                widget.reset()
