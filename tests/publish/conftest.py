"""The site, built once a process."""

import pathlib

import pytest
from bs4 import BeautifulSoup

from ketlessons.explorers.register import LIVE
from ketlessons.publish import site

ROOT = pathlib.Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def built(tmp_path_factory, drawn_once):
    """Return the folder that `make site` writes."""
    drawn_once.keep(LIVE)
    folder = tmp_path_factory.mktemp("site")
    site.build(ROOT / "notebooks", folder)
    return folder


@pytest.fixture(scope="session")
def soups(built):
    """Return each page as a tree, by the name of its file."""
    return {file.name: BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser") for file in built.iterdir()}
