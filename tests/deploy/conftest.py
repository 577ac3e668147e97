"""The programs of the hub are no part of the package: their folder, for tests that import them. They need Linux."""

import sys
from pathlib import Path

import pytest

HUB = Path(__file__).parents[2] / "deploy" / "hub"
sys.path.insert(0, str(HUB))


# Other systems have neither its accounts nor its limits, and some not even the modules for them. In a pattern `*` also
# stands for folders: all rooms are left out.
collect_ignore_glob = [] if sys.platform == "linux" else ["*test_*.py"]


@pytest.fixture
def hub():
    """Return the folder of the hub's programs."""
    return HUB
