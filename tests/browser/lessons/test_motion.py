"""Does Play run, pause and end, and does it stand still for a reader who asks for less motion?"""

from __future__ import annotations

import hands
import pytest

#: Long enough for several steps of any clock here. Only ever waited for to see that nothing happens.
A_WHILE_MS = 700


@pytest.fixture(scope="module")
def clock_cells():
    """Return notebook cells that show every explorer with a clock."""
    from ketlessons.explorers import EXPLORERS

    names = [name for name, make in EXPLORERS.items() if any(control.kind == "clock" for control in make().controls)]
    if not names:
        pytest.skip("no explorer has a clock")
    return ["from ketlessons import explore", *(f"explore.{name}()" for name in names)]


def clock(explorer: hands.Explorer):
    """Return the name of the clock, its slider and its play button."""
    name = next(name for name, spec in explorer.specs.items() if spec["kind"] == "clock")
    return name, explorer.control(name), explorer.root.locator(".kl-play")


def at(slider) -> int:
    return int(slider.input_value())


def stands_still(explorer: hands.Explorer, what: str) -> None:
    """Complain when anything moves by itself."""
    before = explorer.settle(what)
    explorer.page.wait_for_timeout(A_WHILE_MS)
    after = explorer.read()
    assert (after["controls"], after["moving"]) == (before["controls"], before["moving"]), (
        f"{explorer.name}: after {what} the picture moves by itself"
    )


def test_play_pause_and_step(explorers):
    for explorer in (one for one in explorers if one.root.locator(".kl-play").count()):
        explorer.start()
        explorer.show()
        name, slider, play = clock(explorer)
        last = len(explorer.specs[name]["grid"]) - 1
        where = f"{explorer.name}, control {name}"

        explorer.press(slider, "Home")
        before = explorer.settle("Home")
        explorer.press(explorer.button("Step forward"), "Enter")
        assert explorer.settle("Step forward")["moving"] != before["moving"], f"{where}: Step forward left the picture"
        assert at(slider) == 1, f"{where}: Step forward led to {at(slider)}"
        explorer.press(explorer.button("Step back"), "Space")
        assert explorer.settle("Step back")["caption"] == before["caption"], f"{where}: Step back is no way back"
        explorer.press(explorer.button("Step back"), "Space")
        assert at(slider) == 0, f"{where}: Step back leads beyond the start, to {at(slider)}"

        assert play.text_content() == "Play", f"{where}: at the start the button reads {play.text_content()!r}"
        explorer.press(play, "Enter")
        assert play.text_content() == "Pause", f"{where}: while it plays the button reads {play.text_content()!r}"
        explorer.wait("Play moves the clock by itself", lambda s=slider: at(s) >= 4)
        explorer.press(play, "Space")
        assert play.text_content() == "Play", f"{where}: after Pause the button reads {play.text_content()!r}"
        stands_still(explorer, "Pause")

        # To the end, and again from the start.
        explorer.press(slider, "End")
        explorer.settle("End")
        assert play.text_content() == "Play again", f"{where}: at the end the button reads {play.text_content()!r}"
        for _ in range(3):
            explorer.press(slider, "ArrowLeft")
        explorer.settle("ArrowLeft")
        assert play.text_content() == "Play", f"{where}: before the end the button reads {play.text_content()!r}"
        explorer.press(play, "Enter")
        explorer.wait(
            "Play ends at the end", lambda s=slider, p=play, end=last: at(s) == end and p.text_content() == "Play again"
        )
        stands_still(explorer, "the end")
        explorer.press(play, "Enter")
        explorer.wait("Play again starts from the beginning", lambda s=slider, end=last: at(s) < end)
        assert play.text_content() == "Pause"
        # Taking the slider in hand stops it.
        explorer.press(slider, "ArrowRight")
        assert play.text_content() == "Play", f"{where}: a hand on the slider does not stop it"
        stands_still(explorer, "taking the slider in hand")

        # So do Reset and a preset, and a hand on another control does not leave a stale picture.
        explorer.press(play, "Enter")
        explorer.reset()
        stands_still(explorer, "Reset")


def test_less_motion_stands_still(scratch, clock_cells, artifacts):
    for explorer in hands.widgets(scratch(*clock_cells, name="less-motion", motion="reduce"))[0]:
        name, slider, play = clock(explorer)
        where = f"{explorer.name}, control {name}"
        assert play.text_content() == "Next moment", f"{where}: the button reads {play.text_content()!r}"
        moments = explorer.specs[name]["moments"]
        explorer.press(slider, "Home")
        explorer.settle("Home")
        seen, wanted = [], [moment for moment in moments if moment > 0] + [moments[0]]
        captions = set()
        for _ in wanted:
            explorer.press(play, "Enter")
            captions.add(explorer.settle("Next moment")["caption"])
            seen.append(at(slider))
        assert seen == wanted, f"{where}: Next moment stopped at steps {seen}, the moments are {wanted}"
        assert len(captions) == len(wanted), f"{where}: two moments say the same"
        stands_still(explorer, "Next moment")
        assert play.text_content() == "Next moment"
        explorer.lesson.photograph(artifacts / "less-motion.png", explorer.root)


def test_the_wish_for_less_motion_is_heard_at_once(lesson, explorers):
    clocks = [one for one in explorers if one.root.locator(".kl-play").count()]
    if not clocks:
        pytest.skip(f"{lesson.notebook} has no clock")
    explorer = clocks[0]
    _, slider, play = clock(explorer)
    explorer.press(slider, "Home")
    explorer.settle("Home")
    explorer.press(play, "Enter")
    explorer.wait("Play moves the clock", lambda: at(slider) >= 2)
    try:
        lesson.page.emulate_media(reduced_motion="reduce")
        explorer.wait("the button offers stills", lambda: play.text_content() == "Next moment")
        stands_still(explorer, "the wish for less motion")
    finally:
        lesson.page.emulate_media(reduced_motion="no-preference")
    explorer.wait("the button offers Play again", lambda: play.text_content() == "Play")
    explorer.reset()
