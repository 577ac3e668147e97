"""A record of its own for each test."""

import pytest
from keeping import kept_at


@pytest.fixture
def place(tmp_path):
    """Keep a record in a folder of this test."""
    with kept_at(tmp_path / "my-lessons" / "my-record.jsonl") as found:
        yield found
