"""What does a supervisor do with what a killed one has left?"""

import subprocess
import sys
import threading

import pytest
from kethub.places import Places
from kethub.upkeep.supervisor import Supervisor


@pytest.fixture
def through_a_link(tmp_path):
    """Return the places of a hub whose folder is a link to another disk, and the folder itself."""
    disk = tmp_path / "disk"
    (disk / "releases/1.0").mkdir(parents=True)
    (disk / "run").mkdir()
    (tmp_path / "srv").symlink_to(disk)
    found = object.__new__(Places)  # a longer path than the hub allows: no socket is made here
    object.__setattr__(found, "root", tmp_path / "srv")
    return found, disk


@pytest.mark.parametrize("ours", [True, False])
def test_a_hub_that_was_left_is_ended_and_another_program_is_not(through_a_link, ours, tmp_path):
    places, disk = through_a_link
    of = disk / "releases/1.0" if ours else tmp_path / "elsewhere"
    left = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)", str(of / "kethub")])
    threading.Thread(target=left.wait, daemon=True).start()  # as the system does for what has no parent any more
    (places.run / "hub.pid").write_text(str(left.pid))
    try:
        Supervisor(places).clear("hub")
        assert (left.poll() is not None) is ours
    finally:
        left.kill()
