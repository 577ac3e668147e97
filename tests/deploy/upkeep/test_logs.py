"""Do the logs stay short, and nobody's but root's, while programs write on into them?"""

import errno
import stat
import subprocess
import sys

import pytest
from kethub.upkeep import logs

#: Writes numbered lines to where its output goes, as hub and proxy do, and says when it begins.
WRITES = "import time\nfor n in range(400):\n    print(f'line {n}', flush=True)\n    time.sleep(0.002)"


def test_a_program_that_writes_all_the_time_writes_on(tmp_path):
    log = tmp_path / "hub.log"
    with log.open("ab") as held:
        log.chmod(0o600)
        writer = subprocess.Popen([sys.executable, "-c", WRITES], stdout=held)
    while writer.poll() is None:
        logs.keep_short(tmp_path, longest_b=500, kept=9)
    pieces = sorted(tmp_path.glob("hub.log.*"), key=lambda one: -int(one.suffix[1:]))
    assert 3 < len(pieces) <= 9
    lines = "".join(one.read_text() for one in [*pieces, log]).splitlines()
    numbers = [int(line.removeprefix("line ")) for line in lines]  # no line is cut in two, none has holes in it
    assert numbers == sorted(set(numbers))
    assert numbers[-1] == 399
    assert len(numbers) > 380, "more than a line here and there is lost"
    assert {stat.S_IMODE(one.stat().st_mode) for one in tmp_path.iterdir()} == {0o600}


def test_short_logs_are_left_alone_and_only_the_newest_are_kept(tmp_path):
    for name in logs.NAMES:
        (tmp_path / name).write_text("short")
    logs.keep_short(tmp_path)
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted(logs.NAMES)
    for turn in range(7):
        (tmp_path / "proxy.log").write_text(f"{turn}" * 101)
        logs.keep_short(tmp_path, longest_b=100, kept=3)
    assert (tmp_path / "proxy.log").read_text() == ""
    assert [(tmp_path / f"proxy.log.{n}").read_text()[0] for n in (1, 2, 3)] == ["6", "5", "4"]
    assert not (tmp_path / "proxy.log.4").exists()
    assert (tmp_path / "hub.log").read_text() == "short"


def test_on_a_full_disk_a_log_makes_room(tmp_path, monkeypatch):
    def full(held, other):
        other.write(b"half of it")
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(logs.shutil, "copyfileobj", full)
    (tmp_path / "hub.log").write_text("x" * 101)
    logs.keep_short(tmp_path, longest_b=100)
    assert [one.name for one in tmp_path.iterdir()] == ["hub.log"]
    assert (tmp_path / "hub.log").stat().st_size == 0


@pytest.mark.parametrize("gone", logs.NAMES)
def test_a_log_that_is_not_there_is_no_trouble(tmp_path, gone):
    for name in {*logs.NAMES} - {gone}:
        (tmp_path / name).write_text("x" * 101)
    logs.keep_short(tmp_path, longest_b=100)
    assert len(list(tmp_path.iterdir())) == 4
