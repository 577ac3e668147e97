"""What does an explorer do when things go wrong, when it is linked, and when the kernel is slow?"""

from __future__ import annotations

import time

import hands
import pytest

SETUP = """
import time
import ipywidgets as widgets
from matplotlib.figure import Figure
from ketlessons.explorers import Choice, Explorer, Panel, Preset, Range, Switch
from ketlessons.stage.live_figure import LiveFigure, Reading

def explorer(name, wait_s=0.0, bad=None):
    figure = Figure(figsize=(5, 2), dpi=100)
    axes = figure.add_axes((0.1, 0.2, 0.85, 0.7))
    axes.set_xlim(0, 50)
    dot = axes.plot([], [], 'o')[0]
    drawn = []
    def update(*, conc_um, colour, large):
        time.sleep(wait_s)
        drawn.append(conc_um)
        if conc_um == bad:
            raise RuntimeError('the pen ran dry')
        dot.set_data([conc_um], [0.5])
        dot.set_color(colour)
        dot.set_markersize(12 if large else 6)
        size = 'large' if large else 'small'
        sentence = f'{name}: a {size} {colour} dot at {conc_um:g} µM.'
        rows = (('Concentration', f'{conc_um:g} µM'), ('Dot', f'{size}, {colour}'))
        return Reading(sentence, ('Quantity', 'Value'), rows)
    panel = Panel(
        (
            Range('conc_um', 'Concentration', tuple(range(51)), 10, 'µM', help='Moves the dot.'),
            Choice('colour', 'Colour', (('blue', 'Blue'), ('green', 'Green'), ('red', 'Red')), 'blue'),
            Switch('large', 'Large dot'),
        ),
        presets=(Preset('Far right', {'conc_um': 50, 'large': True}),),
    )
    made = Explorer(LiveFigure(figure, {'dot': dot}, update, name, panel))
    made.drawn = drawn
    return made
"""

CELLS = (
    SETUP,
    "broken = explorer('Broken', bad=12); broken",
    "slow = explorer('Slow', wait_s=0.2); slow",
    "a = explorer('Linked one'); a",
    "b = explorer('Linked two'); link = widgets.link((a, 'conc_um'), (b, 'conc_um')); b",
    "c = explorer('Browser-linked one'); c",
    "d = explorer('Browser-linked two', wait_s=0.1); jslink = widgets.jslink((c, 'conc_um'), (d, 'conc_um')); d",
    "seen = []\ntwice = explorer('Seen twice'); twice.seen = seen\n"
    "twice.observe(lambda change: seen.append((change.name, change.new)), names=['conc_um', 'colour', 'large']); twice",
    "twice",
    "broken_at_once = explorer('Broken at once', bad=10); broken_at_once",
)


@pytest.fixture(scope="module")
def bench(windows, folder):
    """Return the explorers of a scratch notebook by title; `Seen twice` has two views."""
    (folder / "bench.ipynb").write_text(hands.notebook(*CELLS), encoding="utf-8")
    page = windows.open("bench.ipynb")
    try:
        page.run_all()
        errors = [output for output in page.outputs() if output["output_type"] == "error"]
        assert not errors, "\n".join(errors[0]["traceback"])
        found: dict[str, list[hands.Explorer]] = {}
        for explorer in hands.widgets(page)[0]:
            found.setdefault(explorer.title, []).append(explorer)
        yield found
        assert not page.console, "on the console of the scratch notebook: " + "\n".join(page.console)
    finally:
        windows.leave(page)


def test_an_error_in_a_figure_is_told_once_and_passes(bench):
    (explorer,) = bench["Broken"]
    explorer.reset()
    slider = explorer.control("conc_um")
    explorer.press(slider, "ArrowRight")
    good = explorer.settle("ArrowRight to 11")
    explorer.press(slider, "ArrowRight")
    explorer.wait("a kind sentence about the failure", lambda: explorer.read()["trouble"])
    bad = explorer.read()
    assert bad["controls"]["conc_um"]["beside"] == "12 µM", "the control went back by itself"
    assert bad["moving"] == good["moving"], "the last picture that worked is gone"
    assert bad["caption"] == good["caption"], "the sentence no longer belongs to the picture"
    trouble = bad["trouble"]
    assert "still shows the last setting" in trouble, trouble
    assert "the pen ran dry" in trouble, "the sentence does not say what happened"
    assert "Traceback" not in trouble, trouble
    assert "\n" not in trouble, trouble
    assert explorer.root.locator(".kl-trouble:visible").count() == 1
    explorer.wait("the status line speaks it", lambda: explorer.read()["said"] == trouble)
    assert "the pen ran dry" in explorer.ask("w.last_error"), "the traceback is lost for the person who mends it"

    explorer.press(slider, "ArrowRight")
    after = explorer.settle("ArrowRight to 13")
    assert not after["trouble"], f"the trouble stays: {after['trouble']}"
    assert after["moving"] != good["moving"]
    assert "13 µM" in after["caption"]
    explorer.wait("the status line speaks the sentence again", lambda: explorer.read()["said"] == after["caption"])
    assert explorer.ask("w.last_error") is None

    errors = [output for output in explorer.lesson.outputs() if output["output_type"] in ("error", "stream")]
    assert not errors, f"the failure left something in the notebook: {errors}"


def test_an_explorer_broken_at_its_default_can_still_be_moved(bench):
    (explorer,) = bench["Broken at once"]
    before = explorer.read()
    assert before["trouble"], "an explorer that cannot draw its default says nothing"
    explorer.press(explorer.control("conc_um"), "ArrowRight")
    after = explorer.settle("ArrowRight to 11")
    assert not after["trouble"]
    assert "11 µM" in after["caption"]


@pytest.mark.parametrize("kind", ["Linked", "Browser-linked"])
def test_linked_explorers_move_together(bench, kind):
    (one,), (two,) = bench[f"{kind} one"], bench[f"{kind} two"]
    for leader, follower, key in ((one, two, "End"), (two, one, "Home")):
        leader.press(leader.control("conc_um"), key)
        shown = leader.settle(key)
        value = shown["controls"]["conc_um"]["value"]
        follower.wait(
            f"{key} on {leader.title} moves its link too",
            lambda f=follower, v=value: f.kernel()["values"]["conc_um"] == v,
        )
        follows = follower.settle(f"{key} on {leader.title}")
        assert follows["controls"]["conc_um"] == shown["controls"]["conc_um"], f"{follower.name}: another value"
        assert f"{value} µM" in follows["caption"], f"{follower.name}: says {follows['caption']!r}"
    # In a series too fast for the follower both end on the last value, and stay there: no answer to an earlier step
    # may come back over the link and take the leader's hand away.
    one.control("conc_um").focus()
    for _ in range(20):
        one.page.keyboard.press("ArrowRight", delay=25)
    for explorer in (one, two):
        explorer.wait(
            "20 fast presses end at 20 µM", lambda e=explorer: e.read()["controls"]["conc_um"]["beside"] == "20 µM"
        )
        explorer.settle("20 fast presses")
    one.page.wait_for_timeout(500)
    for explorer in (one, two):
        shown = explorer.settle("a rest")
        assert shown["controls"]["conc_um"]["beside"] == "20 µM", f"{explorer.name}: {shown['controls']['conc_um']}"


def test_views_of_one_explorer_stay_together_and_observers_hear(bench):
    one, two = bench["Seen twice"]
    assert one.model_id == two.model_id
    one.reset()
    heard = len(one.ask("w.seen"))
    one.press(one.control("conc_um"), "End")
    one.press(one.control("large"), "Space")
    first = one.settle("End and Space in the first view")
    second = two.settle("End and Space in the first view")
    assert first["controls"] == second["controls"]
    assert first["moving"] == second["moving"]
    two.press(two.control("conc_um"), "Home")
    two.next_option("colour")
    second = two.settle("Home and another colour in the second view")
    first = one.settle("Home and another colour in the second view")
    assert first["controls"] == second["controls"]
    assert first["moving"] == second["moving"]
    assert one.ask("w.seen")[heard:] == [["conc_um", 50.0], ["large", True], ["conc_um", 0.0], ["colour", "green"]]


def test_python_moves_slider_and_picture(bench):
    one, two = bench["Seen twice"]
    one.reset()
    before = one.settle("Reset")
    one.ask("setattr(w, 'conc_um', 33)")
    one.wait("the slider follows Python", lambda: one.read()["controls"]["conc_um"]["beside"] == "33 µM")
    after = one.settle("conc_um = 33 in Python")
    assert after["moving"] != before["moving"]
    assert two.settle("conc_um = 33 in Python")["controls"] == after["controls"]
    one.ask("w.set(conc_um=7, colour='red', large=True) and None")
    one.wait("the controls follow Python", lambda: one.read()["controls"]["colour"]["value"] == "red")
    after = one.settle("set() in Python")
    assert "large red dot at 7 µM" in after["caption"]


def test_a_slow_kernel_gets_one_message_at_a_time(bench):
    (explorer,) = bench["Slow"]
    explorer.reset()
    slider = explorer.control("conc_um")
    explorer.press(slider, "Home")
    explorer.settle("Home")
    drawn = explorer.ask("len(w.drawn)")
    start = time.monotonic()
    presses = 30
    for _ in range(presses):
        explorer.page.keyboard.down("ArrowRight")
    explorer.page.keyboard.up("ArrowRight")
    pressing_s = time.monotonic() - start
    last = explorer.settle(f"{presses} fast presses")
    frames = explorer.ask("len(w.drawn)") - drawn
    assert last["controls"]["conc_um"]["beside"] == f"{presses} µM"
    assert f"{presses} µM" in last["caption"], f"the last picture says {last['caption']!r}"
    # One frame takes 0.2 s, so this many fit while the key was held, and a few more may be drawn ahead of the next
    # press or finish late; a queue would have drawn all.
    fits = pressing_s / 0.2 + 6
    assert frames <= min(fits, presses - 1), f"{frames} frames for {presses} presses in {pressing_s:.1f} s"


def test_letters_and_choices_of_the_scratch_explorer(bench):
    (explorer,) = bench["Linked one"]
    explorer.reset()
    for _ in range(2):
        explorer.next_option("colour")
        explorer.settle("ArrowDown on colour")
    explorer.press(explorer.control("large"), "Space")
    assert "large red dot" in explorer.settle("Space on large")["caption"]
    explorer.press(explorer.button("Far right"), "Enter")
    assert "large red dot at 50 µM" in explorer.settle("Far right")["caption"]
    explorer.reset()


def test_a_kernel_that_is_gone_is_told(scratch):
    from ketlessons.explorers import EXPLORERS

    name = next(iter(EXPLORERS))
    page = scratch(f"from ketlessons import explore\nexplore.{name}()", name="no-kernel")
    (explorer,), _ = hands.widgets(page)
    control = explorer.control(next(iter(explorer.specs)))
    explorer.press(control, "End")
    known = explorer.settle("End")
    explorer.press(control, "Home")
    explorer.settle("Home")
    explorer.page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    # The page may draw a setting it has seen from memory. Then sentence and table must be of that setting too.
    explorer.press(control, "End")
    explorer.press(explorer.root.locator("button[aria-expanded]"), "Enter")
    shown = explorer.read()
    assert (shown["moving"] == known["moving"]) == (shown["caption"] == known["caption"])
    missing = hands.percents_not_in_table(shown["caption"], shown["table"])
    assert not missing, f"{explorer.name}: {missing} of {shown['caption']!r} is not in the table {shown['table']}"
    explorer.wait("a sentence that the kernel does not answer", lambda: "kernel" in explorer.read()["trouble"])
    # A setting it has not seen leaves the picture as it was.
    # (The first step may have been drawn ahead while the kernel lived; the ones after it were not.)
    explorer.press(control, "ArrowLeft")
    before = explorer.read()
    for _ in range(4):
        explorer.press(control, "ArrowLeft")
    after = explorer.read()
    assert (after["moving"], after["caption"]) == (before["moving"], before["caption"])
