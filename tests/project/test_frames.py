"""Do the fingerprints of frames tell a change from none? They guard every change that should alter no picture."""

import copy
from dataclasses import replace
from types import SimpleNamespace

import frames
import pytest

from ketlessons import explore
from ketlessons.figures.trials.what_goes_with_the_control import what_goes_with_the_control
from ketlessons.stage.live_figure import Reading

SMALL = ("what_goes_with_the_control", "five_states")


@pytest.fixture(scope="module")
def found():
    return frames.prints(SMALL, processes=2)


@pytest.fixture
def explorer():
    # A figure of its own, because explorers share theirs and these tests spoil it.
    return SimpleNamespace(figure=what_goes_with_the_control(), controls=explore.what_goes_with_the_control().controls)


def prints_of(explorer):
    grid = frames.grids(explorer)
    settings = [frames.setting_at(grid, number) for number in range(84)]
    return [frames.frame_print(explorer, setting) for setting in settings]


def test_a_small_explorer_is_drawn_at_every_setting_and_the_same_way_in_any_process(found, explorer):
    one = found["what_goes_with_the_control"]
    assert one.settings == len(one.frames) == 84
    assert [one.frames[number] for number in range(84)] == prints_of(explorer)
    assert len(set(one.frames.values())) == 84


def test_every_setting_has_one_number():
    grid = {"a": (1, 2, 3), "b": ("x", "y")}
    assert [tuple(frames.setting_at(grid, number).values()) for number in range(6)] == [
        (a, b) for a in grid["a"] for b in grid["b"]
    ]
    assert list(frames.setting_at(grid, 0)) == ["a", "b"]


def test_a_large_explorer_is_drawn_at_settings_by_lot_which_are_the_same_every_time():
    lot = frames.numbers("channel_clock", 4_919_292)
    assert len(set(lot)) == len(lot) == 2_000
    assert lot == frames.numbers("channel_clock", 4_919_292)
    assert lot != frames.numbers("block_curve", 4_919_292)
    assert frames.numbers("route_race", 4_999) == list(range(4_999))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda reading: Reading(reading.sentence + " ", reading.columns, reading.rows),
        lambda reading: Reading(reading.sentence, ("Trial", *reading.columns[1:]), reading.rows),
        lambda reading: Reading(reading.sentence, reading.columns, reading.rows[:-1]),
    ],
)
def test_a_changed_word_of_sentence_or_table_changes_the_fingerprint(explorer, spoil):
    before = prints_of(explorer)
    update = explorer.figure.update
    explorer.figure.update = lambda **setting: spoil(update(**setting))
    assert all(one != other for one, other in zip(before, prints_of(explorer), strict=True))


def test_an_artist_that_moved_changes_the_fingerprint_and_so_does_a_fault(explorer):
    before = prints_of(explorer)
    update = explorer.figure.update

    def thicker(**setting):
        reading = update(**setting)
        for artist in explorer.figure.artists:
            getattr(artist, "set_linewidth", lambda width: None)(9.0)
        return reading

    def fails(**setting):
        raise ZeroDivisionError("nothing to draw")

    explorer.figure.update = thicker
    assert prints_of(explorer) != before
    explorer.figure.update = fails
    assert len({*prints_of(explorer), *before}) == 85


def test_what_was_kept_is_compared_part_by_part(found, tmp_path):
    frames.save(found, tmp_path / "kept.json")
    kept = frames.load(tmp_path / "kept.json")
    assert kept == found
    now = copy.deepcopy(found["what_goes_with_the_control"])
    assert frames.differences(kept["what_goes_with_the_control"], now) == []
    now.frames[3] = now.frames[7] = "another"
    now.parts["still"] = "another"
    assert frames.differences(kept["what_goes_with_the_control"], now) == [
        "still changed", "2 frames changed, the first at 3",
    ]  # fmt: skip
    (told,) = frames.differences(kept["five_states"], replace(found["five_states"], settings=2))
    assert "cannot be compared" in told


def test_the_program_fails_when_a_picture_is_not_as_it_was(found, tmp_path, capsys):
    path, again = tmp_path / "kept.json", tmp_path / "again.json"
    frames.save(found, path)
    assert frames.main(["--only", *SMALL, "--compare", str(path), "--save", str(again)]) == 0
    assert capsys.readouterr().out.count("as it was") == 2
    assert frames.load(again) == found
    spoiled = copy.deepcopy(found)
    spoiled["what_goes_with_the_control"].frames[0] = "another"
    spoiled["an_old_one"] = spoiled.pop("five_states")
    frames.save(spoiled, path)
    assert frames.main(["--only", *SMALL, "--compare", str(path)]) == 1
    told = capsys.readouterr().out
    assert "an_old_one               is gone" in told
    assert "1 frames changed, the first at {'comparison': " in told
    assert "it is new" in told
