"""What the evidence tests share: the tables as raw text, and a machine without a network."""

import csv
import shutil
import socket
from pathlib import Path

import pytest

from ketlessons import evidence
from ketlessons.evidence.reading import package
from ketlessons.evidence.reading.slips import forget

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="session")
def data_folder() -> Path:
    return DATA


@pytest.fixture(scope="session")
def raw() -> dict[str, dict[str, str]]:
    """Every row of the fact tables by id, as the text the files hold; printed digits are kept."""
    rows = {}
    for path in sorted(DATA.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            rows.update({row["id"]: row for row in csv.DictReader(stream) if "quantity" in row})
    return rows


@pytest.fixture
def no_network(monkeypatch):
    """Let every attempt to reach another machine fail at once."""

    def refuse(*args, **kwargs):
        raise AssertionError(f"a test tried to reach the network: {args!r}")

    for name in ("getaddrinfo", "create_connection"):
        monkeypatch.setattr(socket, name, refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)


class Desk:
    """A copy of the data that a test may spoil, and the few things that a person does to a file."""

    def __init__(self, folder: Path):
        self.folder = folder

    def rows(self, name: str) -> list[list[str]]:
        with (self.folder / name).open(encoding="utf-8", newline="") as stream:
            return list(csv.reader(stream))

    def save(self, name: str, rows: list[list[str]], separator: str = ",", encoding: str = "utf-8") -> None:
        """Save a table as a spreadsheet would."""
        with (self.folder / name).open("w", encoding=encoding, newline="") as stream:
            csv.writer(stream, delimiter=separator).writerows(rows)

    def row_of(self, name: str, key: str) -> int:
        """Return the row's number as a spreadsheet shows it."""
        return 1 + [cells[0] for cells in self.rows(name)].index(key)


def looks(folder: Path) -> dict[Path, tuple[int, int, int]]:
    """Return kind, size and time of whatever lies in a folder. A copy keeps the time, what is written anew does not."""
    found = {path: path.stat() for path in folder.rglob("*")}
    return {path: (one.st_mode, 0 if path.is_dir() else one.st_size, 0 if path.is_dir() else one.st_mtime_ns)
            for path, one in found.items()}  # fmt: skip


@pytest.fixture(scope="session")
def copied(tmp_path_factory) -> tuple[Path, dict]:
    """Return a copy of the data that tests share one after the other, and how it looks while nobody has touched it."""
    folder = tmp_path_factory.mktemp("desk") / "data"
    shutil.copytree(DATA, folder)
    return folder, looks(folder)


@pytest.fixture
def desk(copied, monkeypatch) -> Desk:
    """Let every reader read a copy of the data."""
    folder, untouched = copied
    monkeypatch.setattr(package, "data_path", lambda: folder)
    monkeypatch.setattr(evidence, "data_path", lambda: folder)
    forget()
    yield Desk(folder)
    monkeypatch.undo()
    forget()
    spoilt = looks(folder)
    for path in {path for path in {**spoilt, **untouched} if spoilt.get(path) != untouched.get(path)}:
        if path in spoilt:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        if path in untouched:
            shutil.copy2(DATA / path.relative_to(folder), path)
    assert looks(folder) == untouched
