"""Is what was recorded once drawn again when it must be, and only then?"""

import os
import re
import shutil
import time

import pytest

import ketlessons
from ketlessons import evidence
from ketlessons.publish.recorded import cache, grid, record
from ketlessons.stage.controls import Panel, Range, Switch
from ketlessons.stage.live_figure import LiveFigure

NAMES = ("waking_up", "what_was_found")


@pytest.fixture
def counted(monkeypatch, tmp_path):
    """Record into a folder of one's own, and note every picture that is drawn."""
    monkeypatch.setenv("KETLESSONS_RECORDED", str(tmp_path))
    drawn = []
    draw = record.pictures

    def noted(name, *part):
        drawn.append(name)
        return draw(name, *part)

    monkeypatch.setattr(record, "pictures", noted)
    return drawn


def test_a_second_time_nothing_is_drawn(counted, tmp_path):
    first = record.recorded(NAMES, processes=1)
    assert counted == list(NAMES)
    assert record.recorded(reversed(NAMES), processes=1) == first
    assert counted == list(NAMES)
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("changed", ["ground", "values", "title"])
def test_whatever_a_picture_stands_on_makes_it_drawn_again(counted, monkeypatch, tmp_path, changed):
    record.recorded(NAMES, processes=1)
    before = set(tmp_path.iterdir())
    for file in before:
        os.utime(file, (time.time() - 7200,) * 2)
    if changed == "ground":
        monkeypatch.setattr(cache, "_ground", lambda: "other code, other rows or other versions")
    elif changed == "values":
        monkeypatch.setattr(grid, "on_pages", lambda panel: Panel((*panel.controls[:-1], Switch("intervals", "Other"))))
    else:
        monkeypatch.setattr(record.figure_of(NAMES[0]), "title", "Another title")
    record.recorded(NAMES[:1], processes=1)
    assert counted == [*NAMES, NAMES[0]]
    # What was drawn before is thrown away, and nothing of another explorer.
    now = set(tmp_path.iterdir())
    assert len(now) == 2
    assert len(now & before) == 1


def test_a_young_pack_of_other_code_stays(counted, monkeypatch, tmp_path):
    """Another process may be about to read it."""
    record.recorded(NAMES[:1], processes=1)
    before = set(tmp_path.iterdir())
    monkeypatch.setattr(cache, "_ground", lambda: "other code")
    record.recorded(NAMES[:1], processes=1)
    assert before < set(tmp_path.iterdir())


def test_two_processes_draw_what_one_draws(monkeypatch, tmp_path):
    found = []
    for processes in (1, 2):
        monkeypatch.setenv("KETLESSONS_RECORDED", str(tmp_path / str(processes)))
        found.append(record.recorded(NAMES, processes))
    assert found[0] == found[1]


def test_it_says_how_far_it_is(counted, capsys):
    record.recorded(NAMES, processes=1)
    assert "drawing pictures for the pages: 24 of 24 (what_was_found)" in capsys.readouterr().err


def test_each_line_row_and_name_counts(tmp_path):
    folder = tmp_path / "floor"
    (folder / "wing").mkdir(parents=True)
    file = folder / "wing" / "one.py"
    file.write_text("x = 1\n")
    seen = [cache.digest(folder, (".py",))]
    file.write_text("x = 2\n")
    seen.append(cache.digest(folder, (".py",)))
    file.rename(folder / "one.py")
    seen.append(cache.digest(folder, (".py",)))
    (folder / "two.py").touch()
    seen.append(cache.digest(folder, (".py",)))
    assert len(set(seen)) == 4
    # What is no code, and where the folder lies, change nothing.
    (folder / "notes.txt").write_text("words")
    elsewhere = shutil.copytree(folder, tmp_path / "elsewhere")
    assert cache.digest(folder, (".py",)) == seen[-1] == cache.digest(elsewhere, (".py",))


def test_the_key_knows_the_code_the_rows_and_the_versions(monkeypatch):
    """Each of the floors that a figure may import, and each table, is in the ground of the key."""
    asked = []
    monkeypatch.setattr(cache, "digest", lambda folder, suffixes, without=(): asked.append((folder, without)) or "0")
    ground = cache._ground.__wrapped__()
    package = cache.pathlib.Path(ketlessons.__file__).parent
    floors = {folder.relative_to(package).as_posix() for folder, _ in asked if folder.is_relative_to(package)}
    assert {"evidence", "models", "published", "stage", "figures", "explorers", "publish/recorded"} <= floors
    assert (cache.pathlib.Path(str(evidence.data_path())), cache._NOT_DRAWN) in asked
    assert all(f"{name} " in ground for name in ("matplotlib", "numpy", "scipy"))


def test_no_picture_stands_on_questions_and_tasks():
    """What the key leaves out of the data is read on no floor that draws."""
    package = cache.pathlib.Path(ketlessons.__file__).parent
    # A folder of that name; a column that is called so, as in `row["questions"]`, is none.
    word = re.compile(rf"""(?<!\[)["'/]({"|".join(cache._NOT_DRAWN)})["'/](?!: )""")
    for floor in ("evidence", "models", "published", "stage", "figures", "live", "explorers"):
        for file in (package / floor).rglob("*.py"):
            assert not word.search(file.read_text(encoding="utf-8")), file


def test_the_key_of_a_figure_without_fewer_values_differs_from_one_with(monkeypatch):
    def figure(pages):
        panel = Panel((Range("x", "X", (0, 1, 2), 0, pages=pages),))
        made = record.figure_of("waking_up")
        return LiveFigure(made.figure, {}, made.update, "X", panel)

    assert cache.key("x", figure(())) != cache.key("x", figure((0, 2)))
