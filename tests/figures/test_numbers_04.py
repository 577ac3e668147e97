"""What the figures of lesson 04 say and draw, against numbers worked out again from evidence rows and plain equations.

The concentrations come from a second solution that shares nothing with the models but the rows: the compartments as a
matrix, and its exponential.
"""

import re
from functools import cache

import numpy as np
import pytest
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.lines import Line2D
from matplotlib.text import Text
from scipy.linalg import expm

from ketlessons import published
from ketlessons.evidence import effect_point, fact, regimen, value
from ketlessons.explorers import EXPLORERS, body_map
from ketlessons.figures.dose import after_a_day as bridge
from ketlessons.figures.dose import plasma_to_channel as steps
from ketlessons.figures.dose import route_race as race
from ketlessons.figures.dose import three_models as trio
from ketlessons.figures.dose import virtual_patients as crowd

NAMES = ("route_race", "parent_metabolite", "three_models", "virtual_patients", "plasma_to_channel", "after_a_day")
TOKEN = re.compile(r"(?:under )?\d+(?:\.\d+)?")
HOURS = {"min": 1 / 60, "h": 1.0, "days": 24.0}


# Reading what is said -----------------------------------------------------------------------------------------------


def is_rounded(token, exact):
    """Whether a printed number is this one, rounded at its last digit; "under 0.1" is every positive one below."""
    if token.startswith("under"):
        return 0 < exact < float(token.removeprefix("under "))
    digits = len(token.partition(".")[2])
    return abs(float(token) - exact) <= 0.5 * 10**-digits + 1e-5 * abs(exact)


def assert_says(text, *exact):
    found = TOKEN.findall(text)
    assert len(found) == len(exact), (text, exact)
    for token, number in zip(found, exact, strict=True):
        assert is_rounded(token, number), (text, token, number)


def assert_says_time(text, time_h):
    token, unit = re.search(r"(\d+(?:\.\d+)?) (min|h|days)\b", text).groups()
    assert is_rounded(token, time_h / HOURS[unit]), (text, time_h)


def assert_says_range(text, low, high):
    """Two ends, or one number where both round to it."""
    found = TOKEN.findall(text)
    assert len(found) in (1, 2), text
    assert is_rounded(found[0], low), (text, low)
    assert is_rounded(found[-1], high), (text, high)


def cell(explorer, pattern):
    (found,) = [row[1] for row in explorer.table[1:] if re.search(pattern, row[0])]
    return found


def grid(explorer, name):
    (control,) = [control for control in explorer.controls if control.name == name]
    return control.grid


# A second solution --------------------------------------------------------------------------------------------------


def share_by_mouth(drug):
    """Share of a swallowed dose that arrives as ketamine: printed for the racemate, wall and liver for esketamine."""
    if drug == "racemate":
        return value("oral_fraction_racemate")
    cleared = (value("nasal_kel") + value("nasal_kmet")) * value("nasal_vh")
    return value("gut_fraction") * value("nasal_qh") / (value("nasal_qh") + cleared)


def shares_through_the_nose(devices, first=None):
    first = value("nasal_fraction_first") if first is None else first
    return [first * (1.0 if device == 0 else value("nasal_fraction_later")) for device in range(devices)]


def flows_between(model, drug, changed):
    """Amounts of ketamine, then of norketamine, as a matrix of rates; and the two sampled volumes."""

    def of(id, name=""):
        return value(id) * changed.get(name, 1.0)

    if model == "nasal":
        volumes = [of("nasal_vc", "vc"), of("nasal_vp1", "vp1"), value("nasal_vp2"), of("nasal_vh", "vh")]
        flows = [value("nasal_q1"), value("nasal_q2"), of("nasal_qh", "qh")]
        leaves, turns, place, made = of("nasal_kel", "kel"), value("nasal_kmet"), 3, "nasal_norketamine"
    else:
        volumes = [of(f"{model}_v1", "v1"), value(f"{model}_v2"), value(f"{model}_v3")]
        flows = [value(f"{model}_q2"), value(f"{model}_q3")]
        clearance = of("venous_cl_s" if drug == "s_ketamine" else "model_cl_racemate", "cl")
        leaves, turns, place, made = 0.0, clearance / volumes[0], 0, "norketamine"
    count = len(volumes)
    rates = np.zeros((count + 2, count + 2))

    def exchange(one, other, flow, first, second):
        rates[other, one] += flow / first
        rates[one, one] -= flow / first
        rates[one, other] += flow / second
        rates[other, other] -= flow / second

    for other, flow in enumerate(flows, 1):
        exchange(0, other, flow, volumes[0], volumes[other])
    rates[place, place] -= leaves + turns
    rates[count, place] += turns
    own = of(f"{made}_v1", "norketamine_v1")
    exchange(count, count + 1, value(f"{made}_q"), own, value(f"{made}_v2"))
    rates[count, count] -= of(f"{made}_cl", "norketamine_cl") / own
    return rates, count, (volumes[0], own)


def entries(row, model, count, changed):
    """Each part of a dose: mg, start, how long it enters, rate of uptake, and where it shows up."""
    amount = row.dose * (value("reference_weight") if row.unit == "mg/kg" else 1.0)

    def swallowed(mg, start, prefix):
        gut, kept = value("gut_fraction"), share_by_mouth(row.drug)
        where = {3: gut} if model == "nasal" else {0: kept, count: gut - kept}
        ka = value(f"{prefix}_ka") * changed.get(f"{prefix}_ka", 1.0)
        return (mg, start, value(f"{prefix}_duration"), ka, where)

    if row.route == "iv":
        return [(amount, 0.0, (row.duration_min or 0.0) / 60, None, {0: 1.0})]
    if row.route == "im":
        return [(amount, 0.0, 0.0, value("im_ka"), {0: value("f_im_label")})]
    if row.route == "oral":
        return [swallowed(amount, 0.0, "oral_s")]
    if row.route == "sublingual":
        through, kept = value("sublingual_mucosal_fraction"), share_by_mouth("racemate")
        where = {0: through + (1 - through) * kept, count: (1 - through) * (value("gut_fraction") - kept)}
        return [(amount, 0.0, value("sublingual_duration"), value("sublingual_ka"), where)]
    parts = []
    for device, share in enumerate(shares_through_the_nose(row.devices, changed.get("nasal_fraction"))):
        mg, start = value("device_dose"), device * value("device_interval") / 60
        nose = value("nasal_ka") * changed.get("nasal_ka", 1.0)
        parts += [(mg * share, start, 0.0, nose, {0: 1.0}), swallowed(mg * (1 - share), start, "swallowed")]
    return parts


def solved(id, model, times_h, changed=None):
    """Ketamine and norketamine in ng/mL at these times, by the exponential of a matrix."""
    row, changed = regimen(id), changed or {}
    rates, count, volumes = flows_between(model, row.drug, changed)
    size = len(rates)
    total = np.zeros((2, len(times_h)))
    for amount, start, duration, ka, where in entries(row, model, count, changed):
        # After the compartments come the place of uptake and the flow into it.
        whole = np.zeros((size + 2, size + 2))
        whole[:size, :size] = rates
        arrives = np.zeros(size)
        arrives[list(where)] = list(where.values())
        if ka is None:
            whole[:size, -1] = arrives
        else:
            whole[:size, -2], whole[-2, -2], whole[-2, -1] = ka * arrives, -ka, 1.0
        begin = np.zeros(size + 2)
        if duration:
            begin[-1] = amount / duration
        elif ka is None:
            begin[:size] = amount * arrives
        else:
            begin[-2] = amount
        for index, time_h in enumerate(times_h):
            since = time_h - start
            if since < 0:
                continue
            state = expm(whole * min(since, duration)) @ begin
            if since > duration:
                state[-1] = 0.0
                state = expm(whole * (since - duration)) @ state
            total[:, index] += 1000 * state[[0, count]] / volumes
    return total


@cache
def at(id, model, time_h):
    ketamine, norketamine = solved(id, model, [time_h])[:, 0]
    return float(ketamine), float(norketamine)


def model_of(id):
    row = regimen(id)
    return "nasal" if row.drug == "s_ketamine" and row.route in ("nasal", "oral") else "venous"


@cache
def fine(id, model):
    """Return a course every half minute over six hours, for peaks."""
    return published.trace(id, model, np.arange(0, 721) / 120)


def peak(id, model, substance="ketamine"):
    course = fine(id, model)
    curve = course.ketamine_ng_ml if substance == "ketamine" else course.norketamine_ng_ml
    return float(curve.max()), float(course.time_h[curve.argmax()])


# Drawing ------------------------------------------------------------------------------------------------------------


def curves(axes):
    return [line for line in axes.lines if len(line.get_xdata()) > 10]


def marker(axes, mark):
    (line,) = [line for line in axes.lines if line.get_marker() == mark]
    return line


def only_point(line):
    (x,), (y,) = line.get_data()
    return x, y


def word_boxes(figure):
    renderer = RendererAgg(*np.ceil(figure.get_size_inches() * figure.dpi).astype(int), figure.dpi)
    texts = [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()]
    texts = [text for text in texts if text.axes is None or text.axes.axison or text in text.axes.texts]
    return [(text.get_text(), text.get_window_extent(renderer)) for text in texts]


def lines_through_words(explorer):
    """Upright lines that move, and the words that they cross."""
    boxes = word_boxes(explorer.figure.figure)
    for line in explorer.figure.artists:
        if not isinstance(line, Line2D) or len(line.get_xdata()) != 2 or len(set(line.get_xdata())) != 1:
            continue
        (x, low), (_, high) = line.axes.transData.transform(np.column_stack(line.get_data()))
        for words, box in boxes:
            if box.x0 + 1 < x < box.x1 - 1 and min(high, box.y1) - max(low, box.y0) > 1.5:
                yield words


@pytest.fixture(scope="module")
def shown():
    return {name: EXPLORERS[name]() for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_no_line_that_marks_the_time_runs_through_words(shown, name):
    explorer = shown[name]
    slider = max(explorer.controls, key=lambda c: c.name.startswith(("time", "conc")))
    choices = [control for control in explorer.controls if control.kind == "choice"]
    found = []
    for time in slider.grid:
        for control in choices[:1] or [slider]:
            for option in control.sweep() if choices else [time]:
                explorer.set(**{slider.name: time, control.name: option})
                found += [(time, option, words) for words in lines_through_words(explorer)]
    assert found == []


@pytest.mark.parametrize("name", NAMES)
def test_every_moving_point_lies_inside_its_axes(shown, name, settings_of):
    explorer = shown[name]
    for setting in settings_of(explorer):
        explorer.set(**setting)
        for artist in explorer.figure.artists:
            if not isinstance(artist, Line2D) or artist.get_marker() in ("None", None):
                continue
            (left, right), (low, high) = artist.axes.get_xlim(), artist.axes.get_ylim()
            for x, y in zip(*artist.get_data(), strict=True):
                assert left <= x <= right, (setting, x)
                assert low <= y <= high, (setting, y)


# Two routes side by side --------------------------------------------------------------------------------------------


def arriving(id):
    row = regimen(id)
    kept = share_by_mouth(row.drug)
    if row.route == "nasal":
        return float(np.mean([share + (1 - share) * kept for share in shares_through_the_nose(row.devices)]))
    through = value("sublingual_mucosal_fraction")
    return {"iv": 1.0, "im": value("f_im_label"), "oral": kept, "sublingual": through + (1 - through) * kept}[row.route]


@pytest.mark.parametrize("substance", race.SUBSTANCES)
@pytest.mark.parametrize("number", range(len(race.REGIMENS)))
def test_the_race_says_and_draws_what_the_rows_give(shown, number, substance):
    explorer = shown["route_race"]
    pair = race.REGIMENS[number], race.REGIMENS[(number + 4) % len(race.REGIMENS)]
    axes, bars = explorer.figure.figure.axes[:2]
    for minute in (5, 15, 40, 75, 180, 360):
        explorer.set(first=pair[0], second=pair[1], substance=substance, time_min=minute)
        sentence, texts = explorer.sentence, [text.get_text() for text in explorer.figure.figure.texts]
        thick = [line for line in bars.lines if line in explorer.figure.artists]
        for place, (head, id) in enumerate(zip(("First", "Second"), pair, strict=True)):
            now = at(id, model_of(id), minute / 60)[substance == "norketamine"]
            said = cell(explorer, f"{head}: {substance} at")
            assert_says(said, now)
            assert said in sentence
            # Where the curve is highest, to a minute.
            height, when = peak(id, model_of(id), substance)
            highest, _, clock = cell(explorer, f"{head}: peak of {substance}").partition(" at ")
            assert_says(highest, height)
            token, unit = clock.split()
            assert float(token) * HOURS[unit] == pytest.approx(when, abs=1.01 / 60 if unit == "min" else 0.051)
            assert f"(peak {highest} at {clock})" in sentence
            share = cell(explorer, f"{head}: share")
            assert_says(share, 100 * arriving(id))
            assert share in sentence
            assert [text.get_text() for text in bars.texts if "of the dose" in text.get_text()][place].startswith(share)
            assert list(thick[place].get_xdata()) == pytest.approx([0, 100 * arriving(id)])
            assert texts[place].endswith(regimen(id).label[1:])
            x, y = only_point(marker(axes, "oD"[place]))
            assert (x, y) == pytest.approx((minute / 60, now), rel=1e-4)
            # The dot is on its curve: half a ng/mL is less than a pixel.
            assert np.interp(x, *curves(axes)[place].get_data()) == pytest.approx(y, abs=0.5)
        assert {race.MODEL_WORDS[model_of(id)] for id in pair} == {
            words for words in race.MODEL_WORDS.values() if words in str(explorer.table)
        }


def test_no_regimen_of_the_race_leaves_the_axes(shown):
    axes = shown["route_race"].figure.figure.axes[0]
    for id in race.REGIMENS:
        for substance in race.SUBSTANCES:
            assert peak(id, model_of(id), substance)[0] < 0.97 * axes.get_ylim()[1], (id, substance)


# Drug and metabolite ------------------------------------------------------------------------------------------------


@cache
def long_course(id):
    return published.trace(id, model_of(id), np.concatenate([np.arange(0, 1200) / 60, np.geomspace(20, 400, 2000)]))


@pytest.mark.parametrize("id", race.REGIMENS)
def test_drug_and_metabolite_are_those_of_the_rows_at_each_time(shown, id):
    explorer = shown["parent_metabolite"]
    (axes,) = explorer.figure.figure.axes
    course = long_course(id)
    areas = [np.trapezoid(curve, course.time_h) for curve in (course.ketamine_ng_ml, course.norketamine_ng_ml)]
    late = published.trace(id, model_of(id), [100.0, 110.0]).ketamine_ng_ml
    for time_h in grid(explorer, "time_h"):
        explorer.set(route=id, time_h=time_h)
        drug, made = at(id, model_of(id), time_h)
        said = [cell(explorer, pattern) for pattern in ("^Ketamine at", "^Norketamine at", "over ketamine now")]
        for text, exact in zip(said, (drug, made, made / drug), strict=True):
            assert_says(text, exact)
            assert text in explorer.sentence
        area = cell(explorer, "^Area")
        assert float(area) == pytest.approx(areas[1] / areas[0], abs=0.051)
        assert f"is {area} times that under ketamine" in explorer.sentence
        terminal = cell(explorer, "^Terminal")
        assert_says_time(terminal, 10 * np.log(2) / np.log(late[0] / late[1]))
        assert terminal in explorer.sentence
        assert only_point(marker(axes, "o")) == pytest.approx((time_h, drug), rel=1e-4)
        assert only_point(marker(axes, "D")) == pytest.approx((time_h, made), rel=1e-4)
        for name in ("ketamine", "norketamine"):
            height, when = peak(id, model_of(id), name)
            words = cell(explorer, f"^Peak of {name}")
            assert_says(words.partition(" at ")[0], height)
            token, unit = words.partition(" at ")[2].split()
            assert float(token) * HOURS[unit] == pytest.approx(when, abs=1.01 / 60 if unit == "min" else 0.051)


@pytest.mark.parametrize("id", race.REGIMENS)
def test_ketamine_is_said_to_rise_when_it_rises_and_to_halve_as_fast_as_it_falls(shown, id):
    explorer = shown["parent_metabolite"]
    (axes,) = explorer.figure.figure.axes
    (tangent,) = [line for line in axes.lines if line in explorer.figure.artists and len(line.get_xdata()) == 2]
    for time_h in grid(explorer, "time_h"):
        explorer.set(route=id, time_h=time_h)
        before, after = (at(id, model_of(id), time_h + step)[0] for step in (-1e-3, 1e-3))
        fall_per_h = np.log(before / after) / 2e-3
        said = cell(explorer, "^Slope")
        drawn = np.isfinite(np.asarray(tangent.get_ydata(), float)).all()
        assert drawn == ("halves" in said)
        assert ("halves" in said) == ("halves in" in explorer.sentence)
        if "halves" in said:
            assert said in explorer.sentence
            token, unit = re.search(r"in (\d+(?:\.\d+)?) (min|h|days)", said).groups()
            half_h = np.log(2) / fall_per_h
            slack = 0.5 * 10 ** -len(token.partition(".")[2]) + 0.02 * half_h / HOURS[unit]
            assert abs(float(token) - half_h / HOURS[unit]) <= slack, (time_h, said, half_h)
            (x0, x1), (y0, y1) = tangent.get_data()
            assert np.log(y0 / y1) / (x1 - x0) == pytest.approx(fall_per_h, rel=0.03)
            assert np.exp(np.interp(time_h, [x0, x1], np.log([y0, y1]))) == pytest.approx(
                at(id, model_of(id), time_h)[0], rel=1e-4
            )
        if "ris" in said:
            assert fall_per_h < 0, (time_h, said, fall_per_h)
        # Faster than 6 % an hour, up or down, is not standing still.
        if abs(fall_per_h) > 0.06:
            assert ("halves" if fall_per_h > 0 else "ris") in said, (time_h, said, fall_per_h)


@pytest.mark.parametrize("id", race.REGIMENS)
def test_drug_and_metabolite_stay_inside_the_axes_for_a_day(shown, id):
    explorer = shown["parent_metabolite"]
    (axes,) = explorer.figure.figure.axes
    low, high = axes.get_ylim()
    explorer.set(route=id, time_h=23)
    lines = curves(axes)
    assert len(lines) == 2
    for line in lines:
        time_h, height = line.get_data()
        assert height.max() < high
        assert height[time_h >= grid(explorer, "time_h")[0]].min() > low


# Three models -------------------------------------------------------------------------------------------------------


def middle(row):
    return row.value if row.value is not None else (row.low + row.high) / 2


def printed_minute(id, row):
    """Minutes that the row itself prints; a nasal peak has none, it is drawn where the nasal set has its own."""
    found = re.search(r"(\d+) min\b", f"{row.quantity}; {row.conditions}")
    return float(found.group(1)) if found else 60 * peak(id, "nasal")[1]


@pytest.mark.parametrize("id", trio.PUBLISHED)
def test_three_models_say_and_draw_the_three_sets(shown, id):
    explorer = shown["three_models"]
    (axes,) = explorer.figure.figure.axes
    taken = published.models_for(id)
    marks = {"venous": "o", "arterial": "s", "nasal": "D"}
    for minute in grid(explorer, "time_min"):
        explorer.set(route=id, time_min=minute, published=False)
        now = {model: at(id, model, minute / 60)[0] for model in taken}
        for model, exact in now.items():
            said = cell(explorer, f"(?i)^{race.MODEL_WORDS[model]} at")
            assert_says(said, exact)
            assert f"the {race.MODEL_WORDS[model]} {said}" in explorer.sentence
            assert said in [text.get_text() for text in explorer.figure.figure.texts]
            assert only_point(marker(axes, marks[model])) == pytest.approx((minute, exact), rel=1e-4)
        times = re.search(r"highest is (\S+) times", explorer.sentence).group(1)
        assert is_rounded(times, max(now.values()) / min(now.values()))
        for model in set(marks) - set(taken):
            assert len(marker(axes, marks[model]).get_xdata()) == 0
        assert ("not made for this dose" in explorer.sentence) == ("nasal" not in taken)
        assert f"by {('two', 'three')[len(taken) - 2]} published" in explorer.sentence
        assert "hidden" in explorer.sentence
        assert len(marker(axes, "X").get_xdata()) == 0


@pytest.mark.parametrize("id", trio.PUBLISHED)
def test_crosses_lie_at_the_rows_and_each_model_is_held_against_them(shown, id):
    explorer = shown["three_models"]
    (axes,) = explorer.figure.figure.axes
    explorer.set(route=id, time_min=20, published=True)
    rows = [fact(row_id) for row_id, *_ in trio.PUBLISHED[id]]
    minutes = [printed_minute(id, row) for row in rows]
    x, y = marker(axes, "X").get_data()
    assert list(x) == pytest.approx(minutes, abs=0.51)
    assert list(y) == [middle(row) for row in rows]
    (left, right), (low, high) = axes.get_xlim(), axes.get_ylim()
    assert all(left < a < right and low < b < high for a, b in zip(x, y, strict=True))
    # A bar for each printed range, and no other.
    (bars,) = [li for li in axes.lines if li in explorer.figure.artists and li.get_zorder() == 4]
    ends = [end for row in rows if row.low is not None for end in (row.low, row.high)]
    heights = np.asarray(bars.get_ydata(), float)
    assert list(heights[np.isfinite(heights)]) == ends
    # What is said of each row, and how many times that each model gives.
    cells = [row[1] for row in explorer.table if re.match("Reported|Published", row[0])]
    assert len(cells) == len(rows)
    for text, row, minute in zip(cells, rows, x, strict=True):
        first, _, ratios = text.partition("; of that, models give: ")
        printed = [row.value] if row.value is not None else []
        assert_says(first, *printed, *([row.low, row.high] if row.low is not None else []))
        assert_says(ratios, *(at(id, model, minute / 60)[0] / middle(row) for model in published.models_for(id)))
        assert first in explorer.sentence
    tail = explorer.sentence.partition("models give")[2]
    for text in cells:
        for token in TOKEN.findall(text.partition("; of that, models give: ")[2]):
            assert token in TOKEN.findall(tail)


@pytest.mark.parametrize("published", [True, False])
@pytest.mark.parametrize("id", trio.PUBLISHED)
def test_what_somebody_else_reports_is_called_reported_and_nothing_else_is(shown, id, published):
    explorer = shown["three_models"]
    explorer.set(route=id, time_min=20, published=published)
    rests = published and any(fact(row_id).reported for row_id, *_ in trio.PUBLISHED[id])
    drawn = " ".join(text.get_text() for text in explorer.figure.figure.texts)
    assert ("reported" in explorer.sentence.lower()) == rests
    assert ("reported" in str(explorer.table).lower()) == rests
    assert ("reported" in drawn) == rests


def test_no_model_of_the_three_leaves_the_axes(shown):
    axes = shown["three_models"].figure.figure.axes[0]
    low, high = axes.get_ylim()
    for id in trio.PUBLISHED:
        for model in published.models_for(id):
            course = published.trace(id, model, np.arange(0, 241) / 120)
            assert course.ketamine_ng_ml.max() < high, (id, model)
            assert course.ketamine_ng_ml[course.time_h >= 5 / 60].min() > low, (id, model)


# Virtual patients ---------------------------------------------------------------------------------------------------

CROWDS = (20, 100, 1000)


@cache
def everybody(id, patients):
    return published.trace(id, model_of(id), np.arange(0, 181) / 30, patients=patients, seed=crowd.SEED)


@pytest.mark.parametrize("patients", CROWDS)
@pytest.mark.parametrize("id", crowd.REGIMENS)
def test_the_band_holds_nine_in_ten_and_the_line_is_the_patient(shown, id, patients):
    explorer = shown["virtual_patients"]
    axes, side = explorer.figure.figure.axes[:2]
    people = everybody(id, patients)
    band, shares = (next(patch for patch in one.patches if patch in explorer.figure.artists) for one in (axes, side))
    blue, orange = curves(axes)
    for minute, patient in ((5, 1), (10, 20), (30, 7), (40, 4), (90, 13), (210, 2), (360, 20)):
        explorer.set(route=id, patients=patients, patient=patient, time_min=minute)
        now = published.trace(id, model_of(id), [minute / 60], patients=patients, seed=crowd.SEED).ketamine_ng_ml[:, 0]
        low, half, high = np.percentile(now, (5, 50, 95))
        assert np.mean((low <= now) & (now <= high)) == pytest.approx(0.9, abs=1e-9)
        # Said.
        assert cell(explorer, "^Virtual patients") == f"{patients}"
        assert_says(cell(explorer, "^Middle patient"), half)
        assert_says_range(cell(explorer, "^Nine in ten"), low, high)
        assert_says(cell(explorer, "^Upper end"), high / low)
        assert_says(cell(explorer, f"^Patient {patient} at"), now[patient - 1])
        assert int(cell(explorer, "^Others with less")) == sum(now < now[patient - 1])
        for pattern in ("^Middle patient", "^Nine in ten", f"^Patient {patient} at"):
            assert cell(explorer, pattern) in explorer.sentence
        assert f"{cell(explorer, '^Upper end')} times the lower" in explorer.sentence
        peaks = people.ketamine_ng_ml.max(1)
        assert_says(re.search(r"; peak (\S+ ng/mL)", explorer.sentence).group(1), peaks[patient - 1])
        shown_peaks = cell(explorer, "^Peaks: ").split(", ")
        assert_says(shown_peaks[0], np.median(peaks))
        assert_says_range(shown_peaks[1], *np.percentile(peaks, (5, 95)))
        # Drawn.
        edge = band.get_xy()[: 2 * people.time_h.size]
        below, above = edge[: people.time_h.size, 1], edge[people.time_h.size :, 1][::-1]
        np.testing.assert_allclose(edge[: people.time_h.size, 0], people.time_h)
        np.testing.assert_allclose([below, above], np.percentile(people.ketamine_ng_ml, (5, 95), axis=0))
        within = ((below <= people.ketamine_ng_ml) & (people.ketamine_ng_ml <= above)).mean(0)
        assert within[1:] == pytest.approx(0.9, abs=1e-9)
        np.testing.assert_allclose(blue.get_ydata(), np.median(people.ketamine_ng_ml, axis=0))
        np.testing.assert_allclose(orange.get_ydata(), people.ketamine_ng_ml[patient - 1])
        assert only_point(marker(axes, "D")) == pytest.approx((minute / 60, now[patient - 1]))
        (level,) = [line for line in side.lines if line in explorer.figure.artists]
        assert list(level.get_ydata()) == [pytest.approx(now[patient - 1])] * 2
        widths, levels = shares.get_xy().T
        steps_up = {}
        for width, one, other in zip(widths[1:-1:2], levels[1:-1:2], levels[2:-1:2], strict=False):
            if other > one:
                steps_up[one] = width
        assert sum(steps_up.values()) == pytest.approx(100), (minute, patients)
        for start, width in steps_up.items():
            assert width == pytest.approx(100 * np.mean((start <= now) & (now < start + 10))), start


@pytest.mark.parametrize("id", crowd.REGIMENS)
def test_nobody_and_no_bar_of_the_crowd_leaves_the_axes(shown, id):
    explorer = shown["virtual_patients"]
    axes, side = explorer.figure.figure.axes[:2]
    (shares,) = [patch for patch in side.patches if patch in explorer.figure.artists]
    for patients in map(int, grid(explorer, "patients")):
        people = everybody(id, patients)
        assert np.percentile(people.ketamine_ng_ml, 95, axis=0).max() < axes.get_ylim()[1]
        for minute in grid(explorer, "time_min"):
            explorer.set(route=id, patients=patients, patient=1, time_min=minute)
            assert shares.get_xy()[:, 0].max() <= side.get_xlim()[1]
            assert sum(np.diff(shares.get_xy()[:, 1]) * shares.get_xy()[:-1, 0]) == pytest.approx(1000)
    assert people.ketamine_ng_ml[:20].max() < axes.get_ylim()[1]
    at_slider = published.trace(
        id, model_of(id), [m / 60 for m in grid(explorer, "time_min")], patients=1000, seed=crowd.SEED
    ).ketamine_ng_ml
    assert at_slider.max() < side.get_ylim()[1]


def test_a_patient_stays_the_same_person_in_a_larger_group(shown):
    explorer = shown["virtual_patients"]
    for id in crowd.REGIMENS:
        said = set()
        for patients in grid(explorer, "patients"):
            explorer.set(route=id, patients=patients, patient=7, time_min=30)
            said.add(cell(explorer, "^Patient 7 at"))
        assert len(said) == 1, id


@pytest.mark.parametrize("id", crowd.REGIMENS)
def test_a_virtual_patient_is_the_typical_one_with_other_numbers(id):
    """Patient 4, worked out alone by the second solution, from the deviations that the patient was drawn with."""
    drawn = {name: row[3] for name, row in published.deviations(model_of(id), 20, crowd.SEED).items()}
    changed = {name: np.exp(deviation) for name, deviation in drawn.items() if name != "nasal_fraction"}
    if "nasal_fraction" in drawn:
        first = value("nasal_fraction_first")
        odds = first / (1 - first) * np.exp(drawn["nasal_fraction"])
        changed["nasal_fraction"] = odds / (1 + odds)
    times = [0.25, 0.5, 1.0, 3.0, 6.0]
    both = solved(id, model_of(id), times, changed)
    course = published.trace(id, model_of(id), times, patients=20, seed=crowd.SEED)
    np.testing.assert_allclose(course.ketamine_ng_ml[3], both[0], rtol=1e-6)
    np.testing.assert_allclose(course.norketamine_ng_ml[3], both[1], rtol=1e-6)


# From plasma to channel ---------------------------------------------------------------------------------------------


def held(ketamine_ng_ml, norketamine_ng_ml, unbound=None):
    """Low, middle and high share of sites in percent: Gaddum's equation with the rows' values and ends."""
    one, other, free = (fact(f"{id}") for id in
                        ("ketamine_displacement_rat", "norketamine_displacement_rat", "unbound_fraction"))  # fmt: skip
    shares = (free.low, free.value, free.high) if unbound is None else (unbound,) * 3
    found = []
    for share, half, other_half in zip(
        shares, (one.high, one.value, one.low), (other.high, other.value, other.low), strict=True
    ):
        weight = share * ketamine_ng_ml / value("ketamine_molar_mass") / half
        weight = weight + share * norketamine_ng_ml / value("norketamine_molar_mass") / other_half
        found.append(100 * weight / (1 + weight))
    return found


@pytest.mark.parametrize("unbound", [0.5, 0.55, 0.7, 0.9])
@pytest.mark.parametrize("norketamine", [0, 20, 180, 1000])
def test_the_share_of_channels_follows_from_the_printed_affinities(shown, norketamine, unbound):
    explorer = shown["plasma_to_channel"]
    axes, boxes = explorer.figure.figure.axes[:2]
    (bar,) = [li for li in axes.lines if li in explorer.figure.artists and len(li.get_xdata()) == 2]
    (curve,) = [line for line in curves(axes) if line in explorer.figure.artists]
    for level in grid(explorer, "conc_ng_ml"):
        explorer.set(conc_ng_ml=level, norketamine_ng_ml=norketamine, unbound=unbound)
        sentence = explorer.sentence
        total, made = level / value("ketamine_molar_mass"), norketamine / value("norketamine_molar_mass")
        here, spread = held(level, norketamine, unbound), held(level, norketamine)
        assert_says(cell(explorer, "^Total ketamine"), level, total)
        assert_says(cell(explorer, "^Total norketamine"), norketamine, made)
        assert_says(cell(explorer, "^Unbound share"), 100 * unbound)
        assert_says(cell(explorer, "^Free ketamine"), total * unbound)
        assert_says(cell(explorer, "^Free norketamine"), made * unbound)
        assert_says(cell(explorer, "^Sites held$"), here[1])
        assert_says_range(cell(explorer, "^Sites held, spread of the affinity"), here[0], here[2])
        widest = cell(explorer, "^Sites held, all")
        assert_says_range(widest, spread[0], spread[2])
        for pattern in ("^Unbound share", "^Free ketamine", "^Sites held$", "^Sites held, all"):
            assert cell(explorer, pattern) in sentence, pattern
        for part in cell(explorer, "^Total ketamine").split(", "):
            assert part in sentence
        words = " ".join(text.get_text() for text in boxes.texts)
        for part in (cell(explorer, "^Sites held$"), widest, cell(explorer, "^Free ketamine")):
            assert part in words
        # The unbound shares on offer lie within the printed span, so the dot lies on the bar.
        assert spread[0] - 1e-9 <= here[1] <= spread[2] + 1e-9
        assert only_point(marker(axes, "o")) == pytest.approx((level, here[1]))
        assert list(bar.get_xdata()) == [level] * 2
        assert list(bar.get_ydata()) == pytest.approx([spread[0], spread[2]])
        assert np.interp(np.log(level), np.log(curve.get_xdata()), curve.get_ydata()) == pytest.approx(
            here[1], abs=0.05
        )
    (band,) = [patch for patch in axes.patches if patch in explorer.figure.artists]
    x, y = band.get_xy()[:-1].T
    half = x.size // 2
    np.testing.assert_allclose(y[:half], held(x[:half], norketamine)[0])
    np.testing.assert_allclose(y[half:], held(x[half:], norketamine)[2])
    assert 0 <= y.min() < y.max() <= 100


def test_the_marked_levels_are_rows_and_a_reported_one_is_called_so(shown):
    explorer = shown["plasma_to_channel"]
    axes = explorer.figure.figure.axes[0]
    upright = [line for line in axes.lines if line not in explorer.figure.artists and len(line.get_xdata()) == 2]
    assert sorted(line.get_xdata()[0] for line in upright) == sorted(fact(id).value for id, *_ in steps.LEVELS)
    for id, words, _ in steps.LEVELS:
        (label,) = [text for text in axes.texts if text.get_text().replace("\n", " ") == words]
        assert label.get_position()[0] == fact(id).value
        assert ("reported" in words) == fact(id).reported
    # The picture shows them at every setting, so a reader who cannot see it must be told.
    for level in (10, 185, 3000):
        explorer.set(conc_ng_ml=level)
        assert ("reported" in explorer.sentence) == any(fact(id).reported for id, *_ in steps.LEVELS)
        for id, *_ in steps.LEVELS:
            assert f"{fact(id).value:.0f} ng/mL" in explorer.sentence + str(explorer.table)


# The drug and the effect --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", race.MODEL_WORDS)
def test_a_day_later_little_is_left_and_the_sentence_says_how_little(shown, model):
    explorer = shown["after_a_day"]
    axes, strip = explorer.figure.figure.axes[:2]
    best = effect_point("point_kishimoto2016_24h")
    (top, _), (most, _) = (peak(bridge.ROUTE, model, name) for name in ("ketamine", "norketamine"))
    for time_h in grid(explorer, "time_h"):
        explorer.set(time_h=time_h, model=model)
        drug, made = at(bridge.ROUTE, model, time_h)
        low, half, high = held(drug, made)
        shown_drug, shown_made = cell(explorer, "^Ketamine at"), cell(explorer, "^Norketamine at")
        # The peak of norketamine is read off a coarser grid: half a thousandth may be missing.
        assert_says(shown_drug, drug, 100 * drug / top)
        assert TOKEN.findall(shown_made)[1].startswith("under") or float(TOKEN.findall(shown_made)[1]) == pytest.approx(
            100 * made / most, rel=2e-3, abs=0.51
        )
        assert is_rounded(TOKEN.findall(shown_made)[0], made)
        assert_says(cell(explorer, "^Sites held, middle"), half)
        assert_says_range(cell(explorer, "^Sites held, all"), low, high)
        for text in (shown_drug, shown_made):
            for part in text.removesuffix(" of its peak").split(", "):
                assert part in explorer.sentence
        assert f"{cell(explorer, '^Sites held, middle')} of channel sites" in explorer.sentence
        assert f"{best.smd:.2f} ({best.low:.2f} to {best.high:.2f})" in explorer.sentence
        assert "reported" not in explorer.sentence
        heights = [only_point(marker(axes, mark)) for mark in "oDs"]
        assert [x for x, _ in heights] == [time_h] * 3
        assert [y for _, y in heights] == pytest.approx([100 * drug / top, 100 * made / most, half], rel=2e-3)
        for line in (*curves(axes), *(patch.get_path() for patch in axes.patches)):
            y = np.asarray(line.get_ydata() if hasattr(line, "get_ydata") else line.vertices[:, 1], float)
            assert 0 <= y.min() < y.max() <= 105
        assert len(curves(axes)) == 3
        for axis in (axes, strip):
            assert any(list(li.get_xdata()) == [time_h] * 2 for li in axis.lines if li in explorer.figure.artists)


def test_the_strip_of_trials_stands_at_the_rows(shown):
    explorer = shown["after_a_day"]
    strip = explorer.figure.figure.axes[1]
    first, lost = fact("ketamine_effect_first"), fact("ketamine_effect_lost")
    starts = [x for line in strip.lines if line not in explorer.figure.artists for x in line.get_xdata()]
    assert min(starts) == pytest.approx(first.value / 60)
    assert max(starts) == pytest.approx(24 * lost.high)
    assert any(x == pytest.approx(24 * lost.low) for x in starts)
    assert only_point(marker(strip, "D"))[0] == 24
    assert not any(row.reported for row in (first, lost, effect_point("point_kishimoto2016_24h")))
    for time_h in grid(explorer, "time_h"):
        explorer.set(time_h=time_h)
        said = cell(explorer, "^Pooled trials at this time")
        assert said in explorer.sentence
        # Never a difference before the first rating or after the days by which it is no longer seen.
        there = said == "a difference from control is there"
        if time_h < first.value / 60 - 1e-9 or time_h > 24 * lost.low:
            assert not there, time_h
        if 24 <= time_h < 24 * lost.low:
            assert there, time_h


# The still map ------------------------------------------------------------------------------------------------------


def test_the_map_says_each_number_that_it_draws():
    picture = body_map()
    drawn = [words for words, _ in word_boxes(picture.figure.figure) if re.search(r"\d", words)]
    expected = [1.0, value("f_im_label"), value("f_nasal_label_84"), value("f_sublingual_rolan"),
                share_by_mouth("s_ketamine")]  # fmt: skip
    assert len(drawn) == len(expected)
    for words, share in zip(drawn, expected, strict=True):
        assert_says(words, 100 * share)
        assert words in picture.sentence
    assert not any(fact(id).reported for id in ("f_im_label", "f_nasal_label_84", "f_sublingual_rolan"))
    assert "reported" not in picture.sentence


def test_the_words_of_the_map_do_not_run_into_each_other():
    picture = body_map()
    boxes = word_boxes(picture.figure.figure)
    width, height = picture.figure.size_px
    for number, (words, box) in enumerate(boxes):
        assert 0 < box.x0 < box.x1 < width, words
        assert 0 < box.y0 < box.y1 < height, words
        for other, its in boxes[number + 1 :]:
            assert not box.overlaps(its), (words, other)
