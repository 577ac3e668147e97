"""Which controls does lesson 05 give to its figures?"""

from __future__ import annotations

from ketlessons.explorers.explorer import Explorer, shared
from ketlessons.figures import both_arms as arms
from ketlessons.figures import hours_and_weeks as clock_of
from ketlessons.figures import target_and_effect as target
from ketlessons.figures import wearing_off as fading
from ketlessons.stage.controls import Choice, Preset, Range, Switch
from ketlessons.stage.words import upper


def both_arms() -> Explorer:
    """Return the explorer of both arms of a trial."""
    return Explorer(
        shared(arms.both_arms),
        (
            Choice("trial", "Trial", tuple((id, words[0]) for id, words in arms.TRIALS.items()), "transform2"),
            Choice("measure", "Measure", (("points", "Points the mean score fell"),
                                          ("response", "People with half their score gone")), "points"),
            Choice("show", "Show", (("drug", "The drug arm alone"), ("both", "Both arms"),
                                    ("gap", "Only the difference")), "drug"),
        ),
        presets=(
            Preset("Against saline", {"trial": "wilkinson_saline", "measure": "response", "show": "both"}),
            Preset("Against midazolam", {"trial": "wilkinson_midazolam", "measure": "response", "show": "both"}),
            Preset("Under anaesthesia", {"trial": "lii", "measure": "response", "show": "both"}),
        ),
        hint="Guess what the control arm did before you show it.",
    )  # fmt: skip


def hours_and_weeks() -> Explorer:
    """Return the explorer of differences from control on one axis of time."""
    controls = ((clock_of.ALL, "All controls"), *((id, upper(words)) for id, words in clock_of.CONTROL_WORDS.items()))
    shown = {"masked": False}  # a button leaves nothing out that was left out before
    stops = tuple(stop[1] for stop in clock_of.STOPS)
    return Explorer(
        shared(clock_of.hours_and_weeks),
        (
            Range("time_h", "Time since the first dose", stops, 24, texts=tuple(stop[0] for stop in clock_of.STOPS)),
            Choice("control", "Control", controls, clock_of.ALL),
            Choice("scale", "Scale", (("smd", "Standard deviations"), ("points", "Points of the MADRS"),
                                      ("response", "Responders of 100")), "smd"),
            Switch("masked", "Leave out comparisons in which most people could tell", False),
        ),
        presets=(
            Preset("Saline alone", {**shown, "control": "saline", "scale": "smd", "time_h": 24.0}),
            Preset("The spray, in points", {**shown, "control": "placebo spray", "scale": "points", "time_h": 24.0}),
            Preset("Pills", {**shown, "control": "placebo pill", "scale": "smd", "time_h": 168.0}),
        ),
        hint="Begin with saline alone. Then add all controls, and see whether time or control moves the marks more.",
    )  # fmt: skip


def target_and_effect() -> Explorer:
    """Return the explorer of target and effect on one clock."""
    times = (1 / 3, 2 / 3, 1, 2, 4, 8, 24, 48, 72, 168, 336, 672, 1008, 1344)
    return Explorer(
        shared(target.target_and_effect),
        (
            Range("time_h", "Time since the first dose", times, 4, texts=tuple(map(target.when, times))),
            Choice("drug", "Drug", (("both", "Both"), ("ketamine", "One infusion of ketamine"),
                                    ("ssri", "An SSRI every day")), "both"),
            Choice("control", "Control of the infusion", tuple((id, upper(words)) for id, words
                                                               in target.CONTROL_WORDS.items()), "saline"),
        ),
        hint="For each drug find the time when most of its target is held, and the time when its effect is largest.",
    )  # fmt: skip


def wearing_off() -> Explorer:
    """Return the explorer of one infusion wearing off."""
    return Explorer(
        shared(fading.wearing_off),
        (
            Range("day", "Day after the infusion", tuple(range(1, 15)), 1,
                  texts=tuple(f"day {day}" for day in range(1, 15))),
            Choice("who", "Responders of", ((fading.BOTH, "Both"), ("response_pooled", "Pooled trials"),
                                            ("response_zarate", "One trial of 17, reported")), fading.BOTH),
        ),
        hint="Walk through two weeks, and see where the numbers end before the effect does.",
    )  # fmt: skip
