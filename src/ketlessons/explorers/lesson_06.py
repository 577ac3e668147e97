"""Which controls does lesson 06 give to its figures?"""

from __future__ import annotations

from ketlessons.explorers.explorer import Explorer, shared
from ketlessons.figures import forest_plot as forest
from ketlessons.figures import one_trial_many_numbers as numbers
from ketlessons.figures import small_trials as small
from ketlessons.figures import the_control_decides as controls
from ketlessons.figures import timeline_walk as dates
from ketlessons.stage.controls import Choice, Preset, Range, linear_grid


def forest_plot() -> Explorer:
    """Return the explorer of a forest plot to build."""
    counts = tuple(range(1, forest.MOST_TRIALS + 1))
    return Explorer(
        shared(forest.forest_plot),
        (
            Choice("when", "Rated", tuple(forest.WHEN.items()), "day 25 to 28"),
            Range("trials", "Trials, in order of publication", counts, 7,
                  texts=("the first", *(f"the first {count}" for count in counts[1:]))),
            Choice("left_out", "Leave out", tuple(forest.LEFT_OUT.items()), "none"),
            Choice("method", "Suppose", tuple(forest.METHODS.items()), "paule_mandel"),
        ),
        presets=(
            Preset("Begin with one trial", {"trials": 1, "left_out": "none"}),
            Preset("All trials", {"trials": 7, "left_out": "none"}),
        ),
        hint="Begin with one trial and add the others. Watch the diamond, then the dashes below it.",
    )  # fmt: skip


def one_trial_many_numbers() -> Explorer:
    """Return the explorer of one trial in five measures."""
    shares = (0, 2, 5, 10, 20, 30, 40, 50, 60, 70, 80, 90)
    return Explorer(
        shared(numbers.one_trial_many_numbers),
        (
            Choice("trial", "Trial", tuple(numbers.LABELS.items()), "murrough"),
            Choice("measure", "Say it as", tuple(numbers.MEASURES.items()), "percent"),
            Range("control_percent", "In the control arm", shares, 0,
                  texts=("as in the trial", *(f"{share} of 100" for share in shares[1:])),
                  help="Another share, with the odds ratio kept"),
        ),
        hint="Say one trial in all five ways. Then keep its odds ratio and change how many get well without the drug.",
    )  # fmt: skip


def the_control_decides() -> Explorer:
    """Return the explorer of arms and controls."""
    return Explorer(
        shared(controls.the_control_decides),
        (
            Choice("comparison", "Read out", tuple(controls.LABELS.items()), "saline"),
            Choice("show", "Show", tuple(controls.SHOW.items()), "all"),
        ),
        hint="Show the ketamine arms alone, then the control arms alone. See which of them moves.",
    )


def small_trials() -> Explorer:
    """Return the explorer of small trials and the drawer."""
    shares = tuple(share / 100 for share in (0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100))
    return Explorer(
        shared(small.small_trials),
        (
            Range("people", "People in each arm", (12, 15, 20, 25, 30, 40, 50, 75, 100, 150, 200), 20),
            Range("smd", "True effect (standard deviations)", linear_grid(0, 1, 0.1), 0.3),
            Range("published", "Published of those not significant", shares, 1,
                  texts=tuple(f"{100 * share:.0f} %" for share in shares)),
        ),
        hint="Make the trials larger until most are significant. Then go back and empty the drawer.",
    )  # fmt: skip


def timeline_walk() -> Explorer:
    """Return the explorer of dates and approvals."""
    every = dates.events()
    places = tuple(range(1, len(every) + 1))
    texts = tuple(f"{dates.spoken(event.date)}, {event.region}" for event in every)
    return Explorer(
        shared(dates.timeline_walk),
        (
            Range("event", "Event", places, places[-1], texts=texts),
            Choice("region", "Approved where", tuple(dates.REGIONS.items()), "all"),
        ),
        hint="Walk back from the last event to the first approval for depression. Then choose one region.",
    )
