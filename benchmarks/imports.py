"""How long does a lesson's first line take, and its first figure?

Fresh Pythons take turns. Each loads what any live figure needs, or runs the first line of a lesson, or that and the
first live explorer of the lesson. Read the ratios to the first row: load hits all alike. See README.md beside it.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time

LIMIT = 1.2
BASE = "import matplotlib.figure, ipywidgets"
LINE = "from ketlessons import ask, check, evidence, explore, models, published"
FIGURES = {
    "00": "hundred_channels",
    "02": "channel_clock",
    "04": "route_race",
    "05": "both_arms",
    "06": "one_trial_many_numbers",
}
CONTENDERS = {
    "matplotlib.figure, ipywidgets": BASE,
    "import ketlessons": "import ketlessons",
    "first line of a lesson": LINE,
    **{f"... and first figure of {lesson}": f"{LINE}; explore.{name}()" for lesson, name in FIGURES.items()},
}


def measure(rounds: int) -> dict[str, list[float]]:
    """Run every contender in turns; the first round, which fills the caches of the disk, does not count."""
    found: dict[str, list[float]] = {name: [] for name in CONTENDERS}
    for number in range(rounds + 1):
        for name, source in CONTENDERS.items():
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", source], check=True)
            if number:
                found[name].append(time.perf_counter() - start)
    return found


def report(found: dict[str, list[float]]) -> str:
    """Return the table and the verdict."""
    base, line, *_ = found
    ratios = {
        name: statistics.median(one / first for one, first in zip(times, found[base], strict=True))
        for name, times in found.items()
    }
    lines = [f"{'':<34}{'median s':>10}{'least s':>9}{'x first row':>13}"]
    for name, times in found.items():
        lines.append(f"{name:<34}{statistics.median(times):>10.2f}{min(times):>9.2f}{ratios[name]:>13.2f}")
    verdict = "yes" if ratios[line] <= LIMIT else "no"
    lines.append(f"\n{line} within {LIMIT:g} times the first row: {verdict} ({ratios[line]:.2f})")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=15, help="fresh Pythons of each kind (default 15)")
    print(report(measure(parser.parse_args().rounds)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
