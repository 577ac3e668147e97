"""Does every explorer show what it showed before? A fingerprint of each frame, to keep and to compare with.

    python tests/support/drawing/frames.py                              one line an explorer
    python tests/support/drawing/frames.py --save before.json           keep the fingerprints
    python tests/support/drawing/frames.py --compare before.json        say which frames changed, and fail if any did
    python tests/support/drawing/frames.py --only block_curve small_trials

An explorer with fewer than 5,000 settings is drawn at each of them, any other at 2,000 that are drawn by lot, the same
ones every time. A fingerprint covers the moving part, the sentence, the table and the fault if the setting could not be
drawn. Stage, controls and still copy have a fingerprint each.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import multiprocessing
import os
import random
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from ketlessons import explorers
from ketlessons.explorers import Explorer, Still
from ketlessons.explorers.register import LIVE, STILL

FEWER_THAN = 5_000
BY_LOT = 2_000
CHUNK = 100
#: Everything a lesson can show: what moves, and what does not.
SHOWN: dict[str, Callable[[], Explorer | Still]] = {name: getattr(explorers, name) for name in (*LIVE, *STILL)}
#: What stands still in an explorer, by the names under which a file keeps it.
PARTS = ("stage", "controls", "still")


@dataclass
class Print:
    """What one explorer showed.

    Parameters
    ----------
    settings : int
        How many settings its controls have.
    parts : dict
        Fingerprints of what stands still.
    frames : dict
        Fingerprints of the frames by the number of the setting: see `setting_at`.
    """

    settings: int
    parts: dict[str, str]
    frames: dict[int, str]


def fingerprint(*parts: object) -> str:
    """Return a short hash of these parts, in their order."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()[:16]


def grids(shown: Explorer | Still) -> dict[str, tuple]:
    """Return every value that a hand can give to each control."""
    return {control.name: getattr(control, "grid", None) or control.sweep() for control in controls_of(shown)}


def controls_of(shown: Explorer | Still) -> tuple:
    """Return the controls of an explorer; a still picture has none."""
    return getattr(shown, "controls", ())


def setting_at(grid: Mapping[str, tuple], number: int) -> dict[str, Any]:
    """Return one setting by its number; the last control runs fastest."""
    found = {}
    for name in reversed(grid):
        number, place = divmod(number, len(grid[name]))
        found[name] = grid[name][place]
    return {name: found[name] for name in grid}


def numbers(name: str, settings: int) -> list[int]:
    """Return the numbers of the settings to draw: all, or some by lot."""
    if settings < FEWER_THAN:
        return list(range(settings))
    return sorted(random.Random(name).sample(range(settings), BY_LOT))


def frame_print(shown: Explorer | Still, setting: Mapping[str, Any]) -> str:
    """Return the fingerprint of one frame, or of the fault that kept it from being drawn."""
    try:
        frame = shown.figure.frame(setting)
    except Exception as fault:
        return fingerprint("", "", (), (), f"{type(fault).__name__}: {fault}")
    reading = frame.reading
    return fingerprint(frame.svg, reading.sentence, reading.columns, reading.rows, "")


def standing(shown: Explorer | Still) -> dict[str, str]:
    """Return the fingerprints of what stands still: stage, controls with their buttons, still copy."""
    figure, controls = shown.figure, controls_of(shown)
    specs = [one.spec() for one in (*controls, *getattr(shown, "presets", ()))]
    png, _ = figure.png({control.name: control.value for control in controls})
    return {
        "stage": fingerprint(figure.title, figure.size_px, figure.stage()),
        "controls": fingerprint(specs),
        "still": hashlib.sha256(png).hexdigest()[:16],
    }


@cache
def _made(name: str) -> Explorer | Still:
    return SHOWN[name]()


def _drawn(task: tuple[str, list[int]]) -> tuple[str, dict[int, str]]:
    name, chunk = task
    shown = _made(name)
    grid = grids(shown)
    return name, {number: frame_print(shown, setting_at(grid, number)) for number in chunk}


def prints(names: Iterable[str] = SHOWN, processes: int | None = None) -> dict[str, Print]:
    """Return what the explorers of these names show, drawn by as many processes as the machine has processors.

    A few frames are drawn here, unless processes are asked for: each has to load the library first.
    """
    found, tasks = {}, []
    for name in names:
        shown = _made(name)
        settings = math.prod(map(len, grids(shown).values()))
        found[name] = Print(settings, standing(shown), {})
        drawn = numbers(name, settings)
        tasks += [(name, drawn[start : start + CHUNK]) for start in range(0, len(drawn), CHUNK)]
    if processes is None and sum(len(chunk) for _, chunk in tasks) < CHUNK:
        for name, part in map(_drawn, tasks):
            found[name].frames |= part
        return found
    # A fresh process, and not a copy of this one: a copy would share locks and threads that were at work.
    with multiprocessing.get_context("spawn").Pool(processes or os.cpu_count()) as pool:
        for name, part in pool.imap_unordered(_drawn, tasks):
            found[name].frames |= part
    return found


def save(found: Mapping[str, Print], path: Path) -> None:
    """Keep fingerprints in a JSON file."""
    kept = {name: {**asdict(one), "frames": dict(sorted(one.frames.items()))} for name, one in found.items()}
    path.write_text(json.dumps(kept, indent=0) + "\n", encoding="utf-8")


def load(path: Path) -> dict[str, Print]:
    """Return the fingerprints that `save` kept."""
    kept = json.loads(path.read_text(encoding="utf-8"))
    for one in kept.values():
        one["frames"] = {int(number): print for number, print in one["frames"].items()}
    return {name: Print(**one) for name, one in kept.items()}


def differences(before: Print, now: Print, setting: Callable[[int], object] = str) -> list[str]:
    """Return in words what is not as it was; nothing if all is."""
    found = [f"{part} changed" for part in PARTS if before.parts[part] != now.parts[part]]
    if before.settings != now.settings or before.frames.keys() != now.frames.keys():
        return [*found, f"it had {before.settings:,} settings, so its frames cannot be compared"]
    changed = [number for number in before.frames if before.frames[number] != now.frames[number]]
    if changed:
        found.append(f"{len(changed):,} frames changed, the first at {setting(changed[0])}")
    return found


def main(arguments: list[str] | None = None) -> int:
    """Print one line an explorer; return 1 if any of them is not as it was."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="+", choices=SHOWN, default=list(SHOWN), metavar="EXPLORER")
    parser.add_argument("--save", type=Path, metavar="FILE")
    parser.add_argument("--compare", type=Path, metavar="FILE")
    chosen = parser.parse_args(arguments)
    before = load(chosen.compare) if chosen.compare else {}
    found = prints(chosen.only)
    if chosen.save:
        save(found, chosen.save)
    changed = [name for name in before if name not in SHOWN]
    for name in changed:
        print(f"{name:24} is gone")
    for name, one in found.items():
        line = f"{name:24} {len(one.frames):5,} of {one.settings:9,} settings  {fingerprint(one.parts, one.frames)}"
        if chosen.compare:
            setting = partial(setting_at, grids(_made(name)))
            faults = differences(before[name], one, setting) if name in before else ["it is new"]
            line += "  " + ("; ".join(faults) or "as it was")
            changed += [name] if faults else []
        print(line)
    return int(bool(changed))


if __name__ == "__main__":
    sys.exit(main())
