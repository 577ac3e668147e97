"""Until when can a sample show something, and what does its result leave open? Advice, earlier use, and care."""

from __future__ import annotations

from ketlessons.published.assault.windows import (
    Window,
    advice,
    after_daily_use,
    examination,
    hair_after_treatment,
    some_gone,
    to_start,
)
from ketlessons.stage import marks, style
from ketlessons.stage.controls import Choice, Panel, Range
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.saying import News, Printed
from ketlessons.stage.steady import steady
from ketlessons.stage.style import colour

_DAY = 24.0
#: When the sample is taken, in hours after.
AFTER = (6, 12, 24, 48, 72, 96, 120, 144, 168, 240, 336, 528, 720, 1464, 2304, 2856)
SAMPLES = {"urine": "Urine", "blood": "Blood", "hair": "Hair"}
RESULTS = {"open": "No result yet", "found": "Ketamine was found", "nothing": "Nothing was found"}
_LOW, _HIGH = 4.0, 6000.0

_HEAD = "{sample}, {after} after: {time}. "
_CARE = " Care and support do not depend on it, today or later."
_SENTENCES = {
    "open": f"{_HEAD}Some drugs are gone within {{gone}}; the sooner, the more a test can see.{_CARE}",
    "open, late": f"{{sample}}, {{after}} after: care and support are open. A test is {{time}}.{_CARE}",
    "open, hair": f"{_HEAD}Hair has to grow first, so it is cut weeks later, not at once; a centre says when.{_CARE}",
    "found": f"{_HEAD}Ketamine in it does not say when, or who gave it: in {{people}} people who had used it daily "
    f"ketamine itself was found for up to {{itself}}, and what the body makes from it for up to {{last}}. For a "
    f"single time no limit is agreed.{_CARE}",
    "found, blood": f"{_HEAD}Ketamine in it points to a shorter time than in urine, but does not say the hour, or who "
    f"gave it, or whether it was taken by choice or as treatment.{_CARE}",
    "found, hair": f"{_HEAD}Ketamine in it does not give the week, or who gave it: hair of one person that had "
    f"grown since treatment still held it {{weeks}} later.{_CARE}",
    "nothing": f"{_HEAD}Nothing found does not rule it out: some drugs are gone within {{gone}}, and no test looks for "
    f"all.{_CARE}",
    "nothing, hair": f"{_HEAD}Nothing found does not rule it out: a single time may leave too little.{_CARE}",
}
_TIME = News("{sample}", "{time_now}")
#: What ended last on the way here. Its time is in the subject, so that what ended before is not said once more.
_ENDED = News("{ended_at}", "{ended}")
_CARE_HEARD = News("Care", "at any time", steady=True)
_BRIEF = {
    "open": (_TIME, _ENDED, _CARE_HEARD),
    "open, late": (_TIME, _ENDED, _CARE_HEARD),
    "open, hair": (_TIME, _ENDED, News("Cut", "weeks later, once it has grown"), _CARE_HEARD),
    "found": (
        _TIME,
        News("Found", "may be older; ketamine itself up to {itself} after daily use", of="{sample}"),
        News("When, and who gave it", "not told"),
    ),
    "found, blood": (
        _TIME,
        News("Found", "a shorter time than in urine", of="{sample}"),
        News("Hour, and who gave it", "not told"),
    ),
    "found, hair": (
        _TIME,
        News("Found", "may be older, {weeks} in one person", of="{sample}"),
        News("When, and who gave it", "not told"),
    ),
    "nothing": (_TIME, News("Nothing found", "rules out nothing")),
    "nothing, hair": (_TIME, News("Nothing found", "rules out nothing")),
}


def _told(hours: float) -> str:
    """Say a time in the unit that its source uses."""
    if hours < _DAY:
        return f"{hours:g} h"
    days = round(hours / _DAY)
    return "1 day" if days == 1 else f"{days} days"


def _weeks(hours: float) -> str:
    return f"{round(hours / (7 * _DAY))} weeks"


def _limit(window: Window) -> str:
    return f"{_told(window.hours)}{', reported' if window.reported else ''}"


def _time(sample: str, after_h: float) -> tuple[str, str]:
    """Say whether a sample is within the advice there is: for a sentence, and for the ear."""
    limits = advice(sample)
    if not limits:
        return "there is no agreed limit; it adds to urine and blood", "no agreed limit"
    inside = [one for one in limits if after_h <= one.hours]
    longest = limits[-1]
    if len(inside) == len(limits):
        listed = "; ".join(map(_limit, limits))
        return f"in time by the advice there is ({listed})", "in time"
    if inside:
        return (
            f"past one advice ({_limit(limits[0])}), in time by another ({_limit(longest)})",
            "in time by one advice of two",
        )
    return (
        f"past the advice there is ({_limit(longest)}); a centre can say what is still possible",
        "past the advice",
    )


def _bars() -> tuple[tuple[str, str, float, float, str], ...]:
    """Return what is drawn: key, words, from and to in hours, and colour."""
    people, first, _, last = after_daily_use()
    urine = advice("urine")
    hiv, pregnancy = to_start()
    return (
        ("gone", "some drugs are gone", 0, some_gone().hours, "purple"),
        ("blood", "blood, advice*", 0, advice("blood")[0].hours, "blue"),
        ("urine 1", "urine, advice*", 0, urine[0].hours, "blue"),
        ("urine 2", "urine, police in England", 0, urine[1].hours, "blue"),
        ("centre", "examination, one centre", 0, examination().hours, "blue"),
        ("daily use", f"urine, daily use, {people} people", first.hours, last.hours, "orange"),
        (
            "hair",
            "hair after treatment, 1 person",
            hair_after_treatment().hours,
            hair_after_treatment().hours,
            "orange",
        ),
        ("hiv", "medicine against HIV, start", 0, hiv.hours, "green"),
        ("pregnancy", "medicine against pregnancy", 0, pregnancy.hours, "green"),
    )


#: Which bars a sample and a result are about.
_ABOUT = {
    ("urine", "open"): ("gone", "urine 1", "urine 2"),
    ("urine", "found"): ("daily use",),
    ("urine", "nothing"): ("gone", "urine 1", "urine 2"),
    ("blood", "open"): ("gone", "blood"),
    ("blood", "found"): ("blood",),
    ("blood", "nothing"): ("gone", "blood"),
    ("hair", "open"): ("hair",),
    ("hair", "found"): ("hair",),
    ("hair", "nothing"): ("hair",),
}


#: What a window is called for the ear, in few words.
_HEARD = {
    "gone": "traces of some drugs",
    "blood": "blood advice",
    "urine 1": "urine advice",
    "urine 2": "urine by police",
    "centre": "examination",
    "daily use": "urine after daily use",
    "hiv": "medicine against HIV",
    "pregnancy": "medicine against pregnancy",
}


def _last_to_end(after_h: float) -> tuple[str, str]:
    """Say which windows were the last to end, and when: what the line in the picture has just passed."""
    ends = {key: high for key, _, low, high, _ in _bars() if low < high < after_h}
    if not ends:
        return "Ended:", "nothing yet"
    last = max(ends.values())
    return f"Ended at {_told(last)}:", ", ".join(_HEARD[key] for key, high in ends.items() if high == last)


def _slots(sample: str, after_h: float) -> dict[str, object]:
    people, _, itself, last = after_daily_use()
    time, now = _time(sample, after_h)
    return {
        **{"sample": SAMPLES[sample], "after": _told(after_h), "time": time, "time_now": now, "people": people},
        **{"gone": _told(some_gone().hours), "itself": _told(itself.hours), "last": _told(last.hours)},
        **dict(zip(("ended_at", "ended"), _last_to_end(after_h), strict=True)),
        "weeks": _weeks(hair_after_treatment().hours),
    }


def _rows(sample: str, after_h: float, result: str) -> tuple[tuple[str, str, str], ...]:
    made = [
        ("Sample", SAMPLES[sample], f"{_told(after_h)} after"),
        ("Result", RESULTS[result], "settles nothing alone"),
    ]
    for _, words, low, high, _ in _bars():
        until: str = Printed(f"{_told(low)} to {_told(high)}" if low else f"to {_told(high)}", low, high)
        now = "not over" if after_h <= high else "over"
        if low == high:
            until, now = f"still there at {_weeks(high)}", "no limit known"
        made.append((words.replace("*", ", reported"), until, now))
    return (*made, ("care and support", "at any time", "open"))


def _panel() -> Panel:
    texts = tuple(f"{_told(hours)} after" for hours in AFTER)
    return Panel(
        (
            Range("after_h", "Taken", AFTER, 48, texts=texts),
            Choice("sample", "Sample", tuple(SAMPLES.items()), "urine"),
            Choice("result", "Result", tuple(RESULTS.items()), "open"),
        ),
        hint="Move the time. Then choose a result, and see what it leaves open.",
    )


def _case(sample: str, after_h: float, result: str) -> str:
    """Return which sentence a sample, a time and a result need."""
    if f"{result}, {sample}" in _SENTENCES:
        return f"{result}, {sample}"
    if result == "open" and all(after_h > one.hours for one in advice(sample)):
        return "open, late"
    return result


@steady()
def detection_windows() -> LiveFigure:
    """Return the live figure; controls: after_h, sample, result."""
    figure = style.figure(9.0, 4.6)
    axes = style.dress(figure.add_axes((0.30, 0.135, 0.68, 0.745)), xlabel="Time after")
    axes.set_xscale("log")
    axes.set_xlim(_LOW, _HIGH)
    bars = _bars()
    axes.set_ylim(-0.7, len(bars) + 0.6)
    marks.no_heights(axes)
    axes.minorticks_off()
    shown = {6: "6 h", 12: "12 h", 24: "1 day", 72: "3 days", 168: "7 days", 528: "22 days", 2304: "96 days"}
    marks.ticks(axes, x=shown)
    levels = {key: len(bars) - 1 - place for place, (key, *_) in enumerate(bars)}
    for key, words, low, high, ink in bars:
        y = levels[key]
        axes.barh(y, high - max(low, _LOW), left=max(low, _LOW), height=0.44, color=colour(f"{ink}-wash"),
                  edgecolor=colour(ink), linewidth=1.0)  # fmt: skip
        marks.words(figure, 0.012, 0.135 + 0.745 * (y + 0.7) / (len(bars) + 1.3), words)
        if low == high:
            marks.points(axes, ink, "s", 8, x=[high], y=[y])
            marks.words(axes, high * 0.9, y, f"still there at {_weeks(high)}", ink, ha="right")
        elif low:
            marks.words(axes, low * 0.93, y, f"{_told(low).split()[0]} to {_told(high)}", ink, ha="right")
        else:
            marks.words(axes, high * 1.08, y, _told(high), ink)
    care_y = len(bars)
    axes.barh(care_y, _HIGH - _LOW, left=_LOW, height=0.5, color=colour("green"))
    marks.words(figure, 0.012, 0.135 + 0.745 * (care_y + 0.7) / (len(bars) + 1.3), "care and support", bold=True)
    marks.words(axes, 5200, care_y, "at any time", "paper", ha="right", bold=True)
    cursor = marks.line(axes, "ink", 2.0, marks.DASHED)
    about = marks.points(axes, "ink", "D", 8)
    head = marks.words(figure, 0.012, 0.945, size="text", bold=True)
    marks.words(figure, 0.98, 0.945, "*: reported; diamonds: what the result is about", "soft-ink", ha="right")

    def update(*, after_h: float, sample: str, result: str) -> Reading:
        cursor.set_data([after_h, after_h], [-0.7, len(bars) + 0.6])
        keys = _ABOUT[sample, result]
        about.set_data([_LOW * 1.25] * len(keys), [levels[key] for key in keys])
        head.set_text(f"{SAMPLES[sample]}, {_told(after_h)} after; {RESULTS[result].lower()}")
        case = _case(sample, after_h, result)
        slots = _slots(sample, after_h)
        columns = ("What", "Until when", "Now")
        told = Reading.of(_SENTENCES, case, slots, columns, _rows(sample, after_h, result), ())
        brief = tuple(
            one._replace(subject=one.subject.format(**slots), said=one.said.format(**slots), of=one.of.format(**slots))
            for one in _BRIEF[case]
        )
        return Reading(told.sentence, told.columns, told.rows, told.case, told.numbers, brief)

    moving = {"taken": cursor, "what the result is about": about, "setting": head}
    return LiveFigure(figure, moving, update, "Detection windows", _panel())
