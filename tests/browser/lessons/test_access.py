"""Can a lesson be used without a mouse and without sight? Names, focus, keys, and what axe-core finds."""

from __future__ import annotations

import hands
import looks
import pytest

#: Elements that take the focus, in reading order.
FOCUSABLE = "a[href], input, select, button, summary"


@pytest.mark.parametrize("theme", [looks.LIGHT, looks.DARK])
def test_axe_finds_nothing_in_the_outputs(lesson, opened_up, theme):
    violations = opened_up.violations[theme]
    assert not violations, f"{lesson.notebook}, {theme}:\n" + "\n".join(violations)
    assert not opened_up.complaints, f"{lesson.notebook}, on the console: " + "\n".join(opened_up.complaints)


def test_colours_follow_the_theme(opened_up):
    light, dark = (opened_up.colours[theme] for theme in (looks.LIGHT, looks.DARK))
    for name, before in light.items():
        after = dark[name]
        assert after[:2] != before[:2], f"{name}: the paper and ink are the same in both themes"
        assert after[2:] != before[2:], f"{name}: the picture's colours are the same in both themes"


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
            order = widget.root.evaluate(STOPS, FOCUSABLE)
            for key, numbers in (("Tab", range(len(order))), ("Shift+Tab", range(len(order) - 1, -1, -1))):
                for number in numbers:
                    where = f"{widget.name}, {key} to stop {number} ({order[number]})"
                    if number != numbers[0]:
                        lesson.page.keyboard.press(key)
                    seen = widget.root.evaluate(FOCUS, number)
                    if not problems.expect(seen["focused"], f"{where}: led to {seen['instead']} instead"):
                        break
                    # The first one was focused by script, which need not show a ring after a mouse was used.
                    if number != numbers[0]:
                        problems.expect(seen["visible"], f"{where}: the browser shows no focus ring here")
                        problems.expect(
                            seen["style"] != "none" and seen["width"] >= 2 and seen["contrast"] >= 3,
                            f"{where}: ring {seen['style']}, {seen['width']} px, contrast {seen['contrast']:.1f}",
                        )
            widget.root.evaluate("root => root.stops.at(-1).focus()")
            lesson.page.keyboard.press("Tab")
            inside = widget.root.evaluate("root => root.contains(document.activeElement)")
            problems.expect(not inside, f"{widget.name}: Tab does not lead out of it")


#: Runs in the page: where Tab should stop in a widget, in reading order, and the focus on the first of them.
STOPS = """
(root, focusable) => {
  const first = root.querySelector('input[type=radio]:checked') ?? root.querySelector('input[type=radio]');
  root.stops = [...root.querySelectorAll(focusable)].filter(node =>
    node.getClientRects().length && (node.type !== 'radio' || node === first));
  root.stops[0].focus();
  return root.stops.map(node => node.type === 'radio' ? 'answers' : node.name || node.textContent || node.type);
}
"""

#: Runs in the page: is this stop focused, and how well is its ring seen against what lies around it?
FOCUS = """
(root, number) => {
  const node = root.stops[number], style = getComputedStyle(node);
  const linear = v => v <= 10.3 ? v / 3294.6 : ((v / 255 + 0.055) / 1.055) ** 2.4;
  const light = text => text.match(/[\\d.]+/g).slice(0, 3).map(v => linear(Number(v)))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
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
CELL_KEYS = (
    *("ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight", "j", "k", "a", "b", "d", "d", "m", "y", "r"),
    *("x", "v", "z", "1", "o", "Shift+M", "Shift+ArrowDown"),
)


#: For the second and later controls of a kind.
FEW_KEYS = ("ArrowDown", "b", "d", "d", "m")


#: Runs in the page: focuses a control, and from then on notes what each key did. A key may have an effect that comes
#: after its own events, so what it did is looked at when the next key comes, and once more at the end.
WATCH = """
([selector, focusable, number, start]) => {
  const content = window.jupyterapp.shell.currentWidget.content;
  content.deselectAll();
  content.activeCellIndex = start;
  content.mode = 'command';
  const node = document.querySelector(selector).querySelectorAll(focusable)[number];
  const found = [];
  const look = () => found.push(
    [content.activeCellIndex, content.mode, node === document.activeElement || node.type === 'radio']);
  const listen = event => { if (event.key !== 'Shift') look(); };
  window.addEventListener('keydown', listen, true);
  window.watched = () => { window.removeEventListener('keydown', listen, true); look(); return found; };
  node.focus();
}
"""


def test_keys_stay_in_the_control(lesson, explorers, quizzes):
    page = lesson.page
    cells = lesson.cells()
    lesson.command_mode(0)
    # Without this the test could pass because nothing listens at all.
    page.evaluate("() => window.jupyterapp.shell.currentWidget.content.widgets[0].node.focus()")
    page.keyboard.press("ArrowDown")
    assert lesson.active_cell() == 1, f"{lesson.notebook}: keys on a cell do not reach JupyterLab's shortcuts"
    with hands.Problems() as problems:
        for widget in [*explorers, *quizzes]:
            start = widget.cell  # JupyterLab makes the cell that holds the focus the active one
            seen = set()
            focusable = widget.root.locator(FOCUSABLE).evaluate_all(
                "nodes => nodes.map(node => [node.type, node.name || node.textContent || node.value])"
            )
            for number, (kind, name) in enumerate(focusable):
                keys = FEW_KEYS if kind in seen else CELL_KEYS
                keys = keys if kind == "button" else (*keys, "Enter")
                seen.add(kind)
                page.evaluate(WATCH, [widget.selector, FOCUSABLE, number, start])
                for key in keys:
                    page.keyboard.press(key)
                before, *after = page.evaluate("() => window.watched()")
                where = f"{widget.name}, {kind} {name!r}"
                problems.expect(before == [start, "command", True], f"{where}: does not take the focus: {before}")
                problems.expect(len(after) == len(keys), f"{where}: {len(after)} of the keys {keys} were seen")
                for key, (active, mode, kept) in zip(keys, after, strict=False):
                    told = f"active cell {start} is now {active}, mode {mode}, focus {'kept' if kept else 'lost'}"
                    held = active == start and mode == "command" and kept
                    if not problems.expect(held, f"{where}: {key}: {told}"):
                        break
                page.keyboard.press("Escape")
            now = lesson.cells()
            if not problems.expect(now == cells, f"{widget.name}: keys changed the cells of the notebook"):
                break
            if isinstance(widget, hands.Explorer):
                widget.reset()
