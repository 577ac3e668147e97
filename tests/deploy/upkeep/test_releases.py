"""Do releases lie side by side, and does the way back work?"""

import json
import os
import stat

import pytest
from kethub.places import Places
from kethub.upkeep import releases


@pytest.fixture
def places(tmp_path):
    found = object.__new__(Places)  # a longer path than the hub allows: no socket is made here
    object.__setattr__(found, "root", tmp_path)
    found.prepare()
    for name in ("1.0-a", "1.1-b"):
        (found.releases / name).mkdir()
        (found.releases / name / releases.STAMP).write_text(json.dumps({"name": name, "node": "/usr/bin/node"}))
    (found.releases / "1.2-c").mkdir()  # never finished
    return found


def test_current_and_previous_follow_each_change_and_come_back(places):
    assert releases.in_use(places.current) is None
    assert releases.use(places, "1.0-a")
    assert releases.in_use(places.previous) is None
    assert releases.use(places, "1.1-b")
    assert (releases.in_use(places.current), releases.in_use(places.previous)) == ("1.1-b", "1.0-a")
    assert not releases.use(places, "1.1-b")
    assert releases.in_use(places.previous) == "1.0-a"
    assert releases.use(places, releases.in_use(places.previous))
    assert (releases.in_use(places.current), releases.in_use(places.previous)) == ("1.0-a", "1.1-b")
    assert places.current.resolve() == places.releases / "1.0-a"


@pytest.mark.parametrize("name", ["1.2-c", "9.9-z", "../state"])
def test_what_was_never_finished_is_not_used(places, name):
    releases.use(places, "1.0-a")
    with pytest.raises(ValueError, match=r"no whole release .* there are: 1.0-a, 1.1-b"):
        releases.use(places, name)
    assert releases.in_use(places.current) == "1.0-a"


def test_a_release_is_called_by_its_version_and_by_what_it_holds(tmp_path):
    for part in ("src", "data", "notebooks", "tools/jupyterlab", "deploy/hub", "jupyter-config"):
        (tmp_path / part).mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "1.2.3"\n')
    (tmp_path / "constraints.txt").write_text("")
    (tmp_path / "notebooks/00.ipynb").write_text("one")
    first = releases.name_of(tmp_path)
    assert first.startswith("1.2.3-")
    (tmp_path / "README.md").write_text("not part of it")
    (tmp_path / "src/__pycache__").mkdir()
    (tmp_path / "src/__pycache__/x.pyc").write_text("nor this")
    assert releases.name_of(tmp_path) == first
    (tmp_path / "notebooks/00.ipynb").write_text("two")
    assert releases.name_of(tmp_path) != first


def test_a_copy_of_the_database_is_roots_alone_and_whole(tmp_path):
    import contextlib
    import sqlite3

    from kethub.__main__ import keep

    with contextlib.closing(sqlite3.connect(tmp_path / "hub.sqlite")) as database:
        database.execute("create table people (name)")
        database.execute("insert into people values ('anna')")
        database.commit()
        before = os.umask(0)
        try:
            keep(tmp_path / "hub.sqlite", tmp_path / "kept.sqlite")  # while it is open
        finally:
            os.umask(before)
    assert stat.S_IMODE((tmp_path / "kept.sqlite").stat().st_mode) == 0o600
    with contextlib.closing(sqlite3.connect(tmp_path / "kept.sqlite")) as kept:
        assert kept.execute("select name from people").fetchall() == [("anna",)]
