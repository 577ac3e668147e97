"""The block curve: dot, curve, sentence and table against the equations of voltage and Mg2+ written out."""

import itertools

import numpy as np
import pytest

from ketlessons import evidence, models, published
from ketlessons.explorers import EXPLORERS
from ketlessons.figures.receptor.block_curve import Case


@pytest.fixture(scope="module")
def curve():
    return EXPLORERS["block_curve"]()


VOLTAGES, MAGNESIUM = (-90, -70, -20, 0, 40), (0, 1, 2)
AS_MEASURED = {"conc_um": 1, "voltage_mv": -70, "mg_mm": 0}


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
def test_the_block_of_the_sentence_is_the_block_of_the_equations(curve, shown, hill, name):
    compound = published.compound(name)
    for voltage_mv, mg_mm, conc_um in itertools.product(VOLTAGES, MAGNESIUM, (0.02, 0.1, 1, 10, 200)):
        told = shown(curve, compound=name, voltage_mv=voltage_mv, mg_mm=mg_mm, conc_um=conc_um)
        half_um = moved_ic50(compound, voltage_mv, mg_mm)
        rows = dict(told.rows)
        removed = rows.get("Current removed", rows.get("Binding sites occupied"))
        assert removed.value == told.numbers["removed"] == pytest.approx(hill(conc_um, half_um, compound.hill))
        assert removed in told.sentence
        half = rows["Half effect at these settings"].value
        assert half == told.numbers["half_um"] == pytest.approx(half_um)


def test_the_models_agree_with_the_equations_written_out():
    compound = published.compound("ketamine")
    for voltage_mv, mg_mm in itertools.product(VOLTAGES, MAGNESIUM):
        free = models.magnesium_unblocked(voltage_mv, mg_mm, **published.magnesium())
        ic50_um = models.ic50_at_voltage(compound.ic50_um, voltage_mv, compound.delta, compound.reference_mv)
        conc_um = np.geomspace(0.01, 300, 7)
        assert ic50_um / free == pytest.approx(moved_ic50(compound, voltage_mv, mg_mm))
        np.testing.assert_allclose(
            models.block_in_magnesium(conc_um, ic50_um, free, compound.hill),
            models.fraction_blocked(conc_um, ic50_um / free, compound.hill),
        )


@pytest.mark.parametrize("name", published.compound_names())
def test_the_dot_lies_on_the_curve_and_says_the_sentence(curve, shown, hill, name, read_svg):
    compound = published.compound(name)
    moving = curve.figure.moving
    for conc_um, voltage_mv, mg_mm in itertools.product((0.02, 1, 40, 200), (-90, -70, 40), (0, 1)):
        told = shown(curve, compound=name, conc_um=conc_um, voltage_mv=voltage_mv, mg_mm=mg_mm)
        (x,), (y,) = moving["now"].get_data()
        assert x == conc_um
        assert y == pytest.approx(100 * hill(conc_um, moved_ic50(compound, voltage_mv, mg_mm), compound.hill))
        line = moving["curve"]
        assert np.interp(np.log(x), np.log(line.get_xdata()), line.get_ydata()) == pytest.approx(y, abs=0.05)
        # And the browser gets the dot at that very place.
        place = line.axes.transData.transform((x, y))
        height = curve.figure.size_px[1]
        uses = read_svg(curve.figure.frame(curve.values).svg).iter("{http://www.w3.org/2000/svg}use")
        drawn = [(float(use.get("x")), float(use.get("y"))) for use in uses]
        assert min(np.hypot(a - place[0], b - (height - place[1])) for a, b in drawn) < 0.1
        # The words beside the dot are the percentage of the sentence.
        assert moving["now_words"].get_text() in told.sentence
        assert moving["now_words"].get_text() in [cell for _, cell in told.rows]


@pytest.mark.parametrize("name", published.compound_names())
def test_the_diamond_marks_the_published_half_effect(curve, shown, name):
    compound = published.compound(name)
    told = shown(curve, compound=name, conc_um=1, voltage_mv=-20, mg_mm=1)
    (x,), (y,) = curve.figure.moving["published_half"].get_data()
    assert (x, y) == (compound.ic50_um, 50)
    word = "Reported" if compound.reported else "Measured"
    assert dict(told.rows)[f"{word} half effect"].value == compound.ic50_um
    assert f"{compound.ic50_um:g} µM" in told.sentence
    assert f"{compound.ic50_um:g} µM" in curve.figure.moving["published_half_words"].get_text()
    ends = list(curve.figure.moving["printed_range"].get_xdata())
    assert ends == [compound.low_um or compound.ic50_um, compound.high_um or compound.ic50_um]


@pytest.mark.parametrize("name", published.compound_names())
def test_binding_is_not_called_block_and_reports_are_called_reports(curve, shown, name):
    compound = published.compound(name)
    told = shown(curve, compound=name, **AS_MEASURED)
    assert (told.case is Case.BINDING) == (compound.kind == "binding")
    if compound.kind == "binding":
        assert "Ki" in told.sentence
        assert "IC50" not in told.sentence
        assert "binding sites are occupied" in told.sentence
    else:
        assert "IC50" in told.sentence
        assert "of the current" in told.sentence
    assert ("reported" in told.sentence) == compound.reported
    assert ("measured" in told.sentence) != compound.reported


def test_the_bands_of_the_table_are_what_ketamine_removes_at_their_ends(curve, shown, hill):
    compound = published.compound("ketamine")
    for voltage_mv, mg_mm in itertools.product((-90, -70, -20), (0, 1)):
        told = shown(curve, compound="ketamine", conc_um=1, voltage_mv=voltage_mv, mg_mm=mg_mm)
        removed = {}
        for fact_id, words in (
            ("antidepressant_free_um", "antidepressant"),
            ("anaesthetic_free_um", "anaesthesia"),
        ):
            estimate = evidence.fact(fact_id)
            half_um = moved_ic50(compound, voltage_mv, mg_mm)
            ends = [hill(end, half_um, compound.hill) for end in (estimate.low, estimate.high)]
            (removed[words],) = [cell for head, cell in told.rows if f"Band of {words}" in head]
            assert removed[words].values == pytest.approx(ends)
        assert f"antidepressant band this curve {removed['antidepressant']}." in told.sentence
        assert (told.numbers["band_low"], told.numbers["band_high"]) == removed["antidepressant"].values


def test_what_is_carried_to_another_place_has_no_more_digits_than_the_paper(curve, shown):
    grid = {control.name: control.grid for control in curve.controls if control.kind == "range"}
    for voltage_mv, mg_mm in itertools.product(grid["voltage_mv"], (0, 1, 2)):
        told = shown(curve, compound="ketamine", conc_um=1, voltage_mv=voltage_mv, mg_mm=mg_mm)
        cell = dict(told.rows)["Half effect at these settings"]
        digits = cell.removesuffix(" µM").replace(".", "").lstrip("0")
        assert digits.isdigit()
        assert len(digits) <= 2
        assert cell in told.sentence


def test_no_band_is_said_from_a_number_to_the_same_number(curve, shown):
    grid = {control.name: control.grid for control in curve.controls if control.kind == "range"}
    for voltage_mv, mg_mm in itertools.product(grid["voltage_mv"], grid["mg_mm"]):
        told = curve.figure.update(conc_um=1, voltage_mv=voltage_mv, mg_mm=mg_mm, compound="ketamine")
        bands = [cell for head, cell in told.rows if head.startswith("Band of")]
        assert len(bands) == 2
        for band in bands:
            low, high = band.removeprefix("removes ").split(" to ")
            assert low != high, (voltage_mv, mg_mm, band)


def test_voltage_and_magnesium_leave_a_compound_alone_that_has_no_voltage_dependence(curve, shown):
    for name in published.compound_names():
        if published.compound(name).delta is None:
            told = [
                shown(curve, compound=name, conc_um=1, voltage_mv=v, mg_mm=m)
                for v, m in itertools.product((-90, 40), (0, 2))
            ]
            assert len({one.sentence for one in told}) == 1
            assert {one.case for one in told} <= {Case.BINDING, Case.NO_VOLTAGE}
            assert "do nothing here" in told[0].sentence


SENTENCES = {
    Case.AS_MEASURED: (
        {"compound": "ketamine"},
        "Without Mg²⁺ and at −70 mV, 1 µM free ketamine (racemate) removes 57 % of the current. Half would take "
        "0.71 µM; the measured IC50, at −70 mV in fluid taken to be free of Mg²⁺, is 0.71 µM (printed range 0.68 to "
        "0.74 µM). Across the antidepressant band this curve removes 26 % to 56 %.",
    ),
    Case.OTHER_VOLTAGE: (
        {"compound": "memantine", "voltage_mv": -90},
        "Without Mg²⁺ and at −90 mV, 1 µM free memantine removes 72 % of the current. Half would take 0.39 µM "
        "(extrapolated); the reported IC50, at −70 mV in fluid taken to be free of Mg²⁺, is 0.79 µM (printed range "
        "0.77 to 0.81 µM).",
    ),
    Case.IN_MAGNESIUM: (
        {"compound": "memantine", "voltage_mv": 10, "mg_mm": 0.1},
        "With 0.1 mM Mg²⁺, which alone leaves 99 % of open channels free, and at 10 mV, 1 µM free memantine removes "
        "6.8 % of the current. Half would take 14 µM (extrapolated, for GluN2A or GluN2B); the reported IC50, at "
        "−70 mV in fluid taken to be free of Mg²⁺, is 0.79 µM (printed range 0.77 to 0.81 µM).",
    ),
    Case.NO_VOLTAGE: (
        {"compound": "hnk_2r6r", "conc_um": 2},
        "At 2 µM free (2R,6R)-hydroxynorketamine, 4.2 % of the current is removed. Half is removed at the measured "
        "IC50 of 46 µM. No voltage dependence is given for it, so the voltage and Mg²⁺ controls do nothing here.",
    ),
    Case.BINDING: (
        {"compound": "s_norketamine", "conc_um": 7},
        "At 7 µM free (S)-norketamine, 80 % of the binding sites are occupied. Half are occupied at the measured Ki of "
        "1.7 µM, from rat brain tissue: a binding test has no voltage and no current, so those two controls do nothing "
        "here.",
    ),
}


@pytest.mark.parametrize("case", Case)
def test_each_case_is_reached_by_hand_and_has_its_sentence(curve, shown, by_hand, case):
    setting, sentence = SENTENCES[case]
    told = shown(curve, **by_hand(curve, AS_MEASURED | setting))
    assert (told.case, told.sentence) == (case, sentence)
