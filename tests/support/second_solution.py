"""What becomes of a dose, worked out again from the rows: a second solution that shares nothing else with the models.

The compartments are a matrix, and the concentrations its exponential. Peaks alone are those of the models' own courses,
on a finer grid.
"""

from functools import cache

import numpy as np
from scipy.linalg import expm

from ketlessons import published
from ketlessons.evidence import fact, regimen, value


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
    """The set that a regimen is drawn with, written out again."""
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


def arriving(id):
    row = regimen(id)
    kept = share_by_mouth(row.drug)
    if row.route == "nasal":
        return float(np.mean([share + (1 - share) * kept for share in shares_through_the_nose(row.devices)]))
    through = value("sublingual_mucosal_fraction")
    return {"iv": 1.0, "im": value("f_im_label"), "oral": kept, "sublingual": through + (1 - through) * kept}[row.route]


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
