"""What was a student told is kept, and is it there? A count for the end of a run, fault by fault."""

from __future__ import annotations

import json
import pathlib
from dataclasses import asdict, dataclass, field

from pupil import Kernel, Pupil

from ketlessons.record import lines

#: Runs in a student's kernel: an answer, as a question gives it to the record; says nothing if it is on the disk.
ANSWER = """
from ketlessons import record as _r
print("told:" + _r.add("answer", lesson="02", of={of!r}, asked="Which?", answer=1, said="x" * {long}, right=True))
"""


@dataclass
class Fault:
    """One fault, and what came of it."""

    fault: str
    tries: int = 0
    acknowledged: int = 0
    lost: int = 0
    refused_and_told: int = 0
    shown: str = ""
    held: bool = False


@dataclass
class Ledger:
    """What one student was told is kept."""

    fault: Fault
    answers: list[str] = field(default_factory=list)
    saved: dict[str, dict] = field(default_factory=dict)

    def answer(self, kernel: Kernel, of: str, long: int = 20) -> str:
        """Let a kernel take an answer; return what the student was told, empty if it is kept."""
        ran = kernel.run(ANSWER.format(of=of, long=long))
        assert not ran.error, ran.error
        told = ran.said.strip().removeprefix("told:")
        if told:
            self.fault.refused_and_told += 1
        else:
            self.answers.append(of)
        return told

    def save(self, pupil: Pupil, name: str, content: dict) -> int:
        """Save a notebook; return the status. Only what was acknowledged counts."""
        answer = pupil.save(name, content)
        if answer.status_code in (200, 201):
            self.saved[name] = content
        else:
            self.fault.refused_and_told += 1
        return answer.status_code

    def account(self, folder: pathlib.Path, record: pathlib.Path) -> int:
        """Count what was acknowledged, and what of it is not on the disk; return the latter."""
        there = {one.get("of") for one in lines.read(record.read_bytes()).entries} if record.is_file() else set()
        lost = [of for of in self.answers if of not in there]
        lost += [name for name, held in self.saved.items() if sources(_read(folder / name)) != sources(held)]
        self.fault.acknowledged += len(self.answers) + len(self.saved)
        self.fault.lost += len(lost)
        return len(lost)


def _read(path: pathlib.Path) -> dict:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {"cells": []}


def sources(content: dict) -> list[tuple[str, str]]:
    """Return the cells of a notebook: of which kind, and what stands in them."""
    return [(one["cell_type"], "".join(one["source"])) for one in content["cells"]]


def notebook(*cells: str) -> dict:
    """Return a notebook with these code cells."""
    made = [{"cell_type": "code", "id": f"c{place}", "metadata": {}, "outputs": [], "execution_count": None,
             "source": source} for place, source in enumerate(cells)]  # fmt: skip
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": kernel}, "cells": made}


def table(faults: list[Fault]) -> list[str]:
    """Return the faults as lines of a table."""
    heads = ("Fault", "Tries", "Kept, as told", "Refused, and told", "Lost", "")
    rows = [(one.fault, str(one.tries), str(one.acknowledged), str(one.refused_and_told), str(one.lost),
             "held" if one.held else "FAILED") for one in faults]  # fmt: skip
    widths = [max(len(row[place]) for row in (heads, *rows)) for place in range(len(heads))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in (heads, *rows)]  # fmt: skip


def as_json(faults: list[Fault]) -> str:
    """Return the faults for a program."""
    return json.dumps(
        {
            "faults_tried": len(faults),
            "answers_lost": sum(one.lost for one in faults),
            "faults": [asdict(one) for one in faults],
        },
        indent=1,
    )
