"""Pulses, drug and wash: what is held and what each pulse carries, against the protocol run again in its parts."""

import contextlib

import numpy as np
import pytest

from ketlessons import models, published
from ketlessons.explorers import EXPLORERS
from ketlessons.figures.receptor.use_dependence import Case


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
    "made_up_a": ("made_up_a", False),
    "made_up_b": ("made_up_b", False),
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


def drug_bar(bench):
    """Return where the bar of the drug begins and ends; nothing if it is not drawn."""
    drawn = np.asarray(bench.figure.moving["drug"].get_xdata(), float)
    drawn = drawn[np.isfinite(drawn)]
    return [*drawn[:1], *drawn[-1:]]


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
def test_the_shares_that_hold_the_drug_are_those_of_the_model(bench, shown, setting):
    told = shown(bench, **setting)
    drug, rest = setting["drug"], {k: v for k, v in setting.items() if k != "drug"}
    before, during, wash, _ = protocol_of(**rest)
    held = run(drug, before + during, points=2).blocked[-1]
    kept = run(drug, before + during + wash, points=2).blocked[-1]
    assert [cell.value for _, cell in told.rows[:2]] == pytest.approx([100 * held, 100 * kept], abs=1e-4)
    assert (told.numbers["held"], told.numbers["kept"]) == pytest.approx((held, kept), abs=1e-6)


@pytest.mark.parametrize("setting", BENCH_SETTINGS, ids=lambda s: "-".join(map(str, s.values())))
def test_the_test_pulses_carry_the_charge_of_the_model(bench, shown, setting):
    told = shown(bench, **setting)
    drug, rest = setting["drug"], {k: v for k, v in setting.items() if k != "drug"}
    steps = [step for part in protocol_of(**rest) for step in part]
    clean = [step for part in protocol_of(**rest, with_drug=False) for step in part]
    treated, untreated = (run(drug, protocol, step_s=0.002) for protocol in (steps, clean))
    starts = np.cumsum([0.0, *(step[0] for step in steps)])

    def charge(response, index):
        during = (response.time_s >= starts[index] - 1e-9) & (response.time_s <= starts[index + 1] + 1e-9)
        return np.trapezoid(response.conductance[during], response.time_s[during])

    pulses = [
        (start, charge(treated, i) / charge(untreated, i))
        for i, (start, step) in enumerate(zip(starts, steps, strict=False))
        if step[1] > 0
    ]
    drug_ends = 20 + setting["drug_s"]
    with_drug = [carried for start, carried in pulses if 20 <= start < drug_ends]
    tests = [carried for start, carried in pulses if start >= drug_ends + setting["wash_s"]]
    rows = dict(told.rows)
    numbers = told.numbers
    assert (numbers["first_test"], numbers["last_test"]) == pytest.approx((tests[0], tests[-1]), abs=5e-4)
    for label, expected in (("pulse {} with drug", with_drug), ("test pulse {}", tests[:8])):
        for number, carried in enumerate(expected, 1):
            assert rows[f"Current in {label.format(number)}"].value == pytest.approx(carried, abs=5e-4)
    assert rows[f"Current in the last test pulse ({len(tests)})"].value == numbers["last_test"]
    assert numbers["count"] == len(with_drug)
    if with_drug:
        assert (numbers["first"], numbers["last"]) == pytest.approx((with_drug[0], with_drug[-1]), abs=5e-4)
    half = next((number for number, carried in enumerate(tests, 1) if carried >= 0.5), None)
    assert rows["Half of the control current"].value == (half or len(tests))
    words = f"is reached at test pulse {half}." if half else f"is not reached in {len(tests)} test pulses."
    assert told.sentence.endswith(words)


@pytest.mark.parametrize("setting", BENCH_SETTINGS, ids=lambda s: "-".join(map(str, s.values())))
def test_the_curves_and_strips_of_the_bench_show_the_sentence(bench, shown, setting):
    numbers = shown(bench, **setting).numbers
    moving = bench.figure.moving
    held, without, treated = (moving[name] for name in ("held", "without_drug", "with_drug"))
    ends = [20 + setting["drug_s"], 20 + setting["drug_s"] + setting["wash_s"]]
    assert np.interp(ends, *held.get_data()) == pytest.approx([100 * numbers["held"], 100 * numbers["kept"]])
    assert (treated.get_ydata() <= without.get_ydata() + 1e-6).all()
    for line in (without, treated, held):
        low, high = line.axes.get_ylim()
        assert low <= np.min(line.get_ydata())
        assert np.max(line.get_ydata()) <= high
    assert drug_bar(bench) == ([20, 20 + setting["drug_s"]] if setting["drug_s"] else [])


def test_without_a_pulse_nothing_is_blocked_and_the_first_test_pulse_is_whole(bench, shown):
    told = shown(bench, drug="ketamine", drug_s=60, pulses="none", wash_s=30)
    assert told.case is Case.NO_PULSE
    assert [told.numbers[name] for name in ("held", "kept")] == pytest.approx([0, 0], abs=1e-6)
    assert [told.numbers[name] for name in ("first_test", "last_test")] == pytest.approx([1, 1])


def test_without_drug_nothing_is_said_about_one(bench, shown):
    told = shown(bench, drug="mk801", drug_s=0, pulses="long", wash_s=30)
    assert told.case is Case.NO_DRUG
    assert told.numbers["held"] == 0
    assert "MK-801" not in told.sentence


def half_is_back_at(told):
    (cell,) = [cell for head, cell in told.rows if head == "Half of the control current"]
    return cell.value if cell.startswith("reached") else np.inf


def test_at_equal_potency_the_slower_exit_recovers_later(bench, shown):
    """The pair the four real drugs lack: as much of A is held as of ketamine, and it takes five times the pulses."""
    ketamine, slow = (
        shown(bench, drug=drug, drug_s=60, pulses="long", wash_s=30) for drug in ("ketamine", "made_up_a")
    )
    assert ketamine.numbers["held"] == pytest.approx(slow.numbers["held"], abs=0.01)
    assert (half_is_back_at(ketamine), half_is_back_at(slow)) == (2, 10)
    assert slow.numbers["first_test"] < ketamine.numbers["first_test"] / 2


def test_at_equal_exit_the_tenfold_potency_changes_recovery_little(bench, shown):
    ketamine, potent = (
        shown(bench, drug=drug, drug_s=60, pulses="long", wash_s=30) for drug in ("ketamine", "made_up_b")
    )
    assert potent.numbers["held"] > ketamine.numbers["held"] + 0.05
    assert half_is_back_at(ketamine) == half_is_back_at(potent) == 2
    assert potent.numbers["first_test"] == pytest.approx(ketamine.numbers["first_test"], abs=0.05)


@pytest.mark.parametrize("drug", ["made_up_a", "made_up_b"])
def test_what_is_made_up_is_called_so_in_menu_sentence_and_table(bench, shown, drug):
    told = shown(bench, drug=drug, drug_s=60, pulses="long", wash_s=30)
    (menu,) = [control for control in bench.controls if control.name == "drug"]
    assert dict(menu.options)[drug].startswith("Made-up")
    assert "made-up blocker" in told.sentence
    assert "Made-up" in told.columns[1]


@pytest.mark.parametrize("drug_s", [35, 5])
def test_a_time_between_the_steps_of_the_slider_is_drawn_or_refused_but_not_misread(bench, shown, drug_s):
    """Python may set any number of the range: then the drug bar must be as long as the sentence says."""
    with contextlib.suppress(ValueError):
        bench.set(drug="ketamine", drug_s=drug_s, pulses="none", wash_s=30)
    told = shown(bench)
    drawn = np.ptp(drug_bar(bench) or [0])
    assert drawn == pytest.approx(bench.drug_s)
    assert told.numbers["drug_s"] == pytest.approx(drawn)
    assert told.case is (Case.NO_PULSE if drawn else Case.NO_DRUG)


AFTER_30_S = "After 30 s of wash without glutamate "
SENTENCES = {
    Case.NO_DRUG: (
        {"drug": "pcp", "drug_s": 0, "pulses": "long"},
        f"No drug was given, so 0 % of channels hold it. {AFTER_30_S}0 % hold it. The first test pulse then carries "
        "100 % of the control current, the last 100 %. Half of control is reached at test pulse 1.",
    ),
    Case.NO_PULSE: (
        {"drug": "memantine_leak", "drug_s": 10, "pulses": "none"},
        "Memantine with a slow leak was there for 10 s but no channel opened, so 0 % of channels hold it. "
        f"{AFTER_30_S}0 % hold it. The first test pulse then carries 100 % of the control current, the last 100 %. "
        "Half of control is reached at test pulse 1.",
    ),
    Case.ONE_PULSE: (
        {"drug": "ketamine", "drug_s": 10, "pulses": "short", "wash_s": 0},
        "1 short glutamate pulse with 10 µM ketamine: it carries 55 % of the control current, and 72 % of channels "
        "hold the drug when it is washed away. After 0 s of wash without glutamate 72 % hold it. The first test pulse "
        "then carries 47 % of the control current, the last 100 %. Half of control is reached at test pulse 2.",
    ),
    Case.PULSES: (
        {"drug": "mk801", "drug_s": 20, "pulses": "long", "wash_s": 0},
        "2 long glutamate pulses with 10 µM MK-801: the first carries 24 % of the control current, the last 0.8 %, and "
        "100 % of channels hold the drug when it is washed away. After 0 s of wash without glutamate 100 % hold it. "
        "The first test pulse then carries 1.0 % of the control current, the last 24 %. Half of control is not reached "
        "in 22 test pulses.",
    ),
}


@pytest.mark.parametrize("case", Case)
def test_each_case_is_reached_by_hand_and_has_its_sentence(bench, shown, by_hand, case):
    setting, sentence = SENTENCES[case]
    told = shown(bench, **by_hand(bench, {"wash_s": 30} | setting))
    assert (told.case, told.sentence) == (case, sentence)
