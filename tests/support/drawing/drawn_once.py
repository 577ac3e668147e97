"""Every recorded picture, drawn once by all processes of a test session together, and held against the kernel's.

A page needs the packs of its explorers, and a test compares every picture of every pack with what the kernel draws
there: fifty thousand pictures. So whoever asks first, for a page or for that test, draws an explorer, compares, keeps
the pack, and notes what differed; the others take the pack and read the note.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable
from pathlib import Path

from unpacked import Unpacked

from ketlessons.publish.recorded import cache, grid, record
from ketlessons.publish.recorded.pieces import sections

#: How long another process may draw one explorer before this one does it itself.
PATIENCE_S = 600.0
#: So many differences are told.
ENOUGH = 20


def differences(name: str) -> list[str]:
    """Draw an explorer at all settings of its page; return where its pack would not say and show the same.

    A pack that is right is kept. One that was kept before must be what is drawn now.
    """
    figure = record.figure_of(name)
    settings = list(grid.settings(grid.on_pages(figure.panel)))
    frames = [figure.frame(values) for values in settings]
    pack = record.packed(name, [sections(frame) for frame in frames])
    opened = Unpacked(pack)
    if opened.count != len(frames):
        return [f"{opened.count} pictures are packed, and {len(frames)} drawn"]
    found = []
    for place, (values, frame) in enumerate(zip(settings, frames, strict=True)):
        reading = frame.reading
        kernels = {
            "svg": frame.svg,
            "sentence": reading.sentence,
            "columns": list(reading.columns),
            "rows": [list(row) for row in reading.rows],
            "brief": [list(news) for news in reading.brief],
        }
        packed = opened.picture(place)
        if packed != kernels and len(found) < ENOUGH:
            found += [f"{part} at {values}" for part in {**kernels, **packed} if kernels.get(part) != packed.get(part)]
    # What was kept from an earlier run is what is drawn now; and what is drawn now need not be drawn again.
    kept = cache.file_of(name, figure)
    if kept.exists():
        found += [] if kept.read_bytes() == pack else [f"{kept.name} was kept, and is another than what is drawn now"]
    elif not found:
        cache.keep(kept, pack)
    return found


class DrawnOnce:
    """What differed, by explorer, noted in a folder that all processes of a session share."""

    def __init__(self, folder: Path):
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def differences(self, name: str) -> list[str]:
        """Return what differs in an explorer; drawn now, unless a process of this session has drawn it."""
        note = self._folder / f"{name}.json"
        until = time.monotonic() + PATIENCE_S
        while not self._mine(name) and time.monotonic() < until:
            if note.exists():
                return list(json.loads(note.read_text(encoding="utf-8")))
            time.sleep(0.05)
        try:
            found = differences(name)
        except BaseException:
            (self._folder / f"{name}.claim").unlink(missing_ok=True)
            raise
        half = note.with_suffix(f".{os.getpid()}")
        half.write_text(json.dumps(found), encoding="utf-8")
        half.replace(note)
        return found

    def keep(self, names: Iterable[str]) -> None:
        """See to it that the packs of explorers are kept: those first that no other process is drawing."""
        missing = [name for name in names if not cache.file_of(name, record.figure_of(name)).exists()]
        free = [name for name in missing if not (self._folder / f"{name}.claim").exists()]
        for name in dict.fromkeys([*free, *missing]):
            self.differences(name)

    def _mine(self, name: str) -> bool:
        """Claim an explorer; return whether nobody had."""
        try:
            os.close(os.open(self._folder / f"{name}.claim", os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            return False
        return True
