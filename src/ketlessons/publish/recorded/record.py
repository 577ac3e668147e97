"""Who draws all pictures of a page, and how long does one wait? Every processor, once, with word of how far it is."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache
from importlib import import_module
from itertools import islice

from ketlessons.explorers.explorer import described, shared
from ketlessons.explorers.register import LIVE
from ketlessons.publish.recorded import cache as kept
from ketlessons.publish.recorded import grid
from ketlessons.publish.recorded.pack import pack
from ketlessons.publish.recorded.pieces import sections
from ketlessons.stage.live_figure import LiveFigure

#: How many pictures a process draws before it hands them over.
_AT_ONCE = 250

Picture = tuple[list[str], ...]


@cache
def figure_of(name: str) -> LiveFigure:
    """Return the figure of an explorer."""
    module = import_module(f"ketlessons.figures.{LIVE[name]}.{name}")
    return shared(getattr(module, name))


def pictures(name: str, start: int = 0, stop: int | None = None) -> list[Picture]:
    """Draw the pictures of an explorer from one setting to another, and return their pieces."""
    figure = figure_of(name)
    settings = islice(grid.settings(grid.on_pages(figure.panel)), start, stop)
    once: dict[str, str] = {}  # most pieces come again, and are handed over once
    return [
        tuple([once.setdefault(piece, piece) for piece in part] for part in sections(figure.frame(values)))
        for values in settings
    ]


def packed(name: str, drawn: list[Picture]) -> bytes:
    """Return the pack of an explorer from all its pictures: with what JupyterLab tells a page about it."""
    figure = figure_of(name)
    panel = grid.on_pages(figure.panel)
    return pack(drawn, grid.sizes(panel), {"spec": {"id": name, "patience": 4000, **described(figure, panel)}})


def recorded(names: Iterable[str], processes: int | None = None) -> Mapping[str, bytes]:
    """Return the packs of explorers; what is not kept from an earlier run is drawn now, and kept.

    Parameters
    ----------
    names
        Names of explorers that move.
    processes
        How many draw at once; as many as there are processors unless given, here or in KETLESSONS_PROCESSES.
    """
    wanted = list(dict.fromkeys(names))
    files = {name: kept.file_of(name, figure_of(name)) for name in wanted}
    missing = [name for name in wanted if not files[name].exists()]
    if missing:
        many = processes or int(os.environ.get("KETLESSONS_PROCESSES") or 0) or len(_processors())
        for name, drawn in _drawn(missing, many):
            kept.keep(files[name], packed(name, drawn))
    return {name: file.read_bytes() for name, file in files.items()}


def _processors() -> set[int]:
    # How many this process may use, where the system tells.
    return os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set(range(os.cpu_count() or 1))


def _drawn(names: list[str], processes: int) -> Iterator[tuple[str, list[Picture]]]:
    """Yield the pictures of each explorer when they are all drawn, and say how far it is."""
    counts = {name: sum(1 for _ in grid.settings(grid.on_pages(figure_of(name).panel))) for name in names}
    total, done = sum(counts.values()), 0
    jobs = {name: [(at, at + _AT_ONCE) for at in range(0, counts[name], _AT_ONCE)] for name in names}
    if processes < 2:
        for name in names:
            drawn: list[Picture] = []
            for start, stop in jobs[name]:
                drawn += pictures(name, start, stop)
                done += min(stop, counts[name]) - start
                _say(name, done, total)
            yield name, drawn
        return
    with ProcessPoolExecutor(processes) as pool:
        asked: dict[str, list[Future[list[Picture]]]] = {
            name: [pool.submit(pictures, name, *job) for job in jobs[name]] for name in names
        }
        for name in names:
            drawn = []
            for future in asked.pop(name):
                drawn += (part := future.result())
                done += len(part)
                _say(name, done, total)
            yield name, drawn


def _say(name: str, done: int, total: int) -> None:
    """Tell how far the recording is: on one line at a terminal, elsewhere a line for each part."""
    line = f"drawing pictures for the pages: {done} of {total} ({name})"
    if sys.stderr.isatty():
        print(f"\r\x1b[K{line}", end="\n" if done == total else "", file=sys.stderr, flush=True)
    elif done == total or done * 20 // total != (done - _AT_ONCE) * 20 // total:
        print(line, file=sys.stderr, flush=True)
