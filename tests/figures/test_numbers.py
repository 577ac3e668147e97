"""What the lesson figures say and draw, against numbers worked out again from the models and from the equations."""

import contextlib
import itertools
import re

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.text import Text

from ketlessons import evidence, models, published
from ketlessons.explorers import EXPLORERS
from ketlessons.figures.receptor.channel_clock import END_S, MOMENTS_S, PHASES
from ketlessons.figures.receptor.channel_drawing import STATES
from ketlessons.stage import style


def percents(text):
    return [float(number) for number in re.findall(r"(\d+(?:\.\d+)?) %", text)]


def line_with_marker(figure, marker):
    (line,) = [line for axes in figure.axes for line in axes.lines if line.get_marker() == marker]
    return line


def labelled(figure, label):
    (line,) = [line for axes in figure.axes for line in axes.lines if line.get_label() == label]
    return line


def text_near(explorer, pattern):
    found = [t for t in explorer.figure.figure.findobj(Text) if t.get_visible() and re.search(pattern, t.get_text())]
    return [text.get_text() for text in found]


# Lesson 00: one hundred channels ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def hundred():
    return EXPLORERS["hundred_channels"]()


def hill(conc_um, ic50_um, slope):
    return conc_um**slope / (conc_um**slope + ic50_um**slope)


def test_the_hundred_are_counted_as_the_published_curve_says(hundred, read_svg):
    (control,) = hundred.controls
    for conc_um in control.grid:
        hundred.set(conc_um=conc_um)
        share = hill(conc_um, evidence.value("ketamine_ic50_human"), evidence.value("ketamine_hill_human"))
        assert models.fraction_blocked(
            conc_um, evidence.value("ketamine_ic50_human"), evidence.value("ketamine_hill_human")
        ) == pytest.approx(share)
        blocked, left = map(int, re.search(r", (\d+) of 100 .* and (\d+) are not", hundred.sentence).groups())
        assert blocked == pytest.approx(100 * share, abs=0.5)
        assert blocked + left == 100
        assert percents(hundred.table[1][1])[0] == pytest.approx(100 * share, abs=0.051)
        # A hexagon for each blocked channel; a ring and a dot for each of the others.
        markup = read_svg(hundred.figure.frame(hundred.values).svg)
        uses = list(markup.iter("{http://www.w3.org/2000/svg}use"))
        assert len(uses) == blocked + 2 * left
        places = {(use.get("x"), use.get("y")) for use in uses}
        assert len(places) == 100
        assert f"{blocked} of 100" in "".join(markup.itertext())


def test_no_ketamine_blocks_none_of_the_hundred(hundred):
    assert re.search(r"\b0 of 100 .* are blocked and 100 are not", hundred.set(conc_um=0).sentence)


# Lesson 02: the concentration-block curve ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def curve():
    return EXPLORERS["block_curve"]()


VOLTAGES, MAGNESIUM = (-90, -70, -20, 0, 40), (0, 1, 2)


def moved_ic50(compound, voltage_mv, mg_mm):
    """IC50 at a voltage and in Mg2+, from the three equations as they are printed in the papers."""
    ic50_um = compound.ic50_um
    if compound.delta is None:
        return ic50_um
    thermal_mv = evidence.value("model_thermal_voltage")
    ic50_um *= np.exp(compound.delta * (voltage_mv - compound.reference_mv) / thermal_mv)
    half_mm, slope = evidence.value("mg_half_block_0mv"), evidence.value("mg_slope")
    return ic50_um * (1 + mg_mm / half_mm * np.exp(-slope * voltage_mv))


@pytest.mark.parametrize("name", published.compound_names())
def test_the_block_of_the_sentence_is_the_block_of_the_equations(curve, name):
    compound = published.compound(name)
    for voltage_mv, mg_mm, conc_um in itertools.product(VOLTAGES, MAGNESIUM, (0.02, 0.1, 1, 10, 200)):
        curve.set(compound=name, voltage_mv=voltage_mv, mg_mm=mg_mm, conc_um=conc_um)
        half_um = moved_ic50(compound, voltage_mv, mg_mm)
        block = 100 * hill(conc_um, half_um, compound.hill)
        table = {row[0]: row[1] for row in curve.table}
        shown = table.get("Current removed", table.get("Binding sites occupied"))
        if block < 0.1:
            assert shown == "under 0.1 %"
        else:
            assert percents(shown)[0] == pytest.approx(block, abs=0.051 if block < 9.9 or block > 99.1 else 0.51)
        assert shown in curve.sentence
        half = float(table["Half effect at these settings"].removesuffix(" µM"))
        assert half == pytest.approx(half_um, rel=0.006)


def test_the_models_agree_with_the_equations_written_out():
    compound = published.compound("ketamine")
    for voltage_mv, mg_mm in itertools.product(VOLTAGES, MAGNESIUM):
        free = models.magnesium_unblocked(voltage_mv, mg_mm, **published.magnesium())
        ic50_um = models.ic50_at_voltage(compound.ic50_um, voltage_mv, compound.delta, compound.reference_mv)
        conc_um = np.geomspace(0.01, 300, 7)
        assert ic50_um / free == pytest.approx(moved_ic50(compound, voltage_mv, mg_mm), rel=1e-3)
        np.testing.assert_allclose(
            models.block_in_magnesium(conc_um, ic50_um, free, compound.hill),
            models.fraction_blocked(conc_um, ic50_um / free, compound.hill),
        )


@pytest.mark.parametrize("name", published.compound_names())
def test_the_dot_lies_on_the_curve_and_says_the_sentence(curve, name, read_svg):
    compound = published.compound(name)
    figure = curve.figure.figure
    (axes,) = [axes for axes in figure.axes if axes.get_xscale() == "log"]
    for conc_um, voltage_mv, mg_mm in itertools.product((0.02, 1, 40, 200), (-90, -70, 40), (0, 1)):
        curve.set(compound=name, conc_um=conc_um, voltage_mv=voltage_mv, mg_mm=mg_mm)
        (x,), (y,) = line_with_marker(figure, "o").get_data()
        assert x == conc_um
        assert y == pytest.approx(100 * hill(conc_um, moved_ic50(compound, voltage_mv, mg_mm), compound.hill), rel=2e-3)
        (line,) = [line for line in axes.lines if line.get_linewidth() == max(li.get_linewidth() for li in axes.lines
                   if len(li.get_xdata()) > 10)]  # fmt: skip
        assert np.interp(np.log(x), np.log(line.get_xdata()), line.get_ydata()) == pytest.approx(y, abs=0.05)
        # And the browser gets the dot at that very place.
        place = axes.transData.transform((x, y))
        height = curve.figure.size_px[1]
        uses = read_svg(curve.figure.frame(curve.values).svg).iter("{http://www.w3.org/2000/svg}use")
        drawn = [(float(use.get("x")), float(use.get("y"))) for use in uses]
        assert min(np.hypot(a - place[0], b - (height - place[1])) for a, b in drawn) < 0.1
        # The words beside the dot are the percentage of the sentence.
        (label,) = text_near(curve, r"^(under )?\d+(\.\d)? %$")
        assert label in curve.sentence


@pytest.mark.parametrize("name", published.compound_names())
def test_the_diamond_marks_the_published_half_effect(curve, name):
    compound = published.compound(name)
    curve.set(compound=name, conc_um=1, voltage_mv=-20, mg_mm=1)
    (x,), (y,) = line_with_marker(curve.figure.figure, "D").get_data()
    assert (x, y) == (compound.ic50_um, 50)
    assert f"{compound.ic50_um:g} µM" in curve.sentence


@pytest.mark.parametrize("name", published.compound_names())
def test_binding_is_not_called_block_and_reports_are_called_reports(curve, name):
    compound = published.compound(name)
    curve.set(compound=name, conc_um=1, voltage_mv=-70, mg_mm=0)
    if compound.kind == "binding":
        assert "Ki" in curve.sentence
        assert "IC50" not in curve.sentence
        assert "binding sites are occupied" in curve.sentence
    else:
        assert "IC50" in curve.sentence
        assert "of the current" in curve.sentence
    assert ("reported" in curve.sentence) == compound.reported
    assert ("measured" in curve.sentence) != compound.reported


def test_the_bands_of_the_table_are_what_ketamine_removes_at_their_ends(curve):
    compound = published.compound("ketamine")
    for voltage_mv, mg_mm in itertools.product((-90, -70, -20), (0, 1)):
        curve.set(compound="ketamine", conc_um=1, voltage_mv=voltage_mv, mg_mm=mg_mm)
        for fact_id, words in (
            ("antidepressant_free_um", "antidepressant"),
            ("anaesthetic_free_um", "anaesthesia"),
        ):
            estimate = evidence.fact(fact_id)
            half_um = moved_ic50(compound, voltage_mv, mg_mm)
            ends = [100 * hill(end, half_um, compound.hill) for end in (estimate.low, estimate.high)]
            (shown,) = [row[1] for row in curve.table if f"Band of {words}" in row[0]]
            assert percents(shown) == pytest.approx(ends, abs=0.51)
        assert re.search(r"antidepressant band this curve removes .* % to .* %", curve.sentence)


def test_voltage_and_magnesium_leave_a_compound_alone_whose_dependence_was_not_read(curve):
    for name in published.compound_names():
        if published.compound(name).delta is None:
            said = {
                curve.set(compound=name, conc_um=1, voltage_mv=v, mg_mm=m).sentence
                for v, m in itertools.product((-90, 40), (0, 2))
            }
            assert len(said) == 1
            assert "do nothing here" in said.pop()


# Lesson 02: the channel clock ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def clock():
    return EXPLORERS["channel_clock"]()


TIMES = (*MOMENTS_S, 0.5, 5.0, 9.0, 11.0, 14.0)
CLOCK_SETTINGS = [
    {"glutamate": glutamate, "conc_um": conc_um, "voltage_mv": voltage_mv, "mg_mm": mg_mm}
    for glutamate, conc_um, voltage_mv, mg_mm in (
        ("1000", 3, -70, 0),
        ("1000", 30, -70, 1),
        ("1000", 3, 40, 2),
        ("1", 30, -20, 0.5),
        ("0", 30, -70, 1),
        ("1000", 0, -90, 2),
    )
]


def occupancy_at(time_s, glutamate, conc_um, voltage_mv, mg_mm):
    """Run the protocol up to one time only, so that no grid of times is shared with the figure."""
    scheme = models.Scheme(published.gating(), published.blocker("ketamine"))
    free = models.magnesium_unblocked(voltage_mv, mg_mm, **published.magnesium())
    protocol, left = [], time_s
    for seconds, glu, drug, _ in PHASES:
        if left > 1e-9:
            conditions = (float(glutamate) if glu else 0.0, conc_um if drug else 0.0, voltage_mv, free)
            protocol.append(models.Segment(min(seconds, left), *conditions))
        left -= seconds
    final = models.respond(scheme, protocol, points=2).final if protocol else scheme.rest()
    state = dict(zip(scheme.states, final, strict=True))
    return {
        "closed": sum(state[name] for name in ("C0", "C1", "C2", "D")),
        "open": state["O"] * free,
        "magnesium": state["O"] * (1 - free),
        "ketamine": state["OB"],
        "trapped": sum(state[name] for name in ("C0B", "C1B", "C2B", "DB")),
    }


@pytest.mark.parametrize("setting", CLOCK_SETTINGS, ids=lambda s: "-".join(map(str, s.values())))
def test_the_shares_of_the_clock_are_those_of_the_model(clock, setting):
    for time_s in TIMES:
        clock.set(**setting, time_s=time_s)
        expected = [100 * share for share in occupancy_at(time_s, **setting).values()]
        said = percents(clock.sentence)
        in_table = [percents(row[1])[0] for row in clock.table[1:6]]
        assert said == pytest.approx(expected, abs=0.51)
        assert in_table == pytest.approx(expected, abs=0.051)
        assert sum(expected) == pytest.approx(100)
        assert sum(said) == pytest.approx(100, abs=2.5)
        assert all(row[0].startswith(words) for row, words in zip(clock.table[1:], STATES.values(), strict=False))


@pytest.mark.parametrize("setting", CLOCK_SETTINGS, ids=lambda s: "-".join(map(str, s.values())))
def test_bars_dot_and_cursor_of_the_clock_show_the_sentence(clock, setting):
    figure = clock.figure.figure
    (bars,) = [axes.containers[0] for axes in figure.axes if len(axes.get_yticks()) == 5 and axes.containers]
    for time_s in TIMES:
        clock.set(**setting, time_s=time_s)
        assert [bar.get_width() for bar in bars] == pytest.approx(percents(clock.sentence), abs=0.5)
        (x,), (y,) = line_with_marker(figure, "o").get_data()
        smooth = labelled(figure, "average of very many")
        assert x == time_s
        assert y == pytest.approx(bars[list(STATES).index("open")].get_width())
        assert np.interp(x, *smooth.get_data()) == pytest.approx(y, abs=1e-6)
        assert any(list(line.get_xdata()) == [time_s, time_s] for axes in figure.axes for line in axes.lines)


@pytest.mark.parametrize("setting", CLOCK_SETTINGS, ids=lambda s: "-".join(map(str, s.values())))
def test_the_drawn_channel_is_the_one_that_is_named(clock, setting):
    words = {**STATES, "trapped": "shut with ketamine trapped inside"}
    for time_s in TIMES:
        clock.set(**setting, time_s=time_s)
        named = re.search(r"the drawn channel is ([^.]+)\.", clock.sentence).group(1)
        (state,) = [name for name, said in words.items() if said == named]
        (verdict,) = [t for t in clock.figure.figure.findobj(Text) if t.get_fontsize() == 12.5]
        assert verdict.get_text().lower() == STATES[state].lower()
        letters = text_near(clock, r"^(K|Mg)$")
        assert letters == {"magnesium": ["Mg"], "ketamine": ["K"], "trapped": ["K"]}.get(state, [])


@pytest.mark.parametrize("mg_mm", [0, 0.5, 1, 2])
@pytest.mark.parametrize("voltage_mv", [-90, -70, -20, 40])
def test_the_simulated_channels_follow_the_average(clock, voltage_mv, mg_mm):
    """One hundred channels scatter by up to 5 % at one time; over the whole run that averages out.

    With independent random numbers the means of these runs differ by 0.6 % at most.
    """
    figure = clock.figure.figure
    for conc_um in (0, 3, 30):
        clock.set(glutamate="1000", conc_um=conc_um, voltage_mv=voltage_mv, mg_mm=mg_mm, time_s=5)
        jagged, smooth = labelled(figure, "100 simulated channels"), labelled(figure, "average of very many")
        assert np.mean(jagged.get_ydata() - smooth.get_ydata()) == pytest.approx(0, abs=1.0), conc_um


@pytest.mark.parametrize("setting", CLOCK_SETTINGS, ids=lambda s: "-".join(map(str, s.values())))
def test_the_table_of_the_clock_follows_what_is_held_through_the_moments(clock, setting):
    clock.set(**setting, time_s=5)
    rows = {row[0]: percents(row[1])[0] for row in clock.table if row[0].startswith("holding ketamine at")}
    assert len(rows) == len(MOMENTS_S)
    for moment in MOMENTS_S:
        expected = occupancy_at(moment, **setting)
        held = 100 * (expected["ketamine"] + expected["trapped"])
        assert rows[f"holding ketamine at {moment:.1f} s"] == pytest.approx(held, abs=0.051)


def test_no_glutamate_and_no_ketamine_show_in_words_and_numbers(clock):
    clock.set(glutamate="0", conc_um=30, voltage_mv=-70, mg_mm=0, time_s=8.9)
    assert "no glutamate" in clock.sentence
    assert percents(clock.sentence) == [100, 0, 0, 0, 0]
    clock.set(glutamate="1000", conc_um=0, mg_mm=0)
    assert "no ketamine" in clock.sentence
    assert percents(clock.sentence)[3:] == [0, 0]


def test_the_condition_named_at_a_time_is_that_of_its_phase(clock):
    start = 0.0
    for seconds, glu, drug, what in PHASES:
        clock.set(glutamate="1000", conc_um=3, voltage_mv=-70, mg_mm=0, time_s=round(start + seconds / 2, 1))
        assert what in clock.sentence
        assert ("no glutamate" not in clock.sentence.split(what)[1]) == glu
        assert ("no ketamine" not in clock.sentence.split(what)[1].split(")")[0]) == drug
        start += seconds
    assert start == END_S


def test_the_percentage_at_a_bar_is_readable_wherever_the_bar_ends(clock):
    """Ink beside the bar or paper on the bar: never paper on paper, never half on and half off."""
    figure = clock.figure.figure
    renderer = figure.canvas.get_renderer()
    (axes,) = [axes for axes in figure.axes if len(axes.get_yticks()) == 5 and axes.containers]
    bad = []
    for setting, time_s in itertools.product(CLOCK_SETTINGS, np.arange(0, END_S, 0.4).round(1)):
        clock.set(**setting, time_s=float(time_s))
        labels = [text for text in axes.texts if text.get_text().endswith(" %")]
        for bar, label in zip(axes.containers[0], labels, strict=True):
            end = bar.get_window_extent(renderer).x1
            words = label.get_window_extent(renderer)
            on_bar = to_hex(label.get_color()) == style.colour("paper")
            if (words.x1 > end + 0.5) if on_bar else (words.x0 < end - 0.5):
                bad.append((setting, float(time_s), round(bar.get_width(), 1), label.get_text()))
    assert bad == []


# Lesson 02: pulses, drug and wash -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def bench():
    return EXPLORERS["use_dependence"]()


#: Blocker and leak behind each entry of the menu, as the lesson's menu names them.
MENU = {
    "ketamine": ("ketamine", False),
    "ketamine_leak": ("ketamine", True),
    "memantine_leak": ("memantine", True),
    "pcp": ("pcp", False),
    "mk801": ("mk801", False),
}


PULSE_S = {"none": 0.0, "short": 0.5, "long": 4.0}


def protocol_of(drug_s, pulses, wash_s, with_drug=True):
    """The experiment in words: two control pulses, drug with or without pulses, wash, test pulses until 260 s."""

    def cycle(pulse_s, conc_um):
        return [(seconds, glu, conc_um) for seconds, glu in ((pulse_s, 1000.0), (10.0 - pulse_s, 0.0)) if seconds]

    before = 2 * cycle(4.0, 0.0)
    during = (drug_s // 10) * cycle(PULSE_S[pulses], 10.0 if with_drug else 0.0)
    wash = [(float(wash_s), 0.0, 0.0)] if wash_s else []
    tests = ((260 - 20 - drug_s - wash_s) // 10) * cycle(4.0, 0.0)
    return before, during, wash, tests


def run(drug, steps, **how):
    name, leak = MENU[drug]
    blocker = published.blocker(name, escape=leak)
    scheme = models.Scheme(published.gating(), blocker)
    segments = [models.Segment(seconds, glu, conc, blocker.reference_mv) for seconds, glu, conc in steps]
    return models.respond(scheme, segments, **how)


BENCH_SETTINGS = [
    *({"drug": drug, "drug_s": 30, "pulses": "long", "wash_s": 30} for drug in MENU),
    {"drug": "ketamine", "drug_s": 60, "pulses": "none", "wash_s": 30},
    {"drug": "ketamine", "drug_s": 60, "pulses": "short", "wash_s": 0},
    {"drug": "mk801", "drug_s": 60, "pulses": "short", "wash_s": 30},
    {"drug": "ketamine_leak", "drug_s": 20, "pulses": "long", "wash_s": 90},
    {"drug": "mk801", "drug_s": 10, "pulses": "short", "wash_s": 10},
    {"drug": "pcp", "drug_s": 0, "pulses": "long", "wash_s": 90},
    {"drug": "memantine_leak", "drug_s": 60, "pulses": "long", "wash_s": 90},
]


@pytest.mark.parametrize("setting", BENCH_SETTINGS, ids=lambda s: "-".join(map(str, s.values())))
def test_the_shares_that_hold_the_drug_are_those_of_the_model(bench, setting):
    bench.set(**setting)
    drug, rest = setting["drug"], {k: v for k, v in setting.items() if k != "drug"}
    before, during, wash, _ = protocol_of(**rest)
    held = 100 * run(drug, before + during, points=2).blocked[-1]
    kept = 100 * run(drug, before + during + wash, points=2).blocked[-1]
    table = [percents(row[1])[0] for row in bench.table[1:3]]
    assert table == pytest.approx([held, kept], abs=0.051)
    said_held = float(re.search(r"(\d+(?:\.\d+)?) % of channels hold", bench.sentence).group(1))
    said_kept = float(re.search(r"(\d+(?:\.\d+)?) % hold it", bench.sentence).group(1))
    assert (said_held, said_kept) == pytest.approx((held, kept), abs=0.51)


@pytest.mark.parametrize("setting", BENCH_SETTINGS, ids=lambda s: "-".join(map(str, s.values())))
def test_the_test_pulses_carry_the_charge_of_the_model(bench, setting):
    bench.set(**setting)
    drug, rest = setting["drug"], {k: v for k, v in setting.items() if k != "drug"}
    steps = [step for part in protocol_of(**rest) for step in part]
    clean = [step for part in protocol_of(**rest, with_drug=False) for step in part]
    treated, untreated = (run(drug, protocol, step_s=0.002) for protocol in (steps, clean))
    starts = np.cumsum([0.0, *(step[0] for step in steps)])

    def charge(response, index):
        during = (response.time_s >= starts[index] - 1e-9) & (response.time_s <= starts[index + 1] + 1e-9)
        return np.trapezoid(response.conductance[during], response.time_s[during])

    pulses = [(start, 100 * charge(treated, i) / charge(untreated, i))
              for i, (start, step) in enumerate(zip(starts, steps, strict=False)) if step[1] > 0]  # fmt: skip
    drug_ends = 20 + setting["drug_s"]
    with_drug = [percent for start, percent in pulses if 20 <= start < drug_ends]
    tests = [percent for start, percent in pulses if start >= drug_ends + setting["wash_s"]]
    sentence = bench.sentence
    said = re.search(r"first test pulse then carries ([\d.]+) % .* the last ([\d.]+) %", sentence).groups()
    # Half a percent for rounding to whole percents; the exact charge leaves no room for more.
    assert list(map(float, said)) == pytest.approx([tests[0], tests[-1]], abs=0.55)
    table = {row[0]: row[1] for row in bench.table[1:]}
    for label, expected in (("pulse {} with drug", with_drug), ("test pulse {}", tests[:8])):
        for number, percent in enumerate(expected, 1):
            assert percents(table[f"Current in {label.format(number)}"])[0] == pytest.approx(percent, abs=0.55)
    assert f"Current in the last test pulse ({len(tests)})" in table
    if with_drug:
        assert sentence.startswith(f"{len(with_drug)} ")
        carried = re.findall(r"(?:the first|it) carries ([\d.]+) % of the control current", sentence)
        assert float(carried[0]) == pytest.approx(with_drug[0], abs=0.55)
    if len(with_drug) > 1:
        last = re.search(r"control current, the last ([\d.]+) %, and", sentence).group(1)
        assert float(last) == pytest.approx(with_drug[-1], abs=0.55)
    half = next((number for number, percent in enumerate(tests, 1) if percent >= 50), None)
    words = f"at test pulse {half}." if half else f"not reached in {len(tests)} test pulses."
    assert sentence.endswith(words)


@pytest.mark.parametrize("setting", BENCH_SETTINGS, ids=lambda s: "-".join(map(str, s.values())))
def test_the_curves_and_strips_of_the_bench_show_the_sentence(bench, setting):
    bench.set(**setting)
    figure = bench.figure.figure
    held = labelled(figure, "channels holding the drug (right axis)")
    said_held = float(re.search(r"(\d+(?:\.\d+)?) % of channels hold", bench.sentence).group(1))
    said_kept = float(re.search(r"(\d+(?:\.\d+)?) % hold it", bench.sentence).group(1))
    ends = [20 + setting["drug_s"], 20 + setting["drug_s"] + setting["wash_s"]]
    assert np.interp(ends, *held.get_data()) == pytest.approx([said_held, said_kept], abs=0.51)
    without, treated = labelled(figure, "without drug"), labelled(figure, "with drug")
    assert (treated.get_ydata() <= without.get_ydata() + 1e-6).all()
    for line in (without, treated, held):
        low, high = line.axes.get_ylim()
        assert low <= np.min(line.get_ydata())
        assert np.max(line.get_ydata()) <= high
    (drug,) = [line for axes in figure.axes for line in axes.lines
               if not axes.axison and to_hex(line.get_color()) == style.colour("blue")]  # fmt: skip
    shown = np.asarray(drug.get_xdata(), float)
    shown = shown[np.isfinite(shown)]
    assert [*shown[:1], *shown[-1:]] == ([20, 20 + setting["drug_s"]] if setting["drug_s"] else [])


def test_without_a_pulse_nothing_is_blocked_and_the_first_test_pulse_is_whole(bench):
    bench.set(drug="ketamine", drug_s=60, pulses="none", wash_s=30)
    assert "no channel opened" in bench.sentence
    assert set(percents(bench.sentence)) == {0, 100}


def test_without_drug_nothing_is_said_about_one(bench):
    bench.set(drug="mk801", drug_s=0, pulses="long", wash_s=30)
    assert bench.sentence.startswith("No drug was given, so 0 %")


@pytest.mark.parametrize("drug_s", [35, 5])
def test_a_time_between_the_steps_of_the_slider_is_drawn_or_refused_but_not_misread(bench, drug_s):
    """Python may set any number of the range: then the drug bar must be as long as the sentence says."""
    with contextlib.suppress(ValueError):
        bench.set(drug="ketamine", drug_s=drug_s, pulses="none", wash_s=30)
    figure = bench.figure.figure
    (drug,) = [line for axes in figure.axes for line in axes.lines
               if not axes.axison and to_hex(line.get_color()) == style.colour("blue")]  # fmt: skip
    shown = np.asarray(drug.get_xdata(), float)
    shown = shown[np.isfinite(shown)]
    drawn = shown[-1] - shown[0] if shown.size else 0
    assert drawn == pytest.approx(bench.drug_s)
    said = re.search(r"was there for ([\d.]+) s", bench.sentence)
    assert (float(said.group(1)) if said else 0) == pytest.approx(drawn)
