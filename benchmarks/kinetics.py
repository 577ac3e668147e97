"""How much faster than integrating the equations are sums of exponentials, for one person and for a thousand?

One process, one run. The lessons' own call and two peers follow the same regimens over a day, once a minute, and take
turns, so that whatever else the machine is doing hits all of them alike. Read the ratios; the milliseconds belong to
the machine. See README.md beside this file.

The peers: `scipy.integrate.solve_ivp` is what a student of the subject would write. libroadrunner is the field's fast
simulator of SBML models: it compiles the equations to machine code and steps with CVODE.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import pathlib
import statistics
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
from scipy.integrate import solve_ivp

from ketlessons import published
from ketlessons.evidence import regimen, value
from ketlessons.models import time_course
from ketlessons.models.dose.compartments import Network
from ketlessons.models.dose.course import Course
from ketlessons.models.dose.disposition import Disposition
from ketlessons.published import doses_of
from ketlessons.published.dose.patients import deviations

TIMES_H = np.arange(1441) / 60.0
RELATIVE, ABSOLUTE = 1e-8, 1e-10
#: How far apart, relative to the peak, courses may lie and still count as the same.
AGREED = 1e-6
PATIENTS = 1000
SCIPY_RATIO, ROADRUNNER_RATIO, LOOP_RATIO, MEMORY_MB = 20.0, 10.0, 20.0, 200.0
BUILT, ANEW, LOOKED_UP = "ketlessons, call", "ketlessons, build + call", "ketlessons, look up + build + call"
SCIPY, ROADRUNNER, ENDS = "solve_ivp, LSODA", "libroadrunner, CVODE", "libroadrunner, 2 times only"
CALL, LOOP = "ketlessons, one call", "libroadrunner, loop"
#: A deviation of nothing there is: `published.disposition` then builds the typical person and does not remember it.
NOTHING = {"nothing": 0.0}

Number = float | np.ndarray
#: A time in h, mg that are there at once, and by how many mg/h an even flow changes.
Switch = tuple[float, Number, Number]


@dataclass(frozen=True)
class Case:
    """A regimen and the equations of a published model, written out a second time for the peers."""

    name: str
    regimen: str
    model: str
    #: What flows: from, to (or nowhere), and the flow and the volume whose ratio is the rate.
    arrows: tuple[tuple[str, str, str, str], ...]
    #: The evidence row of each parameter.
    rows: Mapping[str, str]
    #: Which parameters differ between patients, and the name of that deviation.
    differs: Mapping[str, str]
    at_once_into: str
    evenly_into: str

    @property
    def states(self) -> list[str]:
        """Names of all compartments and depots."""
        return list(dict.fromkeys(end for source, target, *_ in self.arrows for end in (source, target) if end))

    def parameters(self, deviation: Mapping[str, np.ndarray]) -> dict[str, Number]:
        """Return the parameters of the typical person, or of patients."""
        found: dict[str, Number] = {"one": 1.0} | {name: value(row) for name, row in self.rows.items()}
        for name, deviates in self.differs.items():
            if deviates in deviation:
                found[name] = found[name] * np.exp(deviation[deviates])
        return found

    def switches(self, deviation: Mapping[str, np.ndarray]) -> list[Switch]:
        """Return when something enters, in order of time."""
        row = regimen(self.regimen)
        if row.route == "iv":
            amount, ends_h = row.amount_mg(value("reference_weight")), row.duration_min / 60.0
            return [(0.0, 0.0, amount / ends_h), (ends_h, 0.0, -amount / ends_h)]
        share = value("nasal_fraction_first")
        if "nasal_fraction" in deviation:
            share = 1.0 / (1.0 + (1.0 - share) / share * np.exp(-deviation["nasal_fraction"]))
        found: list[Switch] = []
        for device in range(row.devices):
            starts_h, lasts_h = device * value("device_interval") / 60.0, value("swallowed_duration")
            nose = share * (value("nasal_fraction_later") if device else 1.0)
            swallowed = value("gut_fraction") * value("device_dose") * (1.0 - nose) / lasts_h
            found.append((starts_h, value("device_dose") * nose, swallowed))
            found.append((starts_h + lasts_h, 0.0 * nose, -swallowed))
        return sorted(found, key=lambda switch: switch[0])


_NORKETAMINE = (("N1", "N2", "QN", "VN1"), ("N2", "N1", "QN", "VN2"), ("N1", "", "CLN", "VN1"))
INFUSION = Case(
    name="0.5 mg/kg into a vein over 40 min, venous set",
    regimen="iv_infusion",
    model="venous",
    arrows=(
        ("K1", "K2", "Q2", "V1"),
        ("K2", "K1", "Q2", "V2"),
        ("K1", "K3", "Q3", "V1"),
        ("K3", "K1", "Q3", "V3"),
        ("K1", "N1", "CL", "V1"),
        *_NORKETAMINE,
    ),
    rows={
        "V1": "venous_v1",
        "V2": "venous_v2",
        "V3": "venous_v3",
        "Q2": "venous_q2",
        "Q3": "venous_q3",
        "CL": "model_cl_racemate",
        "VN1": "norketamine_v1",
        "VN2": "norketamine_v2",
        "QN": "norketamine_q",
        "CLN": "norketamine_cl",
    },
    differs={"V1": "v1", "CL": "cl", "VN1": "norketamine_v1", "CLN": "norketamine_cl"},
    at_once_into="K1",
    evenly_into="K1",
)
NASAL = Case(
    name="84 mg esketamine into the nose, 3 devices, nasal set",
    regimen="nasal_84",
    model="nasal",
    arrows=(
        ("Nose", "K1", "ka_nose", "one"),
        ("Gut", "Liver", "ka_gut", "one"),
        ("K1", "K2", "Q1", "V1"),
        ("K2", "K1", "Q1", "V2"),
        ("K1", "K3", "Q2", "V1"),
        ("K3", "K1", "Q2", "V3"),
        ("K1", "Liver", "QH", "V1"),
        ("Liver", "K1", "QH", "VH"),
        ("Liver", "", "k_leaves", "one"),
        ("Liver", "N1", "k_turns", "one"),
        *_NORKETAMINE,
    ),
    rows={
        "V1": "nasal_vc",
        "V2": "nasal_vp1",
        "V3": "nasal_vp2",
        "VH": "nasal_vh",
        "Q1": "nasal_q1",
        "Q2": "nasal_q2",
        "QH": "nasal_qh",
        "k_leaves": "nasal_kel",
        "k_turns": "nasal_kmet",
        "ka_nose": "nasal_ka",
        "ka_gut": "swallowed_ka",
        "VN1": "nasal_norketamine_v1",
        "VN2": "nasal_norketamine_v2",
        "QN": "nasal_norketamine_q",
        "CLN": "nasal_norketamine_cl",
    },
    differs={
        "V1": "vc",
        "V2": "vp1",
        "VH": "vh",
        "QH": "qh",
        "k_leaves": "kel",
        "ka_nose": "nasal_ka",
        "ka_gut": "swallowed_ka",
        "VN1": "norketamine_v1",
        "CLN": "norketamine_cl",
    },
    at_once_into="Nose",
    evenly_into="Gut",
)
CASES = {"infusion": INFUSION, "nasal": NASAL}


def ours(case: Case, deviation: Mapping[str, np.ndarray]) -> Course:
    """Solve the compartments and follow the regimen, as a lesson does."""
    row = regimen(case.regimen)
    return time_course(
        published.disposition(case.model, row.drug, deviation), doses_of(row, case.model, deviation), TIMES_H
    )


def rebuilt(body: Disposition) -> Disposition:
    """Return the same disposition, built once more from its numbers."""
    ketamine, norketamine = (
        Network(part.volumes_l, part.flows_l_h, part.clearances_l_h) for part in (body.ketamine, body.norketamine)
    )
    return Disposition(body.name, ketamine, norketamine, body.formation_l_h)


def with_scipy(case: Case) -> Callable[[], np.ndarray]:
    """Return a function that integrates the typical person with `solve_ivp`, ``(2, times)``."""
    known, at = case.parameters({}), {name: index for index, name in enumerate(case.states)}
    matrix = np.zeros((len(at), len(at)))
    for source, target, flow, volume in case.arrows:
        matrix[at[source], at[source]] -= known[flow] / known[volume]
        if target:
            matrix[at[target], at[source]] += known[flow] / known[volume]
    # LSODA would step over a switch, so it integrates from one to the next, and is asked for the times between. The
    # Jacobian is the matrix itself, which saves LSODA from estimating it.
    switches = case.switches({})
    edges = [*(when for when, *_ in switches), TIMES_H[-1]]
    first = [*np.searchsorted(TIMES_H, edges[:-1]), TIMES_H.size]
    asked = [np.append(TIMES_H[i:j], end) for i, j, end in zip(first, first[1:], edges[1:], strict=False)]
    asked[-1] = asked[-1][:-1]
    scale = np.array([1000.0 / known["V1"], 1000.0 / known["VN1"]])[:, None]
    sampled = [at["K1"], at["N1"]]

    def run() -> np.ndarray:
        amount, enters = np.zeros(len(at)), np.zeros(len(at))
        found = np.empty((2, TIMES_H.size))
        for number, (when, at_once, evenly) in enumerate(switches):
            amount[at[case.at_once_into]] += at_once
            enters[at[case.evenly_into]] += evenly
            if edges[number + 1] == when:
                continue
            now = enters.copy()
            solved = solve_ivp(
                lambda _, y, now=now: matrix @ y + now,
                (when, edges[number + 1]),
                amount,
                method="LSODA",
                t_eval=asked[number],
                rtol=RELATIVE,
                atol=ABSOLUTE,
                jac=lambda _, y: matrix,
            )
            found[:, first[number] : first[number + 1]] = solved.y[sampled, : first[number + 1] - first[number]]
            amount = solved.y[:, -1].copy()
        return found * scale

    return run


class Roadrunner:
    """One model, compiled once by libroadrunner and used for everybody."""

    def __init__(self, case: Case, patients: int | None = None):
        # Here and not at the top: whoever measures memory should not carry a compiler along.
        import antimony
        import roadrunner

        deviation = deviations(case.model, patients) if patients else {}
        known, switches = case.parameters(deviation), case.switches(deviation)
        starts, later = switches[0], switches[1:]
        values = dict(known) | {"feed": starts[2]}
        lines = [f"species {', '.join(f'{name} in body' for name in case.states)};", "compartment body = 1;"]
        lines += [f"{name} = 0;" for name in case.states]
        for number, (source, target, flow, volume) in enumerate(case.arrows):
            lines.append(f"J{number}: {source} -> {target}; {flow} * {source} / {volume};")
        lines.append(f"enters: -> {case.evenly_into}; feed;")
        # Events, which CVODE finds to the last digit; a piecewise rate would let it step over the edge.
        for number, (when, at_once, evenly) in enumerate(later):
            changes = [f"feed = feed + step{number}"]
            values[f"step{number}"] = evenly
            if np.any(at_once):
                changes.append(f"{case.at_once_into} = {case.at_once_into} + jump{number}")
                values[f"jump{number}"] = at_once
            lines.append(f"at time >= {when!r}: {', '.join(changes)};")
        lines += [f"{name} = {float(np.mean(number))!r};" for name, number in values.items()]
        lines.append("ketamine := 1000 * K1 / V1; norketamine := 1000 * N1 / VN1;")
        antimony.clearPreviousLoads()
        if antimony.loadAntimonyString("model drug\n" + "\n".join(lines) + "\nend") < 0:
            raise RuntimeError(antimony.getLastError())
        began = time.perf_counter()
        self.runner = roadrunner.RoadRunner(antimony.getSBMLString("drug"))
        self.loading_ms = 1000.0 * (time.perf_counter() - began)
        self.runner.integrator.setValue("relative_tolerance", RELATIVE)
        self.runner.integrator.setValue("absolute_tolerance", ABSOLUTE)
        # Time itself is a third column that nobody needs, and each column costs.
        self.runner.timeCourseSelections = ["ketamine", "norketamine"]
        ids = list(self.runner.model.getGlobalParameterIds())
        # Only what differs between patients, or was moved by an event, has to be set again.
        moved = [name for name, number in values.items() if name == "feed" or np.ndim(number)]
        self.places = [ids.index(name) for name in moved]
        count = patients or 1
        self.settings = np.column_stack([np.broadcast_to(values[name], count) for name in moved]).astype(float)
        species = list(self.runner.model.getFloatingSpeciesIds())
        self.first_amounts = np.broadcast_to(starts[1], count).astype(float)
        self.first_place = [species.index(case.at_once_into)]

    def course(self, patient: int = 0, times: int = TIMES_H.size) -> np.ndarray:
        """Follow one patient, ``(times, 2)``."""
        runner = self.runner
        runner.reset()
        runner.model.setGlobalParameterValues(self.places, self.settings[patient])
        if self.first_amounts[patient]:
            runner.model.setFloatingSpeciesAmounts(self.first_place, self.first_amounts[patient : patient + 1])
        return runner.simulate(TIMES_H[0], TIMES_H[-1], times)

    def everybody(self) -> np.ndarray:
        """Follow all patients, ``(patients, times, 2)``."""
        found = np.empty((len(self.settings), TIMES_H.size, 2))
        for patient in range(len(self.settings)):
            found[patient] = self.course(patient)
        return found


@dataclass
class Contender:
    """Something that is timed, and what it took."""

    name: str
    run: Callable[[], object]
    calls: int
    rounds: list[list[float]] = field(default_factory=list)

    @property
    def times(self) -> list[float]:
        """Every call, in ms."""
        return [ms for group in self.rounds for ms in group]

    @property
    def median_ms(self) -> float:
        """Median of all calls."""
        return statistics.median(self.times)


def take_turns(contenders: list[Contender], rounds: int) -> None:
    """Time everybody in rounds; the order turns with the rounds, and the first call of a visit does not count."""
    for number in range(rounds):
        turn = number % len(contenders)
        for contender in contenders[turn:] + contenders[:turn]:
            # The visit's first call finds the caches as another contender left them. Seconds need no such care.
            if contender.calls > 1:
                contender.run()
            times = []
            for _ in range(contender.calls):
                began = time.perf_counter()
                contender.run()
                times.append(1000.0 * (time.perf_counter() - began))
            contender.rounds.append(times)


def ratio(slow: Contender, fast: Contender) -> tuple[float, float, float]:
    """Return how many times faster one is than the other: by all medians, and the extremes of single rounds."""
    pairs = zip(slow.rounds, fast.rounds, strict=True)
    each = [statistics.median(one) / statistics.median(other) for one, other in pairs]
    return slow.median_ms / fast.median_ms, min(each), max(each)


def distance(ours: np.ndarray, theirs: np.ndarray) -> float:
    """Return the greatest difference relative to the peak of each course; times are the last axis."""
    return float((np.abs(ours - theirs).max(-1) / ours.max(-1)).max())


def both(course: Course) -> np.ndarray:
    """Return ketamine and norketamine as one array, ``(..., 2, times)``."""
    return np.stack([course.ketamine_ng_ml, course.norketamine_ng_ml], -2)


def memory(case: str) -> dict[str, float | None]:
    """Measure the population call in fresh processes of its own."""
    found: dict[str, float | None] = {}
    for kind in ("traced", "resident"):
        command = [sys.executable, str(pathlib.Path(__file__).resolve()), "--child", kind, case]
        found[kind] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return found


def child(kind: str, name: str) -> float | None:
    """Return the peak of the population call in MB: as Python counts it, or as the system does."""
    case = CASES[name]
    deviation = deviations(case.model, PATIENTS)
    # Whatever is looked up or imported on first use belongs to the library, not to the call.
    ours(case, deviations(case.model, 2))
    if kind == "traced":
        tracemalloc.start()
        course = ours(case, deviation)
        return tracemalloc.get_traced_memory()[1] / 1e6 if course.time_h.size else None
    try:
        import resource
    except ImportError:  # Windows has none
        return None
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    course = ours(case, deviation)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    unit = 1.0 if sys.platform == "darwin" else 1024.0
    return (after - before) * unit / 1e6 if course.time_h.size else None


def compare(case: Case, singles: int, populations: int) -> dict | None:
    """Hold the three against one another, then time them; None if they disagree."""
    row = regimen(case.regimen)
    body, doses = published.disposition(case.model, row.drug), doses_of(row, case.model)
    runner, crowd, integrated = Roadrunner(case), Roadrunner(case, PATIENTS), with_scipy(case)
    deviation = deviations(case.model, PATIENTS)
    alone, together = both(time_course(body, doses, TIMES_H)), both(ours(case, deviation))
    apart = {
        SCIPY: distance(alone, integrated()),
        ROADRUNNER: distance(alone, np.asarray(runner.course()).T),
        LOOP: distance(together, crowd.everybody().swapaxes(-1, -2)),
    }
    if max(apart.values()) > AGREED:
        print(f"{case.name}: the courses differ, so there is nothing to compare: {apart}")
        return None
    one = [
        Contender(BUILT, lambda: time_course(body, doses, TIMES_H), 20),
        Contender(ANEW, lambda: time_course(rebuilt(body), doses, TIMES_H), 20),
        Contender(LOOKED_UP, lambda: ours(case, NOTHING), 20),
        Contender(SCIPY, integrated, 3),
        Contender(ROADRUNNER, runner.course, 5),
        Contender(ENDS, lambda: runner.course(times=2), 5),
    ]
    many = [Contender(CALL, lambda: ours(case, deviation), 3), Contender(LOOP, crowd.everybody, 1)]
    take_turns(one, singles)
    take_turns(many, populations)
    return {"case": case, "apart": apart, "one": one, "many": many, "loading_ms": runner.loading_ms}


def table(title: str, contenders: list[Contender], against: dict[str, str]) -> list[str]:
    """Return one table: each contender, and how many times longer it takes than ours."""
    head = f"{title:<38}{'n':>5}{'median ms':>11}" + "".join(f"{f'x {short}':>11}{'by round':>14}" for short in against)
    lines = [head, "-" * len(head)]
    by_name = {contender.name: contender for contender in contenders}
    for contender in contenders:
        line = f"{contender.name:<38}{len(contender.times):>5}{contender.median_ms:>11.3f}"
        for name in against.values():
            middle, low, high = ratio(contender, by_name[name])
            line += f"{middle:>11.1f}{f'{low:.1f}-{high:.1f}':>14}"
        lines.append(line)
    return lines


def verdict(text: str, holds: bool, found: str) -> str:
    """Return one line that says whether a target was met."""
    return f"  {text}: {'yes' if holds else 'no'} ({found})"


def report(found: dict, peaks: dict[str, float | None]) -> str:
    """Return tables and verdicts of one regimen."""
    one = {contender.name: contender for contender in found["one"]}
    many = {contender.name: contender for contender in found["many"]}
    lines = [found["case"].name]
    lines += ["  greatest difference, relative to the peak: "
              + ", ".join(f"{name} {size:.1e}" for name, size in found["apart"].items()), ""]  # fmt: skip
    lines += [*table("one person, 24 h every minute", found["one"], {"call": BUILT, "build": ANEW}), ""]
    lines += [*table(f"{PATIENTS} patients, 24 h every minute", found["many"], {"call": CALL}), ""]
    for mine, how in ((BUILT, "call"), (ANEW, "build + call")):
        for peer, least in ((SCIPY, SCIPY_RATIO), (ROADRUNNER, ROADRUNNER_RATIO)):
            times = ratio(one[peer], one[mine])[0]
            lines.append(verdict(f"{how} at least {least:g} times faster than {peer}", times >= least, f"{times:.2f}"))
    times = ratio(many[LOOP], many[CALL])[0]
    lines.append(
        verdict(
            f"{PATIENTS} patients at least {LOOP_RATIO:g} times faster than {LOOP}", times >= LOOP_RATIO, f"{times:.2f}"
        )
    )
    greatest = max(size for size in peaks.values() if size is not None)
    words = ", ".join(f"{kind} {'not known' if size is None else f'{size:.0f} MB'}" for kind, size in peaks.items())
    lines.append(verdict(f"{PATIENTS} patients in less than {MEMORY_MB:g} MB", greatest < MEMORY_MB, words))
    lines.append(f"  not counted: libroadrunner compiles the model once, {found['loading_ms']:.0f} ms")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=15, help="visits to each contender, one person (default 15)")
    parser.add_argument("--population-rounds", type=int, default=5, help="the same for the patients (default 5)")
    parser.add_argument("--json", type=pathlib.Path, metavar="FILE", help="also write every time to this file")
    parser.add_argument("--child", nargs=2, metavar=("KIND", "CASE"), help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.child:
        print(json.dumps(child(*wanted.child)))
        return 0
    missing = [name for name in ("antimony", "roadrunner") if importlib.util.find_spec(name) is None]
    if missing:
        print(
            f"Nothing was measured: {' and '.join(missing)} cannot be imported. `make benchmark-models` installs them."
        )
        return 1
    began = time.monotonic()
    # Memory comes first: a process inherits the greatest size of the one that started it, and ours only grows.
    peaks = {name: memory(name) for name in CASES}
    every, reports = {}, []
    for name, case in CASES.items():
        found = compare(case, wanted.rounds, wanted.population_rounds)
        if found:
            reports.append(report(found, peaks[name]))
            rounds = {contender.name: contender.rounds for contender in (*found["one"], *found["many"])}
            every[name] = {"apart": found["apart"], "memory_mb": peaks[name], "rounds_ms": rounds}
    print(f"Measured in {time.monotonic() - began:.0f} s.\n")
    print("\n\n".join(reports))
    if wanted.json:
        wanted.json.write_text(json.dumps(every, indent=1))
    return 0 if reports else 1


if __name__ == "__main__":
    sys.exit(main())
