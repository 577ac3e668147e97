"""The programs of the hub are no part of the package: their folder, for tests that import them. They need Linux."""

import sys
from pathlib import Path

import pytest

HUB = Path(__file__).parents[2] / "deploy" / "hub"
sys.path.insert(0, str(HUB))


def pytest_collection_modifyitems(items):
    """Leave the hub's tests out where there is no hub: it needs Linux."""
    if sys.platform != "linux":
        here = Path(__file__).parent
        items[:] = [item for item in items if here not in item.path.parents]


@pytest.fixture
def hub():
    """Return the folder of the hub's programs."""
    return HUB
