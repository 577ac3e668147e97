"""Who is held: the dossier's sums at named free concentrations, and constants that stand side by side."""

import pytest

from ketlessons.evidence import fact, value
from ketlessons.published.signal.affinities import ROWS, TARGETS, affinities, free_to_hold
from ketlessons.published.signal.situations import free_in, scans

#: Row of the constant, then the share at 0.428 uM and at 5.12 uM free: sums written out elsewhere, three digits.
SUMS = [
    ("nmda", "ketamine_displacement_rat", 0.232, 0.783),
    ("nmda", "ketamine_ic50_human", 0.376, 0.878),
    ("nicotinic", "alpha3beta4_ic50", 0.121, 0.623),
    ("hcn1", "hcn1_ic50_oocyte", 0.0063, 0.071),
    ("dat", "dat_ic50_synaptosome", 0.0851, 0.527),
    ("dat", "dat_ki_nishimura", 0.0068, 0.075),
    ("muscarinic", "m1_ic50", 0.0698, 0.473),
    ("kappa", "kappa_opioid_ki", 0.0150, 0.154),
    ("mu", "mu_opioid_ki", 0.0102, 0.109),
    ("net", "net_ki_nishimura", 0.0064, 0.071),
    ("sert", "sert_ki_nishimura", 0.0026, 0.031),
    ("d2", "d2high_ki_seeman", 0.886, 0.989),
    ("d2", "d2high_ki_kapur", 0.461, 0.911),
    ("d2", "no_monoamine_affinity_10um", 0.041, 0.339),
]


@pytest.mark.parametrize(("target", "row", "infusion", "anaesthesia"), SUMS)
def test_the_share_that_each_constant_gives(target, row, infusion, anaesthesia):
    (one,) = [one for one in affinities("ketamine")[target] if one.row.id == row]
    assert one.held(0.428) == (pytest.approx(infusion, abs=6e-4),)
    assert one.held(5.12) == (pytest.approx(anaesthesia, abs=6e-4),)


def test_even_for_the_main_target_the_sum_runs_from_an_eighth_to_three_quarters():
    shares = [share for one in affinities("ketamine")["nmda"] for share in one.held(0.428)]
    assert (min(shares), max(shares)) == (pytest.approx(0.121, abs=5e-4), pytest.approx(0.782, abs=5e-4))


def test_all_three_laboratories_of_the_dispute_stand_there_and_one_is_a_bound():
    ends = [(one.ends_um, one.at_least) for one in affinities("ketamine")["d2"]]
    assert ends == [((0.055,), False), ((0.5,), False), ((10.0,), True)]


@pytest.mark.parametrize("drug", ROWS)
def test_constants_are_those_of_the_rows_in_micromolar(drug):
    assert set(ROWS[drug]) <= set(TARGETS)
    for found in affinities(drug).values():
        for one in found:
            scale = {"uM": 1.0, "nM": 0.001}[fact(one.row.id).unit]
            given = fact(one.row.id)
            numbers = (given.value,) if given.value is not None else (given.low, given.high)
            assert one.ends_um == pytest.approx([scale * number for number in numbers if number is not None])
        assert [one.ends_um for one in found] == sorted(one.ends_um for one in found)


#: nM free for 80 %: four times the constant that the review's table gives.
EIGHTY = {"paroxetine": 0.52, "venlafaxine": 35.6, "amitriptyline": 17.2, "ketamine": 648_000}


@pytest.mark.parametrize(("drug", "free_nm"), EIGHTY.items())
def test_what_four_fifths_of_the_transporters_take(drug, free_nm):
    assert 1000 * free_to_hold(drug, 0.8) == pytest.approx(free_nm)


def test_ketamine_would_need_some_fifteen_hundred_times_what_an_infusion_gives():
    assert free_to_hold("ketamine", 0.8) / free_in("infusion").free_um.value == pytest.approx(1514, rel=1e-3)


def test_the_other_targets_of_amitriptyline_and_paroxetine_at_that_concentration():
    amitriptyline, paroxetine = (affinities(drug) for drug in ("amitriptyline", "paroxetine"))
    assert amitriptyline["muscarinic"][1].held(0.0172) == (pytest.approx(0.489, abs=1e-3),)
    assert amitriptyline["net"][0].held(0.0172) == (pytest.approx(0.33, abs=1e-3),)
    assert paroxetine["muscarinic"][0].held(0.00052) == (pytest.approx(0.0017, abs=1e-4),)


def test_norketamine_alone_in_anaesthesia():
    now = free_in("norketamine")
    shares = [affinities("norketamine")["nmda"][1].held(free)[0] for free in now.free_um]
    assert shares == pytest.approx([0.122, 0.221, 0.300], abs=3e-3)


def test_scans_and_sums_agree_that_ketamine_holds_few_serotonin_transporters():
    (seen,) = scans("infusion")
    now = free_in("infusion")
    (constant,) = affinities("ketamine")["sert"]
    assert all(constant.held(free)[0] < seen.high for free in now.free_um)
    assert scans("anaesthesia") == scans("amitriptyline") == ()


def test_free_paroxetine_from_scans_is_within_threefold_or_so_of_its_constant_and_total_is_not():
    """Half of the greatest occupancy, which is not all: an upper end, and another tracer. Not a proof."""
    free, total = value("paroxetine_free_c50_nm"), value("paroxetine_total_c50_nm")
    constant = value("paroxetine_sert_kd")
    assert 1 < free / constant < 3.5
    assert total / constant > 60


def test_what_is_reported_is_said_to_be():
    assert free_in("infusion").row.reported
    assert not free_in("anaesthesia").row.reported
    assert all(
        one.row.reported
        for drug in ("paroxetine", "venlafaxine")
        for found in affinities(drug).values()
        for one in found
    )
