"""What is offered to those who have solved a lesson's exercise: a harder step, and the lines to begin with."""

from __future__ import annotations

from ketlessons.exercises.slips import Offer


def _offer(check: str, words: str, name: str, values: str, gives: str) -> Offer:
    lines = (
        f"def {name}({values}):",
        f'    """Return {gives}."""',
        "    return ...",
        "",
        "",
        f"check.harder.{check}({name})",
    )
    return Offer(words, "\n".join(lines))


#: By the name of the first check.
OFFERS = {
    "charged": _offer(
        "charged",
        "turn the equation round. At which pH does a given share of a base carry a charge?",
        "ph_for",
        "share, pka",
        "the pH at which this share of a weak base is charged",
    ),
    "hill": _offer(
        "hill",
        "turn the curve round. Which concentration blocks a given fraction?",
        "conc_for",
        "blocked, ic50_um, hill",
        "the concentration, in µM, that blocks this fraction",
    ),
    "held": _offer(
        "held",
        "let two drugs compete for one site. Which share does the first hold while the second is there?",
        "held_beside",
        "free_um, half_um, rival_um, rival_half_um",
        "the share that the first drug holds, from 0 to 1",
    ),
    "decay": _offer(
        "decay",
        "give the same dose again and again. How many times the first level does the level after a dose reach in the "
        "end?",
        "accumulated",
        "half_life_h, interval_h",
        "the level after a dose in the end, over that after the first",
    ),
    "lead": _offer(
        "lead",
        "work out the spread yourself, from two arms of unlike size. How many pooled standard deviations does the drug "
        "lead by?",
        "lead_pooled",
        "change, sd, n, change_control, sd_control, n_control",
        "the lead in pooled standard deviations",
    ),
    "number_needed": _offer(
        "number_needed",
        "start from an odds ratio. How many have to be treated, where a given share responds without the drug?",
        "needed_from_odds",
        "odds_ratio, share_control",
        "the number needed to treat, in people, not rounded",
    ),
    "extra_cases": _offer(
        "extra_cases",
        "look from the other side. Of all who have the symptom, which share uses the drug?",
        "users_among_cases",
        "with_percent, without_percent, users_percent",
        "the share of all cases who use it, from 0 to 1",
    ),
    "from_plasma": _offer(
        "from_plasma",
        "turn the way round. Which level in plasma holds a given share of a target?",
        "plasma_for",
        "share, unbound, mass_g_mol, half_um",
        "the level in plasma, in ng/mL, at which this share is held",
    ),
    "predictive_value": _offer(
        "predictive_value",
        "test the positive ones again, by another method that errs on its own. How many of those who are positive "
        "twice have it?",
        "right_of_twice",
        "sensitivity, specificity, prevalence, sensitivity_second, specificity_second",
        "the share of double positives that are right, 0 to 1",
    ),
}
