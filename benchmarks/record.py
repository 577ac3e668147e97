"""How long does an answer take until the disk holds it? Milliseconds from the answer to its acknowledgement.

python benchmarks/record.py [FOLDER]        in a folder on the disk to be measured; by default this one
"""

from __future__ import annotations

import pathlib
import statistics
import sys
import tempfile
import time

from ketlessons.record.journal import Journal

#: How many entries a record holds already: none, a course, a course done ten times.
SIZES = (0, 300, 3000)
ANSWERS = 100
ENTRY = {
    "of": "02-check-washout",
    "kind": "check",
    "lesson": "02",
    "asked": "A question of the usual length, which is some twenty words or so, with a number in it and a unit.",
    "answer": 1,
    "said": "An answer of the usual length, with the reason why.",
    "right": True,
    "share": 1.0,
    "misconceptions": [],
}


def measured(place: pathlib.Path, size: int) -> list[float]:
    """Return how many milliseconds each of some answers took, on a record of this size."""
    journal = Journal(place)
    journal.bring([{**ENTRY, "id": f"{number}", "at": "", "what": "answer"} for number in range(size)])
    times = []
    for _ in range(ANSWERS):
        start = time.perf_counter()
        words = journal.add("answer", **ENTRY)
        times.append(1000 * (time.perf_counter() - start))
        if words:
            raise SystemExit(words)
    return sorted(times)


def main() -> None:
    """Print a table."""
    with tempfile.TemporaryDirectory(dir=sys.argv[1] if len(sys.argv) > 1 else ".") as folder:
        print("| entries | kB | median ms | 95 % within ms |")
        print("| --- | --- | --- | --- |")
        for size in SIZES:
            place = pathlib.Path(folder) / f"{size}.jsonl"
            times = measured(place, size)
            kilobytes = place.stat().st_size / 1000
            print(f"| {size} | {kilobytes:.0f} | {statistics.median(times):.1f} | {times[int(0.95 * ANSWERS)]:.1f} |")


if __name__ == "__main__":
    main()
