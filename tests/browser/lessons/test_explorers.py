"""Does every control of every explorer move picture, sentence, numbers and kernel together, by keyboard alone?"""

from __future__ import annotations

import itertools

import hands
import looks
import pytest

#: A sentence that says so lifts the duty to change the picture: the control does nothing for this compound.
DOES_NOTHING = "do nothing here"


def moves(explorer: hands.Explorer, name: str):
    """Move one control by keyboard through its values; yield what was pressed, before and after each move."""
    spec, control = explorer.specs[name], explorer.control(name)
    if spec["kind"] in ("range", "clock"):
        keys = ["Home", "End", "ArrowLeft", "ArrowLeft", "ArrowRight"]
    elif spec["kind"] == "choice":
        control.focus()
        explorer.page.keyboard.press("Home")
        explorer.settle(f"Home on {name}")
        keys = ["ArrowDown"] * (len(spec["options"]) - 1)
    else:
        keys = ["Space", "Space"]
    before = explorer.settle(f"coming to {name}")
    for key in keys:
        if spec["kind"] == "choice":
            explorer.next_option(name)
        else:
            explorer.press(control, key)
        after = explorer.settle(f"{key} on {name}")
        yield key, before, after
        before = after


def test_every_control_moves_everything(explorers):
    with hands.Problems() as problems:
        for explorer in explorers:
            explorer.start()
            explorer.toggle_numbers()
            for name in explorer.specs:
                where = f"{explorer.name}, control {name}"
                with problems.part(where):
                    check_control(explorer, name, where, problems)
                with problems.part(f"{where}, control Reset"):
                    explorer.reset()
            explorer.toggle_numbers()


def check_control(explorer: hands.Explorer, name: str, where: str, problems: hands.Problems) -> None:
    """Move one control through its values and note whatever does not move with it, or does not agree."""
    changes = 0
    for key, before, after in moves(explorer, name):
        was, now = before["controls"][name]["value"], after["controls"][name]["value"]
        if now == was:
            problems.expect(key in ("Home", "End"), f"{where}: {key} left it at {now!r}")
            continue
        changes += 1
        step = f"{key} from {was!r} to {now!r}"
        missing = hands.percents_not_in_table(after["caption"], after["table"])
        told = f"{missing} in {after['caption']!r}, but not in {after['table']}"
        problems.expect(not missing, f"{where}: {step}: {told}")
        problems.expect(not after["trouble"], f"{where}: {step}: {after['trouble']}")
        if DOES_NOTHING not in after["caption"]:
            for what, part in (("picture", "moving"), ("sentence", "caption"), ("table", "table")):
                problems.expect(after[part] != before[part], f"{where}: {step} left the {what} as it was")
    problems.expect(changes, f"{where}: no key moved it")
    for other, shown in explorer.read()["controls"].items():
        if other != name:
            default = explorer.expected(other, explorer.specs[other]["value"])
            problems.expect(shown == default, f"{where}: moving it moved {other} to {shown['value']!r}")


def test_the_pixels_change(explorers):
    with hands.Problems() as problems:
        for explorer in explorers:
            explorer.start()
            explorer.show()
            before = explorer.pixels(".kl-figure svg")
            same = explorer.pixels(".kl-figure svg") == before
            problems.expect(same, f"{explorer.name}: the picture does not stand still when nothing is pressed")
            for name, spec in explorer.specs.items():
                where = f"{explorer.name}, control {name}"
                with problems.part(where):
                    if spec["kind"] == "switch":
                        key = "Space"
                    else:
                        values = spec["grid"] if "grid" in spec else [value for value, _ in spec["options"]]
                        key = "Home" if values[-1] == spec["value"] else "End"
                    explorer.press(explorer.control(name), key)
                    explorer.settle(f"{key} on {name}")
                    after = explorer.pixels(".kl-figure svg")
                    problems.expect(after != before, f"{where}: {key} did not change the pixels on the screen")
                explorer.reset()


def test_every_button_does_what_it_says(explorers):
    with hands.Problems() as problems:
        for explorer in explorers:
            for number, preset in enumerate(explorer.presets):
                where = f"{explorer.name}, button {preset['label']!r}"
                with problems.part(where):
                    explorer.reset()
                    # From somewhere else, so that the button has something to do.
                    for name in preset["values"]:
                        explorer.press(explorer.control(name), "Home")
                    before, kernel = explorer.agree(f"Home, preparing {preset['label']!r}")
                    at_home = [name for name, value in preset["values"].items() if kernel["values"][name] == value]
                    for name in at_home:
                        explorer.press(explorer.control(name), "End")
                    if at_home:
                        before = explorer.settle(f"End, preparing {preset['label']!r}")
                    explorer.press(explorer.button(preset["label"]), ("Enter", "Space")[number % 2])
                    after, kernel = explorer.agree(f"pressing {preset['label']!r}")
                    values = kernel["values"]
                    wanted = {n: spec["value"] for n, spec in explorer.specs.items()} | preset["values"]
                    problems.expect(values == wanted, f"{where}: the kernel holds {values}, not {wanted}")
                    problems.expect(after["moving"] != before["moving"], f"{where}: the picture did not change")
                    problems.expect(after["caption"] != before["caption"], f"{where}: the sentence did not change")
            with problems.part(f"{explorer.name}, button Reset with Space"):
                name = next(iter(explorer.specs))
                explorer.press(explorer.control(name), "End")
                explorer.settle(f"End on {name}")
                explorer.press(explorer.button("Reset"), "Space")
                explorer.settle("Reset with Space")
                defaults = {name: spec["value"] for name, spec in explorer.specs.items()}
                problems.expect(
                    explorer.kernel()["values"] == defaults, f"{explorer.name}: Reset with Space did not reset"
                )


def test_the_numbers_open_and_close(explorers):
    with hands.Problems() as problems:
        for explorer in explorers:
            with problems.part(explorer.name):
                explorer.start()
                button = explorer.root.locator("button[aria-expanded]")
                problems.expect(button.get_attribute("aria-expanded") == "false", f"{explorer.name}: starts expanded")
                problems.expect(
                    explorer.read()["table"] is None, f"{explorer.name}: the table is there before it is asked"
                )
                explorer.toggle_numbers("Space")
                problems.expect(
                    button.get_attribute("aria-expanded") == "true", f"{explorer.name}: not told as expanded"
                )
                problems.expect(
                    button.text_content() == "Hide the numbers", f"{explorer.name}: {button.text_content()!r}"
                )
                named = explorer.page.evaluate(
                    "id => Boolean(document.getElementById(id)?.querySelector('table caption'))",
                    button.get_attribute("aria-controls"),
                )
                problems.expect(named, f"{explorer.name}: the button does not point at the table, or it has no caption")
                explorer.toggle_numbers("Enter")
                problems.expect(explorer.read()["table"] is None, f"{explorer.name}: the table does not close")


#: Runs in the page: notes when the picture and the status line change, in one clock.
LISTEN = """
root => {
  const heard = { shown: [], said: [] };
  const now = (list, text) => list.push([performance.now(), text]);
  const moving = root.querySelector('.kl-moving'), said = root.querySelector('.kl-said');
  const watchers = [
    new MutationObserver(() => now(heard.shown, '')),
    new MutationObserver(() => now(heard.said, said.textContent)),
  ];
  watchers[0].observe(moving, { childList: true });
  watchers[1].observe(said, { childList: true, characterData: true, subtree: true });
  root.heard = { stop() { watchers.forEach(watcher => watcher.disconnect()); return heard; } };
}
"""


def test_the_status_line_speaks_at_rest_only(lesson, explorers):
    first: dict[hands.Explorer, tuple[str, dict]] = {}
    with hands.Problems() as problems:
        for explorer in explorers:
            name = next((n for n, spec in explorer.specs.items() if spec["kind"] in ("range", "clock")), None)
            if name is None:
                continue
            with problems.part(f"{explorer.name}, control {name}"):
                explorer.start()
                explorer.press(explorer.control(name), "Home")
                first[explorer] = name, explorer.settle("Home")
        lesson.page.wait_for_timeout(450)  # what Home changed has been said
        for explorer, (name, at_first) in first.items():
            where = f"{explorer.name}, control {name}"
            with problems.part(where):
                explorer.control(name).focus()
                explorer.root.evaluate(LISTEN)
                presses = min(10, len(explorer.specs[name]["grid"]) - 1)
                for _ in range(presses):
                    explorer.page.keyboard.press("ArrowRight")
                last = explorer.settle(f"{presses} fast presses")
                at = last["controls"][name]["value"]
                problems.expect(at == presses, f"{where}: {presses} presses from the low end led to step {at}")
                problems.expect(last["caption"] != at_first["caption"], f"{where}: the last picture is the first")
                explorer.wait("the status line says the last news", lambda e=explorer: _said_the_news(e))
                heard = explorer.root.evaluate("root => root.heard.stop()")
                # Timers never fire early, however slow the machine: whoever spoke had rested for 300 ms.
                for said_at, text in heard["said"]:
                    earlier = [shown_at for shown_at, _ in heard["shown"] if shown_at < said_at]
                    rested = said_at - max(earlier, default=0.0)
                    problems.expect(
                        rested >= 250,
                        f"{where}: spoke {rested:.0f} ms after a change, in the middle of a series: {text!r}",
                    )
                times = [shown_at for shown_at, _ in heard["shown"]]
                rests = 1 + sum(b - a >= 250 for a, b in itertools.pairwise(times))
                count = len(heard["said"])
                problems.expect(
                    count <= max(2, rests), f"{where}: spoke {count} times in one series of {presses} presses"
                )
                explorer.reset()


def _said_the_news(explorer: hands.Explorer) -> bool:
    said, brief = explorer.read()["said"], explorer.ask("[list(news) for news in w._frame['brief']]")
    return any(f"{subject} {now}" in said or f"{subject} unchanged, {now}" in said for subject, now, *_ in brief)


def test_nothing_else_speaks(explorers):
    # A second live region, such as an <output> element, would speak at every step of a slider.
    with hands.Problems() as problems:
        for explorer in explorers:
            live = explorer.root.evaluate(
                """root => [...root.querySelectorAll('output, [role=status], [role=alert], [role=log], [aria-live]')]
                     .filter(node => !['off', 'none'].includes(node.getAttribute('aria-live')))
                     .map(node => `<${node.localName} class="${node.className}">`)"""
            )
            problems.expect(len(live) == 1, f"{explorer.name}: live regions {live}; one standing status line is enough")


@pytest.mark.parametrize("width", looks.WIDTHS)
def test_width_follows_the_window(opened_up, width):
    with hands.Problems() as problems:
        for name, outside in opened_up.cut_off[width].items():
            problems.expect(not outside, f"{name}, window {width} px wide: cut off: {outside}")


def test_pictures_for_a_person_to_look_at(lesson, explorers, artifacts):
    lesson.page.mouse.move(0, 0)
    for explorer in explorers:
        explorer.start()
    lesson.page.evaluate("() => document.activeElement?.blur()")
    files = {
        one.selector: artifacts / f"{lesson.notebook}-explorer-{number}.png" for number, one in enumerate(explorers)
    }
    lesson.photograph_each(files, artifacts / f"{lesson.notebook}.png")
    assert (artifacts / f"{lesson.notebook}.png").stat().st_size > 50_000, f"{lesson.notebook}: an empty picture"
