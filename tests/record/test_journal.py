"""One kernel's side of a record: it is kept before it is acknowledged, and what happens to the file is told."""

import os
import pathlib
import random
import stat
import tempfile
import threading

import pytest
from keeping import written
from record_faults import spoil

from ketlessons.record import disk, witness
from ketlessons.record.entries import LONGEST
from ketlessons.record.journal import Journal


def answered(journal, *names, lesson="02"):
    return [journal.add("answer", lesson=lesson, of=name, said="so", answer=1) for name in names]


def names(place):
    return [one["of"] for one in written(place)]


def test_the_disk_holds_an_answer_before_it_is_acknowledged(place, monkeypatch):
    done = []
    write, fsync = os.write, os.fsync
    monkeypatch.setattr(os, "write", lambda handle, data: done.append("write") or write(handle, data))
    monkeypatch.setattr(os, "fsync", lambda handle: done.append("fsync") or fsync(handle))
    assert answered(Journal(place), "a") == [""]
    assert done[:2] == ["write", "fsync"]
    assert names(place) == ["a"]
    assert "fsync" in done[2:], "the name of a new file is on the disk too"


def test_the_file_is_for_nobody_else(place):
    answered(Journal(place), "a")
    assert stat.S_IMODE(place.stat().st_mode) & 0o077 == 0


def test_lines_are_only_ever_added(place):
    journal = Journal(place)
    before = b""
    for name in "abc":
        answered(journal, name)
        assert place.read_bytes().startswith(before)
        before = place.read_bytes()


def test_a_later_kernel_finds_everything_and_numbers_go_on(place):
    answered(Journal(place), "a", "b")
    answered(Journal(place), "c", "a")
    found = Journal(place)
    assert [one["n"] for one in found.entries()] == [0, 1, 2, 3, 4]
    assert found.last("answer", "a")["n"] == 4
    assert found.last("answer", "nothing") is None
    assert found.news() == ""


def test_two_kernels_see_one_another(place):
    one, other = Journal(place), Journal(place)
    for name in "abcd":
        answered(one, name)
        answered(other, name.upper())
    assert names(place) == list("aAbBcCdD")
    assert len({entry["n"] for entry in one.entries()}) == 9
    assert one.entries() == other.entries()
    assert one.news() == other.news() == ""


def test_threads_of_one_kernel_take_turns(place):
    journal = Journal(place)
    threads = [threading.Thread(target=answered, args=(journal, *(f"{t}{i}" for i in range(5)))) for t in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(names(place))) == 20
    assert [entry["n"] for entry in journal.entries()] == list(range(21))


def test_where_a_file_cannot_be_locked_answers_are_kept_all_the_same(place, monkeypatch):
    monkeypatch.setattr(disk, "_lock", lambda handle: None)
    one, other = Journal(place), Journal(place)
    for name in "abc":
        assert answered(one, name) == answered(other, name.upper()) == [""]
    assert names(place) == list("aAbBcC")


def test_one_that_does_not_let_go_holds_nobody_up_for_long(place, monkeypatch):
    monkeypatch.setattr(disk, "PATIENCE_S", 0.05)
    answered(Journal(place), "a")
    with disk.writing(place):
        assert answered(Journal(place), "b") == [""]
    assert names(place) == ["a", "b"]


# What cannot be written -----------------------------------------------------------------------------------------------


def test_what_cannot_be_saved_is_told_counts_and_is_saved_with_the_next(place, monkeypatch):
    journal = Journal(place)
    answered(journal, "a")
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", lambda handle: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        (words,) = answered(journal, "b")
        assert words == ("This is not saved in your record (the disk is full). It counts as long as this kernel runs.")
        (words,) = answered(journal, "c")
        assert "2 entries wait" in words
        assert names(place) == ["a"]
        assert journal.last("answer", "c")["said"] == "so"
        assert journal.settle()
    assert answered(journal, "d") == [""]
    assert names(place) == ["a", "b", "c", "d"]
    assert journal.news() == "2 entries that could not be saved before are in your record now."
    assert journal.news() == "", "it is told once"
    assert journal.settle() == ""


@pytest.mark.parametrize("kind", ["folder", "pipe", "file in the way"])
def test_what_is_no_file_is_told_and_never_waited_for(tmp_path, kind):
    place = tmp_path / "lessons" / "my-record.jsonl"
    if kind == "file in the way":
        place.parent.write_text("no folder")
    else:
        place.parent.mkdir()
        place.mkdir() if kind == "folder" else os.mkfifo(place)
    journal = Journal(place)
    (words,) = answered(journal, "a")
    assert words.startswith("This is not saved in your record (")
    assert str(tmp_path) not in words
    assert journal.last("answer", "a")


def test_a_folder_that_can_only_be_read_is_told():
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o555)
        root = os.geteuid() == 0
        if root:  # who may write anywhere, and so becomes somebody else for a moment
            os.seteuid(65534)
        try:
            journal = Journal(pathlib.Path(folder) / "my-record.jsonl")
            (words,) = answered(journal, "a")
        finally:
            if root:
                os.seteuid(0)
            os.chmod(folder, 0o755)
        assert "may not be written to" in words
        assert journal.last("answer", "a")


def test_without_a_place_nothing_is_kept_and_nothing_said():
    journal = Journal(None)
    assert answered(journal, "a") == [""]
    assert journal.entries() == ()
    assert (journal.news(), journal.erase(), journal.stopped) == ("", (0, ""), False)


def test_a_very_long_text_is_cut_and_says_so(place):
    journal = Journal(place)
    journal.add("built", lesson="02", of="hill", source="x" * 10 * LONGEST)
    assert written(place)[0]["source"].endswith("[cut here: only the first part is kept]")
    assert place.stat().st_size < 2 * LONGEST


# What happens to the file ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(60))
def test_a_kernel_puts_back_what_was_damaged_under_it(place, seed):
    chance = random.Random(seed)
    journal = Journal(place)
    answered(journal, *"abcdef")
    way = spoil(place, chance)
    words = answered(journal, "g")
    told = journal.news()
    if way == "a folder in its place":
        assert words != [""]
    elif way == "removed":
        assert "moved or removed" in told
        assert names(place) == ["g"]
    else:
        assert words == [""]
        assert sorted(names(place)) == list("abcdefg"), way
        assert [one["of"] for one in journal.entries() if one["what"] == "answer"] == list("abcdefg")
        assert Journal(place).news() in ("", "The end of your record is damaged: what was added last may be lost.")


@pytest.mark.parametrize("kept", range(1, 7))
def test_an_end_that_was_cut_off_between_two_lines_is_told_to_the_next_kernel(place, kept):
    answered(Journal(place), *"abcdef")
    whole = place.read_bytes().splitlines(keepends=True)
    place.write_bytes(b"".join(whole[:kept]))
    fresh = Journal(place)
    fresh.entries()
    assert f"{7 - kept} entr" in fresh.news()
    answered(fresh, "g")
    later = Journal(place)
    later.entries()
    assert later.news() == "", "it is told once, and then known"


def test_a_record_without_its_witness_is_as_good(place):
    answered(Journal(place), "a")
    witness.beside(place).unlink()
    fresh = Journal(place)
    assert fresh.last("answer", "a")
    assert fresh.news() == ""


def test_the_witness_holds_no_word_of_a_learner(place):
    answered(Journal(place), "a")
    book, number = witness.beside(place).read_text().split()
    assert len(book) == 32
    assert number == "1"


def test_a_record_that_its_owner_removed_does_not_come_back(place):
    journal = Journal(place)
    answered(journal, "a", "b")
    place.unlink()
    fresh = Journal(place)
    assert fresh.entries() == ()
    assert "moved or removed" in fresh.news()
    assert answered(journal, "c") == [""]
    assert names(place) == ["c"]
    assert [one["n"] for one in journal.entries()] == [0, 1]


def test_another_record_in_its_place_is_told_and_not_mixed_with_it(place, tmp_path):
    other = tmp_path / "other.jsonl"
    answered(Journal(other), "x", "y")
    journal = Journal(place)
    answered(journal, "a", "b")
    place.write_bytes(other.read_bytes())
    answered(journal, "c")
    assert "Another record lies where yours was" in journal.news()
    assert names(place) == ["x", "y", "c"]


# Taking out and bringing in -------------------------------------------------------------------------------------------


def test_what_is_erased_is_in_the_file_no_more_and_no_kernel_puts_it_back(place):
    one, other = Journal(place), Journal(place)
    answered(one, "secret")
    answered(other, "word")
    assert one.erase() == (2, "")
    for word in (b"secret", b"word"):
        assert word not in place.read_bytes()
    answered(other, "new")
    assert names(place) == ["new"]
    fresh = Journal(place)
    fresh.entries()
    assert fresh.news() == ""


def test_one_lesson_can_be_erased(place):
    one, other = Journal(place), Journal(place)
    answered(one, "a", "b", lesson="02")
    answered(one, "c", lesson="04")
    other.entries()
    assert one.erase("02") == (2, "")
    answered(other, "d", lesson="05")
    assert names(place) == ["c", "d"]
    assert other.news() == ""
    fresh = Journal(place)
    fresh.entries()
    assert fresh.news() == ""
    assert one.erase("07") == (0, "")


def test_damaged_lines_go_with_what_is_erased(place):
    answered(Journal(place), "secret")
    place.write_bytes(place.read_bytes().replace(b'"n":1', b'"n":7'))
    assert Journal(place).erase()[1] == ""
    assert b"secret" not in place.read_bytes()


def test_an_erasure_that_fails_leaves_everything_and_is_told(place, monkeypatch):
    journal = Journal(place)
    answered(journal, "a")
    monkeypatch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(OSError(13, "no")))
    many, words = journal.erase()
    assert (many, words) == (0, "Nothing was removed (the folder or the file may not be written to).")
    assert names(place) == ["a"]
    assert [file.name for file in place.parent.iterdir() if file.name.endswith(".new")] == []


@pytest.mark.parametrize("stopped", [False, True])
def test_everything_can_be_erased_on_a_full_disk(place, monkeypatch, stopped):
    journal = Journal(place)
    answered(journal, "secret")
    if stopped:
        journal.add("stopped")

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(disk, "replace", full)
        assert journal.erase("02") == (0, "Nothing was removed (the disk is full).")
        assert journal.erase() == (1, "")
    assert names(place) == []
    fresh = Journal(place)
    assert fresh.stopped == stopped
    assert fresh.news() == ""


def test_a_stop_holds_for_every_kernel_until_the_start(place):
    one, other = Journal(place), Journal(place)
    answered(one, "a")
    one.add("stopped")
    assert answered(other, "b") == answered(Journal(place), "c") == [""]
    assert names(place) == ["a"]
    assert other.stopped
    assert one.erase() == (1, "")
    assert Journal(place).stopped, "what is erased does not start it again"
    other.add("started")
    answered(one, "d")
    assert names(place) == ["d"]


def test_another_record_is_taken_in_once(place, tmp_path):
    other = Journal(tmp_path / "other.jsonl")
    answered(other, "x", "y")
    journal = Journal(place)
    answered(journal, "a")
    assert journal.bring(other.entries()) == (2, "")
    assert journal.bring(other.entries()) == (0, "")
    assert names(place) == ["a", "x", "y"]
    assert [one["n"] for one in journal.entries()] == [0, 1, 2, 3]
