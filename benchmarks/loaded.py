"""How long does a frame keep the kernel busy, and how long does it take beside other work?

First, processor time: fresh processes draw settings of each explorer that nobody visited before, and of each setting
the shortest time of all rounds counts. Then, with busy programs beside them, kernels take turns with the default
threads of linear algebra and with one thread, as the library is and, if asked, as another copy of it was. See README.md
beside it.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import pathlib
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence

HERE = pathlib.Path(__file__).resolve().parent
# After what a kernel was given: another copy brings the tool that knows its explorers.
sys.path.append(str(HERE.parent / "tests" / "support" / "drawing"))

import frametime  # noqa: E402

MOST_MS = 10.0


def kernel_times(names: Sequence[str], count: int, rounds: int) -> str:
    """Return a table of the processor time of frames, ms."""
    lines = [f"{'processor time, ms':<26}{'settings':>9}{'median':>8}{'99 %':>8}{'most':>8}{'other threads':>15}"]
    worst = {}
    for name in names:
        visits = [frametime.visit([name], count) for _ in range(rounds)]
        best = sorted(1000 * min(times) for times in zip(*(one.frames[name] for one in visits), strict=True))
        worst[name] = best[-1]
        others = 1000 * min(one.others for one in visits) / len(best)
        late = best[int(0.99 * (len(best) - 1))]
        lines.append(
            f"{name:<26}{len(best):>9}{statistics.median(best):>8.1f}{late:>8.1f}{best[-1]:>8.1f}{others:>15.2f}"
        )
    name = max(worst, key=worst.get)
    verdict = "yes" if worst[name] <= MOST_MS else "no"
    return "\n".join([*lines, f"\n  every frame within {MOST_MS:g} ms: {verdict} ({name} {worst[name]:.1f} ms)"])


class Kernel:
    """A process that draws on request and says how long each frame took on the clock."""

    def __init__(self, source: pathlib.Path, one_thread: bool):
        kept = {name: value for name, value in os.environ.items() if name not in frametime.THREADS}
        kept |= {"OPENBLAS_NUM_THREADS": "1"} if one_thread else {}
        # An older checkout has all its helpers in one folder.
        support = source.parent / "tests" / "support"
        paths = [str(source), str(support / "drawing"), str(support)]
        self.process = subprocess.Popen(
            [sys.executable, __file__, "--kernel"],
            env=kept | {"PYTHONPATH": os.pathsep.join(paths)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, name: str, numbers: Sequence[int], count: int) -> list[float]:
        """Draw the settings of these numbers among so many."""
        self.process.stdin.write(json.dumps([name, list(numbers), count]) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def close(self) -> None:
        """Let it end."""
        self.process.stdin.close()
        self.process.wait()


def serve() -> None:
    """Be a kernel: draw what is asked for until the line is closed."""
    for line in sys.stdin:
        name, numbers, count = json.loads(line)
        figure, settings, took = frametime.ready(name), frametime.settings_of(name, count), []
        for number in numbers:
            start = time.perf_counter()
            figure.frame(settings[number])
            took.append(time.perf_counter() - start)
        print(json.dumps(took), flush=True)


@contextlib.contextmanager
def busy(programs: int) -> Iterator[None]:
    """Let so many programs compute beside us."""
    running = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(programs)]
    try:
        yield
    finally:
        for one in running:
            one.kill()
            one.wait()


def beside_work(names: Sequence[str], count: int, rounds: int, programs: int, sources: dict[str, pathlib.Path]) -> str:
    """Return a table of the time of frames on the clock, each kernel against the first: one thread, as it is."""
    kernels = {
        f"{label}, {threads}": Kernel(source, threads == "one")
        for label, source in sources.items()
        for threads in ("one", "default")
    }
    head = "".join(f"{label:>22}" for label in kernels)
    lines = [f"{f'clock, ms: {programs} busy programs':<26}{head}"]
    try:
        with busy(programs):
            for name in names:
                found: dict[str, list[float]] = {label: [] for label in kernels}
                size = len(frametime.settings_of(name, count * rounds))
                for start in range(0, size, count):
                    for label, kernel in kernels.items():
                        found[label] += kernel.ask(name, range(start, min(start + count, size)), count * rounds)
                middle = {label: 1000 * statistics.median(times) for label, times in found.items()}
                base = next(iter(middle.values()))
                cells = (f"{middle[label]:.1f}  x{middle[label] / base:.2f}" for label in kernels)
                lines.append(f"{name:<26}" + "".join(f"{cell:>22}" for cell in cells))
    finally:
        for kernel in kernels.values():
            kernel.close()
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--settings", type=int, default=500, help="settings of each explorer (default 500)")
    parser.add_argument("--rounds", type=int, default=3, help="fresh processes for each (default 3)")
    parser.add_argument("--busy", type=int, default=7, help="programs beside it (default 7)")
    parser.add_argument("--turns", type=int, default=6, help="turns of each kernel beside them, 5 settings each")
    parser.add_argument(
        "--against", type=pathlib.Path, metavar="SRC", help="the src folder of another checkout, for the second table"
    )
    parser.add_argument("--only", nargs="+", metavar="EXPLORER")
    parser.add_argument("--kernel", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.kernel:
        serve()
        return 0
    from ketlessons.explorers import EXPLORERS

    names = chosen.only or list(EXPLORERS)
    if chosen.settings:
        print(kernel_times(names, chosen.settings, chosen.rounds), end="\n\n", flush=True)
    if chosen.turns:
        sources = {"now": HERE.parent / "src"} | ({"before": chosen.against.resolve()} if chosen.against else {})
        print(beside_work(names, 5, chosen.turns, chosen.busy, sources))
    return 0


if __name__ == "__main__":
    sys.exit(main())
