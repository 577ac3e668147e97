"""Which controls does lesson 04 give to its figures?"""

from __future__ import annotations

from ketlessons.evidence import regimen
from ketlessons.explorers.explorer import Explorer, shared
from ketlessons.explorers.twin import Still
from ketlessons.figures import after_a_day as bridge
from ketlessons.figures import body_map as where
from ketlessons.figures import parent_metabolite as pair
from ketlessons.figures import plasma_to_channel as steps
from ketlessons.figures import route_race as race
from ketlessons.figures import three_models as three
from ketlessons.figures import virtual_patients as crowd
from ketlessons.stage.controls import Choice, Preset, Range, Switch, log_grid
from ketlessons.stage.words import clock

#: Minutes after the start worth stopping at, within the first six hours.
_MINUTES = (5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 60, 75, 90, 105, 120, 150, 180, 210, 240, 300, 360)


def _regimens(ids: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Offer named regimens by their labels; there is no other way to choose a dose."""
    return tuple((id, regimen(id).label) for id in ids)


def _minutes(value: float, last: float = _MINUTES[-1]) -> Range:
    grid = tuple(minute for minute in _MINUTES if minute <= last)
    return Range("time_min", "Time after the start", grid, value, texts=tuple(clock(m / 60.0) for m in grid))


def body_map() -> Still:
    """Return the still map of where a dose goes."""
    return Still(where.body_map())


def route_race() -> Explorer:
    """Return the explorer of two routes side by side."""
    return Explorer(
        shared(race.route_race),
        (
            Choice("first", "First regimen", _regimens(race.REGIMENS), "iv_infusion"),
            Choice("second", "Second regimen", _regimens(race.REGIMENS), "nasal_84"),
            Choice("substance", "Substance shown", tuple(race.SUBSTANCES.items()), "ketamine"),
            _minutes(40),
        ),
        presets=(
            Preset("Vein or muscle", {"first": "iv_infusion", "second": "im_half"}),
            Preset("One device or three", {"first": "nasal_28", "second": "nasal_84"}),
            Preset("Under the tongue or swallowed", {"first": "sublingual_25", "second": "oral_25"}),
        ),
        hint="Compare two routes. Then show norketamine instead, and see which route makes most of it.",
    )


def parent_metabolite() -> Explorer:
    """Return the explorer of drug and metabolite."""
    times = (0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 5, 6, 8, 10, 12, 14, 16, 18, 20, 22, 23)
    return Explorer(
        shared(pair.parent_metabolite),
        (
            Choice("route", "Regimen", _regimens(race.REGIMENS), "iv_infusion"),
            Range("time_h", "Time after the start", times, 1, texts=tuple(map(clock, times))),
        ),
        hint="Walk along the curve and read the slope: how long ketamine takes to halve now, and how long later.",
    )


def three_models() -> Explorer:
    """Return the explorer of one dose in three models."""
    return Explorer(
        shared(three.three_models),
        (
            Choice("route", "Regimen", _regimens(tuple(three.PUBLISHED)), "iv_infusion"),
            _minutes(40, last=120),
            Switch("published", "Show published values", True),
        ),
        hint="Which line meets the crosses? Try an infusion, the nasal spray, and a fast injection.",
    )


def virtual_patients() -> Explorer:
    """Return the explorer of a virtual population."""
    people, patients = tuple(range(1, 21)), (20, 30, 50, 100, 200, 300, 500, 700, 1000)
    return Explorer(
        shared(crowd.virtual_patients),
        (
            Choice("route", "Regimen", _regimens(crowd.REGIMENS), "iv_infusion"),
            Range("patients", "Number of patients", patients, 1000),
            Range("patient", "Follow patient", people, 4),
            _minutes(40),
        ),
        hint="Follow one patient after another. Then ask whether a larger group makes the band narrower.",
    )


def plasma_to_channel() -> Explorer:
    """Return the explorer from plasma to channel."""
    levels = tuple(sorted({*log_grid(10, 3000, (1, 1.25, 1.5, 1.85, 2.5, 3.5, 5, 7)), 642.0}))
    made = (0, 20, 50, 70, 100, 150, 180, 250, 350, 500, 700, 1000)
    unbound = tuple(share / 100 for share in (50, 55, 60, 65, 70, 75, 80, 85, 90))
    return Explorer(
        shared(steps.plasma_to_channel),
        (
            Range("conc_ng_ml", "Ketamine in plasma", levels, 185, "ng/mL"),
            Range("norketamine_ng_ml", "Norketamine in plasma", made, 0, "ng/mL"),
            Range("unbound", "Unbound share", unbound, 0.55, texts=tuple(f"{100 * share:.0f} %" for share in unbound)),
        ),
        presets=(
            Preset("Infusion, reported peak", {"conc_ng_ml": 185, "norketamine_ng_ml": 0, "unbound": 0.55}),
            Preset("Nasal spray, 84 mg", {"conc_ng_ml": 100, "norketamine_ng_ml": 180, "unbound": 0.55}),
            Preset("Awake again after anaesthesia", {"conc_ng_ml": 642, "norketamine_ng_ml": 0, "unbound": 0.55}),
        ),
        hint="Move the level, then the unbound share. See how much of the answer is known, and how much is guessed.",
    )  # fmt: skip


def after_a_day() -> Explorer:
    """Return the explorer of the drug and the effect against the clock."""
    times = (1 / 3, 0.5, 2 / 3, 1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24, 36, 48, 72, 96, 120, 168, 240, 264, 312)
    return Explorer(
        shared(bridge.after_a_day),
        (
            Range("time_h", "Time after the start", times, 2 / 3, texts=tuple(map(clock, times))),
            Choice(
                "model",
                "Model of the drug",
                tuple((model, words) for model, words in race.MODEL_WORDS.items()),
                "venous",
            ),
        ),
        hint="Walk from minutes to days. See when the drug is gone, and when the effect is greatest.",
    )
