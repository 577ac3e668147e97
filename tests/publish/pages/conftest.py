"""Every lesson as `alive` gives it, read as a page reads it."""

import json
import re
from types import SimpleNamespace

import nbformat
import pytest
from repository import ROOT

from ketlessons.publish.notebooks import clean
from ketlessons.publish.pages.alive import alive
from ketlessons.publish.pages.lives import live_of

LESSONS = sorted((ROOT / "notebooks").glob("*.ipynb"))
_BLOCK = re.compile(r'<script type="([^"]*)" id="([^"]+)">(.*?)</script>', flags=re.S)


@pytest.fixture(scope="module", params=LESSONS, ids=lambda path: path.stem)
def living(request, drawn_once):
    """Return a lesson's cells as saved and as they live, what the page carries, and what its script reads there."""
    saved = clean(nbformat.read(request.param, as_version=4))
    before = nbformat.writes(saved)
    drawn_once.keep(live.name for cell in saved.cells if (live := live_of(cell)) and live.kind == "explorer")
    notebook, markup = alive(saved)
    assert nbformat.writes(saved) == before
    blocks = {name: content for _, name, content in _BLOCK.findall(markup)}
    told = json.loads(blocks.pop("kl-lives", '{"lives":[],"reveals":[]}'))
    return SimpleNamespace(
        path=request.param,
        saved=saved,
        notebook=notebook,
        markup=markup,
        packs=blocks,
        lives=told["lives"],
        reveals=told["reveals"],
    )
