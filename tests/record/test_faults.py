"""A thousand tries and more: every answer that was acknowledged is in the record, or the learner was told."""

import json
import pathlib
import subprocess
import sys

import pytest

SUPPORT = pathlib.Path(__file__).parents[1] / "support"


@pytest.fixture(scope="module")
def tallies():
    # In a process of its own, which has no threads: its kernels are made by splitting it, and killed.
    done = subprocess.run(
        [sys.executable, SUPPORT / "record_faults.py", "--json"],
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_no_acknowledged_answer_is_lost_unheard(tallies):
    assert sum(one["tries"] for one in tallies) >= 1000
    for one in tallies:
        assert one["acknowledged"] > one["tries"] / 10, one
        assert (one["lost"], one["unheard"]) == (0, 0), one


def test_only_a_file_that_was_spoilt_loses_anything(tallies):
    for one in tallies:
        assert (one["lost_and_told"] > 0) == one["fault"].startswith("Something spoils the file"), one
        if "folder" in one["fault"] or "disk" in one["fault"] or "cuts a write" in one["fault"]:
            assert one["refused_and_told"] > 0, one
