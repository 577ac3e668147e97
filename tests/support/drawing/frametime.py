"""How long does a frame keep the kernel busy? Measured in a fresh process, at settings that nobody visited before.

    python tests/support/drawing/frametime.py COUNT NAME ...        so many settings of each explorer, as JSON

Times are processor time, so that what else the machine does costs little. What Python's other threads and those of the
linear algebra took meanwhile is told apart. A bare figure of matplotlib is drawn in between, to compare with: its time
rises and falls with the machine's.
"""

from __future__ import annotations

import gc
import json
import math
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

#: What sets how many threads linear algebra uses: none of it is set in a kernel that nobody prepared.
THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "GOTO_NUM_THREADS")


@dataclass
class Visit:
    """What one fresh process measured: seconds a frame of each explorer, of bare figures, and of other threads."""

    frames: dict[str, list[float]]
    bare: float
    others: float


def settings_of(name: str, count: int) -> list[dict[str, Any]]:
    """Return so many settings of an explorer by lot, always the same ones, or all there are."""
    import frames

    grid = frames.grids(frames._made(name))
    numbers = frames.numbers(name, math.prod(map(len, grid.values())))
    return [frames.setting_at(grid, number) for number in random.Random(1).sample(numbers, min(count, len(numbers)))]


def ready(name: str) -> Any:
    """Return the live figure of an explorer that shows its first picture, as when its cell was run."""
    import frames

    shown = frames._made(name)
    shown.figure.frame({control.name: control.value for control in frames.controls_of(shown)})
    # Python looks through all that was ever made once in a while, 50 ms long; that is no part of a frame.
    gc.collect()
    gc.freeze()
    return shown.figure


def others_s() -> float:
    """Return the processor time of all other threads of this process."""
    return time.process_time() - time.thread_time()


def bare_s() -> float:
    """Return how long matplotlib takes for one line in new axes, the best of three."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    best = math.inf
    for _ in range(3):
        start = time.thread_time()
        canvas = FigureCanvasAgg(Figure(figsize=(9.0, 4.6), dpi=100))
        canvas.figure.add_subplot().plot([0, 1, 2], [0, 1, 4])
        canvas.draw()
        best = min(best, time.thread_time() - start)
    return best


def measure(names: Sequence[str], count: int) -> Visit:
    """Draw so many settings of each explorer, each once."""
    found, bare, others = {}, math.inf, 0.0
    for name in names:
        figure, settings = ready(name), settings_of(name, count)
        before, found[name] = others_s(), []
        for setting in settings:
            start = time.process_time()
            figure.frame(setting)
            found[name].append(time.process_time() - start)
        others += others_s() - before
        bare = min(bare, bare_s())
    return Visit(found, bare, others)


def visit(names: Iterable[str], count: int, **environment: str) -> Visit:
    """Measure in a fresh process with these variables and no other number of threads."""
    kept = {name: value for name, value in os.environ.items() if name not in THREADS}
    order = [sys.executable, __file__, str(count), *names]
    done = subprocess.run(order, env=kept | environment, stdout=subprocess.PIPE, check=True, text=True)
    return Visit(**json.loads(done.stdout))


if __name__ == "__main__":
    print(json.dumps(vars(measure(sys.argv[2:], int(sys.argv[1])))))
