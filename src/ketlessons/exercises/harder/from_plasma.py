"""Did a learner find the level in plasma at which a share of a target is held? The way of lesson 09, turned round."""

from __future__ import annotations

from collections.abc import Callable

from ketlessons import evidence
from ketlessons.exercises.checking import Reply, checked
from ketlessons.exercises.slips import Exercise, Slip

#: (share, unbound, molar mass, half): a half first, then less and more. The last two give 447.4 and 452.4.
_CASES = (
    *((0.5, 0.5, 200.0, 1.0), (0.2, 1.0, 300.0, 0.5), (0.25, 0.55, 237.7, 1.42), (0.8, 0.9, 237.7, 2.14)),
    *((0.6, 0.1, 223.7, 0.02), (0.9, 0.4, 240.0, 0.05), (0.3, 0.5, 200.0, 2.61), (0.3, 0.45, 190.0, 2.5)),
)
_SERT = 0.8


def _equation(share: float, unbound: float, mass: float, half: float) -> float:
    return half * share / (1 - share) / unbound * mass


def from_plasma(function: Callable[[float, float, float, float], float] = ...) -> Reply:
    """Check a learner's `function(share, unbound, mass_g_mol, half_um)`: which level in plasma holds this share.

    Parameters
    ----------
    function
        The learner's function; anything it does wrong is answered in words, never with a traceback.
    """
    unbound, mass = evidence.value("unbound_fraction"), evidence.value("ketamine_molar_mass")
    half = evidence.value("sert_ki_nishimura")
    work = checked(function, _EXERCISE, (*_CASES, (_SERT, unbound, mass, half)))
    if isinstance(work, Reply):
        return work
    level, seen = work.answers[-1], evidence.fact("idvall_anaesthesia_ng_ml")
    return work.praised(
        f"To hold {100 * _SERT:.0f} % of serotonin transporters, as SSRIs do, it gives about {level / 1000:,.0f} µg/mL "
        f"of ketamine. While anaesthesia was maintained, {seen.number / 1000:.1f} µg/mL were measured.",
        "Scans at doses of trials saw no hold on these transporters either: on that target ketamine is no SSRI.",
    )


_ODDS = "The free concentration over what holds half is the share held over the share not held."
_BOUND = "All of it is more than what is free: divide by `unbound`."
_UNITS = "µM times g/mol is µg/L, which is ng/mL: no factor of 1000."

_EXERCISE = Exercise(
    check="harder.from_plasma",
    lesson="09",
    names=("share", "unbound", "mass_g_mol", "half_um"),
    wanted="one number, in ng/mL",
    library=_equation,
    equation=_equation,
    zero="What stands below the line came out as 0. The share that is not held stands there, times `unbound`.",
    slips=(
        Slip(lambda s, u, m, k: k * s / (1 - s), "A third of the way: this is the free concentration, in µM.",
             "Turn it into ng/mL with the molar mass, and into all of it with the unbound share."),
        Slip(lambda s, u, m, k: k * s / (1 - s) * m, "Close: this is the free part alone.", _BOUND),
        Slip(lambda s, u, m, k: k * s / (1 - s) * m * u, "Close: this multiplies by the unbound share.", _BOUND),
        Slip(lambda s, u, m, k: k * s / (1 - s) / u, "Close: this is all of it, in µM.",
             "Multiply by the molar mass. " + _UNITS),
        Slip(lambda s, u, m, k: k * s / (1 - s) / u / m, "Close: this divides by the molar mass.",
             "Multiply by it. " + _UNITS),
        Slip(lambda s, u, m, k: k * (1 - s) / s / u * m, "Close: the share stands upside down.", _ODDS),
        Slip(lambda s, u, m, k: k * s / u * m, "Close: the share that is not held is missing.", _ODDS),
        Slip(lambda s, u, m, k: k / (1 - s) / u * m, "Close: the share that is held is missing.", _ODDS),
        Slip(lambda s, u, m, k: k * s / 1 - s / u * m, "Close: brackets are missing.",
             "Put round brackets around 1 - share."),
        Slip(lambda s, u, m, k: s / (1 - s) / u * m, "Close: what holds half is missing.", _ODDS),
        *(Slip(lambda s, u, m, k, by=by: by * _equation(s, u, m, k), "Close: this is a thousand times off.", _UNITS)
          for by in (1000, 0.001)),
        Slip(lambda s, u, m, k: s * m / u / (s * m / u + k), "This is the first step once more, the share as a level.",
             "Solve it for the level. " + _ODDS),
    ),
)  # fmt: skip
