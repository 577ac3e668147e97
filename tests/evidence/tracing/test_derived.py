"""Derived rows: is each one, and each end of its range, what its note says, to the last printed digit?"""

import re
from math import exp, log, sqrt

import numpy as np
import pytest
from scipy.linalg import expm
from scipy.optimize import brentq, fsolve

from ketlessons.evidence import all_rows, fact, regimen, tables, value

WEIGHT = {"C": 12.011, "H": 1.008, "Cl": 35.45, "F": 18.998, "N": 14.007, "O": 15.999}


def mass(**atoms):
    return sum(WEIGHT[symbol] * count for symbol, count in atoms.items())


def po(prefix):
    """Open probability at saturation of a five-state set of rates."""
    rate = {name: value(f"{prefix}_{name}") for name in ("rd", "rr", "ro", "rc")}
    x = rate["ro"] / rate["rc"]
    return x / (1 + x + rate["rd"] / rate["rr"])


def po_at(glutamate_um):
    a = value("gating_ru") / (value("gating_rb") * glutamate_um)
    x = value("gating_ro") / value("gating_rc")
    return x / (1 + x + value("gating_rd") / value("gating_rr") + a + a * a)


def unblocked(voltage_mv):
    return 1 / (1 + 1 / value("mg_half_block_0mv") * exp(-value("mg_slope") * voltage_mv))


def sedation_clearance():
    """The middle of the rate over the plateau, and over its high and low end, for 70 kg."""
    rate, plateau = fact("sedation_rate"), fact("sedation_plateau")
    mg_h = 70 * (rate.low + rate.high) / 2
    return mg_h / plateau.high, mg_h / plateau.value, mg_h / plateau.low


def hill_ic50(block, hill):
    return 10 * ((1 - block) / block) ** (1 / hill)


def kept(generator, blocked, escape):
    """Share of the block left after 10 uM for 30 s with agonist and 120 s of wash without either."""
    state = np.zeros(generator(0, 0, 0).shape[0])
    state[0] = 1
    after = state @ expm(generator(1000, 10, 0) * 30)
    washed = after @ expm(generator(0, 0, escape) * 120)
    return washed[blocked].sum() / after[blocked].sum()


def ten_states(kon_apparent, koff_apparent):
    """The five-state receptor with and without the blocker, which moves between the open states only."""
    rate = {name: value(f"gating_{name}") for name in ("rb", "ru", "rd", "rr", "ro", "rc")}
    scale = po("gating")

    def generator(glutamate, blocker, escape):
        q = np.zeros((10, 10))
        for c0, c1, c2, d, o in (range(5), range(5, 10)):
            q[c0, c1] = q[c1, c2] = rate["rb"] * glutamate
            q[c1, c0] = q[c2, c1] = rate["ru"]
            q[c2, d], q[d, c2], q[c2, o], q[o, c2] = rate["rd"], rate["rr"], rate["ro"], rate["rc"]
        q[4, 9], q[9, 4] = kon_apparent / scale * blocker, koff_apparent / scale
        q[5, 0] = escape
        return q - np.diag(q.sum(axis=1))

    return generator, slice(5, 10)


def four_states(kon_apparent, koff_apparent):
    """Closed, open, blocked, trapped; gates move only while agonist is there, closing always."""
    ro, rc = value("model_ro_four"), value("gating_rc")
    scale = ro / (ro + rc)

    def generator(glutamate, blocker, escape):
        opening = ro if glutamate else 0.0
        q = np.zeros((4, 4))
        q[0, 1] = q[3, 2] = opening
        q[1, 0] = q[2, 3] = rc
        q[1, 2], q[2, 1] = kon_apparent / scale * blocker, koff_apparent / scale
        q[3, 0] = escape
        return q - np.diag(q.sum(axis=1))

    return generator, slice(2, 4)


def escape(scheme, kon, koff, target):
    generator, blocked = scheme(value(kon), value(koff))
    return brentq(lambda rate: kept(generator, blocked, rate) - value(target), 1e-6, 0.1)


def zdelta(distance_mv):
    ratio = value("mk801_recovery_hyperpolarised_rat") / value("mk801_recovery_depolarised_rat")
    return log(ratio) * value("model_thermal_voltage") / distance_mv


def ends(id):
    row = fact(id)
    return row.low, row.value, row.high


def hill_range(hill):
    low, middle, high = ends("ketamine_block_10um_rat")
    return hill_ic50(high, hill), hill_ic50(middle, hill), hill_ic50(low, hill)


def rate_ratio():
    on, off = ends("ketamine_kon_human"), ends("ketamine_koff_human")
    return off[0] / on[2], off[1] / on[1], off[2] / on[0]


def free(total, scale=1.0):
    return tuple(scale * t * u for t, u in zip(ends(total), ends("unbound_fraction"), strict=True))


def occupied(concentration):
    """Low, middle and high share of channels held by ketamine alone at a total concentration in ng/mL."""
    unbound, half = ends("unbound_fraction"), reversed(ends("ketamine_displacement_rat"))
    total_um = concentration / value("ketamine_molar_mass")
    return tuple(total_um * u / (total_um * u + h) for u, h in zip(unbound, half, strict=True))


def added(ratio):
    """Potency of the stronger of two mirror forms over their half-and-half mixture, where they add."""
    return 1 / ((1 + 1 / ratio) / 2)


def rounded(one, other):
    """Ratio of two levels, with the ends that the last printed digit of each leaves open."""
    top, under = value(one), value(other)
    return (top - 0.05) / (under + 0.05), top / under, (top + 0.05) / (under - 0.05)


def venous_peak_h(*ways):
    """Time of the peak in the venous set with the racemate's clearance; a way is (share, ka, duration)."""
    volume = [value(f"venous_v{n}") for n in (1, 2, 3)]
    flow = [value("model_cl_racemate"), value("venous_q2"), value("venous_q3")]
    # Amounts in the three compartments, then for each way what waits to be absorbed and the rate of its input.
    size = 3 + 2 * len(ways)
    rate = np.zeros((size, size))
    rate[0, 0] = -sum(flow) / volume[0]
    for n in (1, 2):
        rate[n, 0], rate[0, n], rate[n, n] = flow[n] / volume[0], flow[n] / volume[n], -flow[n] / volume[n]
    start = np.zeros(size)
    for n, (share, ka, duration) in enumerate(ways):
        depot = 3 + 2 * n
        rate[0, depot], rate[depot, depot], rate[depot, depot + 1] = ka, -ka, 1
        start[depot + (duration > 0)] = share / duration if duration else share

    def slope(time):
        state, now = start, 0.0
        for stop in sorted({min(duration, time) for _, _, duration in ways} | {time}):
            state, now = expm(rate * (stop - now)) @ state, stop
            for n, (_, _, duration) in enumerate(ways):
                if duration <= now:
                    state[4 + 2 * n] = 0
        return (rate @ state)[0]

    return brentq(slope, max(1e-6, *(duration for _, _, duration in ways)), 6)


def sublingual_peak_h():
    through = value("sublingual_mucosal_fraction")
    speed = (value("sublingual_ka"), value("sublingual_duration"))
    return venous_peak_h((through, *speed), ((1 - through) * value("oral_fraction_racemate"), *speed))


def circuit_rates(block_e=0.0, block_i=0.0):
    """Rates of excitatory and inhibitory cells where the two equations of the circuit stand still, from rest."""
    c = {name: value(f"sig_dmf_{name}") for name in CIRCUIT}

    def rates(gates):
        drive_e = (1 - block_e) * c["w_plus"] * c["j_nmda"] * gates[0]
        currents = {
            "e": c["w_e"] * c["i0"] + drive_e - c["j_i"] * gates[1],
            "i": c["w_i"] * c["i0"] + (1 - block_i) * c["j_nmda"] * gates[0] - gates[1],
        }
        above = {kind: c[f"a_{kind}"] * current - c[f"b_{kind}"] for kind, current in currents.items()}
        return [above[kind] / (1 - exp(-c[f"d_{kind}"] * above[kind])) for kind in "ei"]

    def still(gates):
        rate_e, rate_i = rates(gates)
        return [
            (1 - gates[0]) * c["gamma"] * rate_e - gates[0] / c["tau_e"],
            10 * (rate_i - gates[1] / c["tau_i"]),
        ]

    return rates(fsolve(still, [0.165, 0.039], xtol=1e-13))


CIRCUIT = ("a_e", "b_e", "d_e", "tau_e", "gamma", "a_i", "b_i", "d_i", "tau_i", "i0", "w_i", "w_e", "w_plus", "j_nmda")
CIRCUIT += ("j_i",)


def even_handed(block_e):
    """Block on inhibitory over block on excitatory cells that keeps the rate of rest."""
    rest = circuit_rates()[0]
    return brentq(lambda block_i: circuit_rates(block_e, block_i)[0] - rest, 0, 0.95) / block_e


KET = ("model_kon_apparent", "model_koff_apparent", "ketamine_trapped_120s_rat")
MEM = ("memantine_kon_human", "memantine_koff_human", "memantine_trapped_120s_rat")


def white1980(*printed):
    """People and counts of a group of White 1980: the largest up to 20 in which whole people give all percentages."""
    for people in range(20, 0, -1):
        counts = [round(people * one / 100) for one in printed]
        if all(round(100 * count / people) == one for count, one in zip(counts, printed, strict=True)):
            return people, counts
    raise AssertionError(printed)


# Each entry gives the number again, or (low, number, high), from the rows and constants its note names.
AGAIN = {
    "ketamine_kd_from_rates_human": rate_ratio,
    "ketamine_ic50_implied_rat_hill1": lambda: hill_range(1.0),
    "ketamine_ic50_implied_rat_hill084": lambda: hill_range(value("ketamine_hill_human")),
    "s_to_r_ratio_ebert": lambda: value("r_ketamine_ki_rat") / value("s_ketamine_ki_rat"),
    "s_to_r_ratio_norketamine_ebert": lambda: value("r_norketamine_ki_rat") / value("s_norketamine_ki_rat"),
    "ketamine_ic50_implied_abbott": lambda: value("hnk_2r6r_ic50") / 100,
    "mk801_zdelta_rat": lambda: (zdelta(110), zdelta(105), zdelta(100)),
    "gating_po_limit": lambda: po("gating"),
    "gating_po_saturating": lambda: po_at(1000),
    "ketamine_molar_mass": lambda: mass(C=13, H=16, Cl=1, N=1, O=1),
    "ketamine_hydrochloride_molar_mass": lambda: mass(C=13, H=17, Cl=2, N=1, O=1),
    "antidepressant_total_um": lambda: tuple(
        n / value("ketamine_molar_mass") for n in ends("antidepressant_total_ng_ml")
    ),
    "unbound_fraction": lambda: 1 - fact("esketamine_bound_fraction").high,
    "antidepressant_free_um": lambda: free("antidepressant_total_ng_ml", 1 / value("ketamine_molar_mass")),
    "anaesthetic_free_um": lambda: free("anaesthetic_total_um"),
    "model_kon_apparent": lambda: (
        value("ketamine_kon_human") * sqrt(value("ketamine_kd_from_rates_human") / value("ketamine_ic50_human"))
    ),
    "model_koff_apparent": lambda: value("model_kon_apparent") * value("ketamine_ic50_human"),
    "model_blocker_a_kon": lambda: value("model_kon_apparent") / 10,
    "model_blocker_a_koff": lambda: value("model_koff_apparent") / 10,
    "model_blocker_b_kon": lambda: value("model_kon_apparent") * 10,
    "ketamine_charged_share_blood": lambda: 1 / (1 + 10 ** (7.4 - value("ketamine_pka"))),
    "model_ro_four": lambda: value("gating_rc") * po("gating") / (1 - po("gating")),
    "model_thermal_voltage": lambda: 1000 * 8.314463 * 294.75 / 96485.332,
    "model_blocker_kon": lambda: sqrt(fact("blocker_kon_mouse").low * fact("blocker_kon_mouse").high),
    "model_escape_ketamine_ten": lambda: escape(ten_states, *KET),
    "model_escape_ketamine_four": lambda: escape(four_states, *KET),
    "model_escape_memantine_ten": lambda: escape(ten_states, *MEM),
    "dehydronorketamine_molar_mass": lambda: mass(C=12, H=12, Cl=1, N=1, O=1),
    "phencyclidine_molar_mass": lambda: mass(C=17, H=25, N=1),
    "memantine_molar_mass": lambda: mass(C=12, H=21, N=1),
    "salt_to_base_factor": lambda: value("ketamine_hydrochloride_molar_mass") / value("ketamine_molar_mass"),
    "ketamine_ionised_55": lambda: 1 / (1 + 10 ** (fact("injection_ph").high - value("ketamine_pka"))),
    "ketamine_ionised_35": lambda: 1 / (1 + 10 ** (fact("injection_ph").low - value("ketamine_pka"))),
    "white_s_to_racemate": lambda: rounded("white_plasma_racemate", "white_plasma_s"),
    "additive_s_to_racemate": lambda: tuple(
        added(ratio) for ratio in (fact("s_to_r_review").low, value("white_potency"), fact("s_to_r_review").high)
    ),
    "norketamine_molar_mass": lambda: mass(C=12, H=14, Cl=1, N=1, O=1),
    "hydroxynorketamine_molar_mass": lambda: mass(C=12, H=14, Cl=1, N=1, O=2),
    "idvall_anaesthesia_ng_ml": lambda: tuple(n * value("ketamine_molar_mass") for n in ends("anaesthetic_total_um")),
    "idvall_recovery_ng_ml": lambda: tuple(n * value("ketamine_molar_mass") for n in ends("recovery_total_um")),
    "model_cl_racemate": lambda: value("arterial_cl"),
    "vss_venous_set": lambda: sum(value(f"venous_v{n}") for n in (1, 2, 3)),
    "vss_arterial_set": lambda: sum(value(f"arterial_v{n}") for n in (1, 2, 3)),
    "f_nasal_28": lambda: value("nasal_fraction_first") + (1 - value("nasal_fraction_first")) * value("f_oral_s_popk"),
    "oral_fraction_racemate": lambda: (
        value("f_oral_yanagihara"),
        value("f_oral_yanagihara"),
        value("f_oral_chong"),
    ),
    "im_ka": lambda: brentq(lambda ka: venous_peak_h((1.0, ka, 0.0)) - value("im_label_sampling_time") / 60, 1, 50),
    "sublingual_mucosal_fraction": lambda: (
        (value("f_sublingual_rolan") - value("oral_fraction_racemate")) / (1 - value("oral_fraction_racemate"))
    ),
    "cl_s_henthorn_l_h": lambda: value("cl_s_henthorn") * 60,
    "cl_s_simons_l_h": lambda: value("cl_s_simons") * 60,
    "cl_s_ejcp_l_h": lambda: value("cl_s_ejcp") * 60 * 70,
    "cl_r_ejcp_l_h": lambda: value("cl_r_ejcp") * 60 * 70,
    "cl_sedation_plateau": sedation_clearance,
    "cl_infusion_96h_target": lambda: regimen("iv_96h").dose * 70 * 1000 / value("infusion_96h_mean"),
    "first_sample_volume": lambda: regimen("iv_half").dose * 70 * 1000 / value("iv_half_5min"),
    "cl_s_wang_l_h": lambda: value("cl_s_wang") * 60 * 70 / 1000,
    "cl_r_wang_l_h": lambda: value("cl_r_wang") * 60 * 70 / 1000,
    "norketamine_unbound_fraction": lambda: value("unbound_fraction"),
    "occupancy_infusion": lambda: occupied(value("antidepressant_total_ng_ml")),
    "occupancy_recovery": lambda: occupied(value("idvall_recovery_ng_ml")),
    "occupancy_anaesthesia": lambda: occupied(value("idvall_anaesthesia_ng_ml")),
    "norketamine_anaesthetic_free_um": lambda: tuple(
        n * value("norketamine_unbound_fraction") for n in ends("norketamine_max_idvall")
    ),
    "paroxetine_molar_mass": lambda: mass(C=19, H=20, F=1, N=1, O=3),
    "paroxetine_total_c50_nm": lambda: 1000 * value("sert_c50_paroxetine") / value("paroxetine_molar_mass"),
    "paroxetine_free_c50_nm": lambda: (
        (1 - fact("sig_ssri_bound_high").low) * 1000 * value("sert_c50_paroxetine") / value("paroxetine_molar_mass")
    ),
    "sig_dmf_rest_e": lambda: circuit_rates()[0],
    "sig_dmf_rest_i": lambda: circuit_rates()[1],
    "sig_dmf_breakeven": lambda: tuple(even_handed(block) for block in (0.02, 0.1, 0.3)),
    "amitriptyline_steady_97": lambda: 5 * value("amitriptyline_half_life") / 24,
    "nortriptyline_steady_97": lambda: 5 * value("nortriptyline_half_life") / 24,
    "women_2003_alcohol": lambda: value("women_2003_alcohol_alone") + value("women_2003_alcohol_and_more"),
    "ontario_ketamine": lambda: round(0.023 * value("ontario_unexpected")),
    "ontario_alcohol_found": lambda: 0.129 + 0.180,
}
# What White 1980 prints of each group: well anaesthetised, emergence reactions, agitation, in percent.
for _form, _printed in {"s": (95, 5, 0), "racemate": (75, 15, 10), "r": (68, 37, 26)}.items():
    AGAIN[f"white_{_form}_people"] = lambda printed=_printed: white1980(*printed)[0]
    AGAIN[f"white_{_form}_emergence_people"] = lambda printed=_printed: white1980(*printed)[1][1]
AGAIN |= {
    f"mg_unblocked_{name}": lambda mv=mv: unblocked(mv)
    for name, mv in {"minus80": -80, "minus70": -70, "minus60": -60, "minus40": -40, "minus20": -20}.items()
}
AGAIN |= {"people_16_59": lambda: value("frequent_people") / value("frequent_share") / 1e6}
AGAIN |= {"mg_unblocked_0": lambda: unblocked(0), "mg_unblocked_plus40": lambda: unblocked(40)}
AGAIN |= {
    f"gating_alt_{name}_po": lambda name=name: po(f"gating_alt_{name}")
    for name in ("lester", "edmonds", "clements", "westbrook")
}

# Rows that were chosen and not worked out: what they have to give, as their notes say, and the row it has to lie in.
CHOSEN = {id: (sublingual_peak_h, "tmax_sublingual_rolan") for id in ("sublingual_ka", "sublingual_duration")}


def half_a_last_digit(text):
    decimals = len(text.partition(".")[2])
    return 0.5 * 10.0**-decimals * (1 + 1e-9)


def test_every_derived_row_is_worked_out_again():
    derived = {row.id for name in tables() for row in all_rows(name) if row.status in ("derived", "derived_reported")}
    assert derived == set(AGAIN) | set(CHOSEN)
    assert not set(AGAIN) & set(CHOSEN)


@pytest.mark.parametrize("id", sorted(AGAIN))
def test_derived_row(id, raw):
    again = AGAIN[id]()
    columns = ("low", "value", "high") if isinstance(again, tuple) else ("value",)
    for column, number in zip(columns, again if isinstance(again, tuple) else (again,), strict=True):
        printed = raw[id][column]
        assert abs(float(printed) - number) <= half_a_last_digit(printed), f"{column}: {printed} but {number:.6g}"


@pytest.mark.parametrize("id", sorted(CHOSEN))
def test_chosen_row_gives_what_was_published(id, raw):
    work, published = CHOSEN[id]
    given = work()
    assert fact(published).low < given < fact(published).high
    assert given == pytest.approx(value(published), rel=0.15)
    assert f"{given:.2f} {fact(published).unit}" in raw[id]["note"]
    assert published in raw[id]["note"]


def test_the_rate_from_a_muscle_is_noted_before_rounding():
    assert f"({AGAIN['im_ka']():.2f} before rounding)" in fact("im_ka").note


def test_the_peak_finder_knows_the_textbook_case(monkeypatch):
    """One compartment, uptake at once: the peak comes at ln(ka / k) / (ka - k)."""
    lone = {"venous_v1": 100.0, "model_cl_racemate": 50.0}
    monkeypatch.setitem(globals(), "value", lambda id: lone.get(id, 1e-9 if "_q" in id else 1.0))
    assert venous_peak_h((1.0, 3.0, 0.0)) == pytest.approx(log(3 / 0.5) / (3 - 0.5), rel=1e-6)
    # The same, fed at an even rate for 0.4 h: the two exponentials are cut off by the end of the input.
    k, ka, d = 0.5, 3.0, 0.4
    late = log((exp(ka * d) - 1) / (exp(k * d) - 1)) / (ka - k)
    assert venous_peak_h((1.0, ka, d)) == pytest.approx(late, rel=1e-6)


ROWS = {row.id: row for name in tables() for row in all_rows(name)}


def named_rows(note):
    """The ids a note names; a star stands for all rows that begin so."""
    found = set()
    for word in re.findall(r"[a-z0-9]+(?:_[a-z0-9]*)+\*?", note):
        if word.endswith("*"):
            found |= {id for id in ROWS if id.startswith(word[:-1]) and not id.endswith("_po")}
        else:
            found.add(word)
    return found


def test_notes_name_rows_that_exist():
    for row in ROWS.values():
        assert named_rows(row.note) <= set(ROWS), row.id


@pytest.mark.parametrize("id", sorted([*AGAIN, *CHOSEN]))
def test_derived_rows_rest_on_sound_rows_and_say_on_what(id):
    row = ROWS[id]
    inputs = [ROWS[name] for name in named_rows(row.note)]
    assert all(one.status != "unverified" for one in inputs)
    assert set(row.sources) >= {key for one in inputs for key in one.sources}
    assert row.reported == any(one.reported for one in inputs)


def test_the_rates_and_the_ic50_of_one_study_disagree_twofold():
    """The reason for the model rows; if a correction removes it, they have to go too."""
    ratio = value("ketamine_kd_from_rates_human") / value("ketamine_ic50_human")
    assert 2.0 < ratio < 2.1
    assert value("model_kon_apparent") / value("ketamine_kon_human") == pytest.approx(sqrt(ratio), rel=5e-3)
    assert value("ketamine_koff_human") / value("model_koff_apparent") == pytest.approx(sqrt(ratio), rel=5e-3)


def test_free_is_less_than_total():
    assert value("antidepressant_free_um") < value("antidepressant_total_um")
    assert value("anaesthetic_free_um") < value("anaesthetic_total_um")


def test_the_parts_of_a_sublingual_dose_add_up():
    through = value("sublingual_mucosal_fraction")
    arrived = through + (1 - through) * value("oral_fraction_racemate")
    assert arrived == pytest.approx(value("f_sublingual_rolan"), abs=1e-4)


def test_the_racemate_is_cleared_as_the_meta_analysis_says():
    meta = fact("cl_racemate_meta")
    assert meta.low <= value("model_cl_racemate") <= meta.high


def test_the_nasal_set_agrees_with_its_own_abstract():
    """Extraction by the liver from the table's rates, against what the abstract prints; the notes give both."""
    through = value("nasal_vh") * (value("nasal_kel") + value("nasal_kmet"))
    extracted = through / (value("nasal_qh") + through)
    swallowed = value("gut_fraction") * (1 - extracted)
    assert f"{swallowed:.3f}" in fact("f_oral_s_popk").note
    assert swallowed == pytest.approx(value("f_oral_s_popk"), rel=0.05)
    assert f"{value('nasal_qh') * extracted:.0f}" in fact("cl_s_popk").note
    assert value("nasal_qh") * extracted == pytest.approx(value("cl_s_popk"), rel=0.05)
    spread = value("nasal_vc") + value("nasal_vp1") + value("nasal_vp2")
    assert spread == value("vss_s_popk")
    for devices, printed in ((2, "f_nasal_popk_56"), (3, "f_nasal_popk_84")):
        nose = value("nasal_fraction_first") * (1 + (devices - 1) * value("nasal_fraction_later")) / devices
        assert nose + (1 - nose) * value("f_oral_s_popk") == pytest.approx(value(printed), abs=0.005)


def test_a_minority_of_channels_is_held_at_the_antidepressant_dose():
    assert fact("occupancy_infusion").high < 0.5 < value("occupancy_recovery") < value("occupancy_anaesthesia")
