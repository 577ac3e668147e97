"""What tests of several folders need that is dear to make: drawn or written once a process, or once a session."""

import os
import pathlib
from functools import cache

import pytest

NOTEBOOKS = pathlib.Path(__file__).resolve().parents[1] / "notebooks"


@pytest.fixture(scope="session")
def drawn_once(tmp_path_factory):
    """Return what draws each explorer's recorded pictures once for all processes: see `support/drawn_once.py`."""
    from drawn_once import DrawnOnce

    base = tmp_path_factory.getbasetemp()
    return DrawnOnce((base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "drawn-once")


@pytest.fixture(scope="session")
def page_of(drawn_once):
    """Return a function that gives the page of a saved lesson, written once."""
    import nbformat

    from ketlessons.publish import site
    from ketlessons.publish.pages.lives import live_of

    @cache
    def page(path):
        lives = [live_of(cell) for cell in nbformat.read(path, as_version=4).cells]
        drawn_once.keep(live.name for live in lives if live and live.kind == "explorer")
        return site.page(path)

    return page
