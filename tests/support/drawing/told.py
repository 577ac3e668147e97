"""What do the lessons say and draw from the tables of one folder? Everything, by name, as JSON.

    python tests/support/drawing/told.py data

Each explorer at all its settings if they are few, else at the smallest, usual and largest of each control and at its
buttons; every code cell of every notebook; the checks with a right answer; the map of lessons, the claims of each
lesson, and where to find help.
Two folders can be compared so.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import math
import sys
from pathlib import Path
from typing import Any

from ketlessons import evidence
from ketlessons.evidence.reading import package

ROOT = Path(__file__).parents[3]
#: A right answer to each check.
ANSWERS = {
    "charged": lambda ph, pka: 1 / (1 + 10 ** (ph - pka)),
    "hill": lambda conc_um, ic50_um, hill: conc_um**hill / (conc_um**hill + ic50_um**hill),
    "held": lambda free_um, half_um: free_um / (free_um + half_um),
    "decay": lambda start_ng_ml, half_life_h, time_h: start_ng_ml * 0.5 ** (time_h / half_life_h),
    "lead": lambda change, change_control, sd: (change_control - change) / sd,
    "extra_cases": lambda with_percent, without_percent, users_percent, people: (
        people * users_percent / 100 * (with_percent - without_percent) / 100
    ),
    "number_needed": lambda events, total, events_control, total_control: (
        1 / (events / total - events_control / total_control)
    ),
    "from_plasma": lambda total_ng_ml, unbound, mass_g_mol, half_um: (
        total_ng_ml * unbound / (total_ng_ml * unbound + half_um * mass_g_mol)
    ),
    "predictive_value": lambda sensitivity, specificity, prevalence: (
        sensitivity * prevalence / (sensitivity * prevalence + (1 - specificity) * (1 - prevalence))
    ),
}


#: An explorer with fewer settings is drawn at each of them.
FEW = 100


def settings_of(shown: Any) -> list[dict[str, Any]]:
    """Return the settings at which an explorer is drawn."""
    from frames import controls_of, grids, setting_at

    grid, controls = grids(shown), controls_of(shown)
    many = math.prod(map(len, grid.values()))
    if many < FEW:
        return [setting_at(grid, number) for number in range(many)]
    usual = {control.name: control.value for control in controls}
    swept = [usual | {control.name: value} for control in controls for value in control.sweep()]
    found = [usual, *swept, *(usual | dict(preset.values) for preset in shown.presets)]
    return [setting for place, setting in enumerate(found) if setting not in found[:place]]


def told_by_explorers() -> dict[str, dict[str, Any]]:
    """Return for each explorer what stands still, and for each setting sentence, table and a fingerprint."""
    from frames import SHOWN, fingerprint, standing

    found: dict[str, dict[str, Any]] = {}
    for name, make in SHOWN.items():
        shown = make()
        found[name] = {"parts": standing(shown), "frames": {}}
        for setting in settings_of(shown):
            frame = shown.figure.frame(setting)
            told = [frame.reading.sentence, [list(map(str, row)) for row in frame.reading.rows], fingerprint(frame.svg)]
            found[name]["frames"][json.dumps(setting)] = told
    return found


def told_by_cells(path: Path) -> list[str]:
    """Return what each code cell of a notebook prints and shows, in words."""
    import nbformat

    names: dict[str, Any] = {}
    found = []
    for cell in nbformat.read(path, 4).cells:
        if cell.cell_type != "code":
            continue
        tree = ast.parse(cell.source)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(tree, path.name, "exec"), names)
            shown = None if last is None else eval(compile(ast.Expression(last.value), path.name, "eval"), names)
        words = "" if shown is None or hasattr(shown, "figure") else str(shown)
        found.append(f"{printed.getvalue()}{words}")
    return found


def told_by_rows() -> dict[str, str]:
    """Return what is put together from several rows: curves, means, both arms, counts, and what lessons print."""
    from ketlessons import published
    from ketlessons.published.onset import fits
    from ketlessons.published.trials import arms, comparisons, counted, forest, nasal

    pooled = {when: published.pooled_nasal(when) for when in (nasal.EACH_ONCE, *nasal.WINDOWS)}
    return {
        "curves": repr({name: (published.fit(name).parameters, published.fit_rows(name)) for name in fits.NAMES}),
        "pills": repr(comparisons.pills()),
        "single doses": repr([one for one in comparisons.single_doses() if one.control != "placebo pill"]),
        "points": repr(published.comparisons("points")),
        "responders": repr(published.comparisons("response")),
        "pooled": repr(pooled),
        "forest": repr([published.nasal_trials(when) for when in forest.TIMES]),
        "arms": repr([published.arms(trial, measure) for trial in arms.WITH_BOTH_ARMS for measure in arms.MEASURES]),
        "counted": repr([counted.counted(name) for name in counted.NAMES]),
        "held": repr(published.held_against()),
        "missed": repr(published.misses()),
        "beside a pill": repr(published.spray_beside_a_pill()),
    }


def everything() -> dict[str, Any]:
    """Return all that is said and drawn."""
    from ketlessons import check, guide
    from ketlessons.publish import readme

    return {
        "explorers": told_by_explorers(),
        "cells": {path.stem: told_by_cells(path) for path in sorted((ROOT / "notebooks").glob("*.ipynb"))},
        "rows": told_by_rows(),
        "checks": {name: repr(getattr(check, name)(answer)) for name, answer in ANSWERS.items()},
        "pages": {
            "map": str(guide.lesson_map()),
            "help": str(guide.help_lines()),
            "help on drugs": str(guide.help_lines("crisis", "drugs")),
            "ledger": str(guide.ledger_map()),
            "readme": readme.table(),
        },
    }


def main(folder: str) -> int:
    """Print all that is said from the tables of a folder."""
    # The one place that knows where the tables are; nothing has read them yet.
    package.data_path = evidence.data_path = lambda: Path(folder)
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        found = everything()
    json.dump(found, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
