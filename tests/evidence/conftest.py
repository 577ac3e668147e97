"""What the evidence tests share: the tables as raw text, and a machine without a network."""

import csv
import socket
from pathlib import Path

import pytest

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
