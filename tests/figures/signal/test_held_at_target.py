"""Held at their targets: marks, sentence and table against sums and rows written out again."""

import itertools

import pytest

from ketlessons.evidence import fact, value
from ketlessons.explorers import EXPLORERS
from ketlessons.figures.signal.held_at_target import ABOVE, OTHERS, Case
from ketlessons.published.signal.affinities import TARGETS

SHARES = (50, 65, 80, 90)


@pytest.fixture(scope="module")
def picture():
    return EXPLORERS["held_at_target"]().figure


@pytest.fixture(scope="module")
def told(picture):
    def at(**setting):
        return picture.update(**({"above": "infusion", "other": "paroxetine", "share": 80.0} | setting))

    return at


def held(free, half):
    return free / (free + half)


def row(reading, head):
    (found,) = [row for row in reading.rows if row[0] == head]
    return found


def test_the_case_is_what_is_known_of_the_drug_above(told):
    cases = {above: told(above=above).case for above in ABOVE}
    assert cases == {"infusion": Case.SCANNED, "anaesthesia": Case.NOT_SCANNED, "norketamine": Case.METABOLITE}
    assert set(cases.values()) == set(Case)


def test_after_an_infusion_the_sums_are_those_of_the_rows_and_never_one_number(told):
    reading, free = told(), value("antidepressant_free_um")
    ids = (
        "ketamine_ki_salat",
        "nmda_ki_kapur",
        "ketamine_ic50_human",
        "ketamine_displacement_rat",
        "ketamine_ki_seeman",
    )
    shares = [held(free, value(id)) for id in ids]
    assert row(reading, "NMDA channel")[2].values == pytest.approx([min(shares), max(shares)])
    assert "12 to 78 % of NMDA channels, by five constants that disagree" in reading.sentence
    assert row(reading, "Dopamine D2 receptor")[2].values == pytest.approx([held(free, 10), held(free, 0.055)])
    assert "from 4.1 % or less to 89 % of dopamine D2 receptors, where laboratories contradict" in reading.sentence
    assert reading.numbers["sert"] == pytest.approx(held(free, 162))
    assert "scans of people found under 10 %" in reading.sentence
    assert "reported" in reading.sentence


def test_what_rests_on_a_reported_peak_says_so_and_what_does_not_does_not(told):
    assert "from a reported peak" in told().sentence
    assert "reported peak" not in told(above="anaesthesia").sentence


@pytest.mark.parametrize(("other", "share"), itertools.product(OTHERS, SHARES))
def test_the_other_drug_holds_the_share_that_is_asked_for_and_the_rest_by_its_constants(told, other, share):
    reading = told(other=other, share=float(share))
    free_nm = value(f"{other}_sert_kd") * share / (100 - share)
    assert row(reading, "Free drug")[3].value == pytest.approx(free_nm / 1000)
    assert row(reading, "Serotonin transporter")[4].value == pytest.approx(share / 100)
    for name, head in (("net", "Noradrenaline transporter"), ("dat", "Dopamine transporter")):
        assert row(reading, head)[4].value == pytest.approx(held(free_nm, value(f"{other}_{name}_kd")))
    needed = 162 * share / (100 - share)
    assert f"ketamine would take some {float(f'{needed:.2g}'):.0f} µM" in reading.sentence


def test_a_constant_that_is_only_known_to_be_greater_gives_a_share_or_less(told):
    cell = row(told(other="venlafaxine"), "Muscarinic M1 receptor")[4]
    assert cell == "0.1 % or less"
    assert cell.value == pytest.approx(held(35.6, 35_000), rel=1e-3)


SEEN = {"paroxetine": "45 % and 83 %", "venlafaxine": "76 to 85 %", "amitriptyline": "no scan"}


@pytest.mark.parametrize(("other", "seen"), SEEN.items())
def test_scans_of_people_stand_beside_the_sums(told, other, seen):
    head = "Serotonin transporters, scans of people"
    assert row(told(other=other), head)[2] == "under 10 %"
    assert row(told(other=other, above="anaesthesia"), head)[2] == "no scan"
    assert row(told(other=other), head)[4] == seen


def test_the_marks_lie_at_the_constants_and_the_band_over_what_is_free(picture, told):
    told()
    free = fact("antidepressant_free_um")
    assert {x for x, _ in picture.moving["free above"].get_xy()} == {free.low, free.high}
    at = {name: position for position, name in enumerate(TARGETS)}
    found = set(zip(*(map(float, part) for part in picture.moving["function above"].get_data()), strict=True))
    assert (162.0, at["sert"] - 0.2) in found
    assert (0.71, at["nmda"] - 0.2) in found
    bounds = list(zip(*picture.moving["at least above"].get_data(), strict=True))
    assert bounds == [(10.0, at["d2"] - 0.2), (10.0, at["dat"] - 0.2)]
    (x, *_), _ = picture.moving["free below"].get_data()
    assert x == pytest.approx(0.00052)


def test_what_is_held_is_drawn_with_all_that_the_numbers_allow(picture, told):
    told()
    free = fact("antidepressant_free_um")
    xs, ys = picture.moving["reach above"].get_data()
    first = [x for x, y in zip(xs, ys, strict=True) if y == pytest.approx(-0.2)]
    assert first[:2] == pytest.approx([100 * held(free.low, 3.1), 100 * held(free.high, 0.119)])
    second = [x for x, y in zip(xs, ys, strict=True) if y == pytest.approx(0.8)]
    assert second[:2] == pytest.approx([0.0, 100 * held(free.high, 0.055)])


def test_norketamine_is_said_to_have_few_constants(told):
    reading = told(above="norketamine")
    assert "no constant is given for the rest" in reading.sentence
    assert row(reading, "Serotonin transporter")[1:3] == ("none given", "none given")
    assert row(reading, "NMDA channel")[2].values == pytest.approx([held(2.6, 9.11), held(2.6, 0.97)])
