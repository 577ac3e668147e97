"""The learner's own side: to see, to take along, to hand in, to stop and to erase."""

import re

import pytest
from keeping import another_kernel, written

from ketlessons import explore, my_record, record
from ketlessons.quiz import ask, memory, questions


def predictions():
    return [one for one in questions().values() if one.kind == "predict" and one.kept]


def test_show_says_what_there_is_by_lesson_and_answer(place):
    assert my_record.show().words == "Your record holds no answer yet."
    first, second = predictions()[:2]
    memory.keep(first, 0)
    memory.keep(first, 1)
    memory.keep(second, 1)
    record.add("built", "02", of="hill", source="x", said="y", right=True)
    shown = my_record.show()
    right = sum(one.judged(1).right for one in (first, second))
    assert shown.words == (
        f"Your record: 2 questions answered, {right} of 2 right; 1 of 1 functions passed their check."
    )
    by_lesson, every = shown.parts
    assert [row[0] for row in every.rows] == [first.prompt, second.prompt]
    assert [row[4] for row in every.rows] == ["2", "1"]
    data = shown._repr_mimebundle_()
    assert data["text/html"].count("<caption") == 2
    assert data["text/html"].count('scope="col"') == len(by_lesson.headers) + len(every.headers)
    assert shown._heard() == shown.words, "and not every table is read aloud"
    (one, _) = my_record.answers()
    assert (one.of, one.tries, one.answer) == (first.id, 2, 1)
    assert my_record.built()[0].source == "x"


def test_erase_asks_first_and_says_what_goes(place):
    asked = predictions()[0]
    memory.keep(asked, 1)
    my_record.reflect("A thought")
    my_record.reflect("Another")
    words = repr(my_record.erase())
    assert words == (
        "Nothing is removed yet. This would go from your record, for good: 1 answer, 2 thoughts. "
        "To do it, run my_record.erase(sure=True)"
    )
    assert len(written(place)) == 3
    assert repr(my_record.erase(sure=True)).startswith("Removed from your record: 1 answer, 2 thoughts.")
    assert written(place) == []
    assert ask(asked.id).answer == -1, "the kernel has forgotten it too"
    assert repr(my_record.erase(sure=True)) == "Your record holds nothing that could be removed."


def test_one_lesson_can_be_erased(place):
    my_record.reflect("a", lesson="02")
    my_record.reflect("b", lesson="04", of="b")
    assert repr(my_record.erase(lesson="02")).endswith("run my_record.erase(sure=True, lesson='02')")
    assert repr(my_record.erase(sure=True, lesson="02")).startswith("Removed from your record of lesson 02: 1 thought.")
    assert [one["said"] for one in written(place)] == ["b"]


def test_stop_and_start(place):
    memory.keep(predictions()[0], 1)
    assert "nothing goes into your record" in repr(my_record.stop())
    another_kernel()
    memory.keep(predictions()[1], 1)
    assert "my_record.start()" in repr(my_record.reflect("words"))
    assert "you stopped it" in my_record.show().words
    assert len(written(place)) == 1
    assert memory.answer_to(predictions()[1]) == 1, "the lesson goes on"
    my_record.start()
    memory.keep(predictions()[1], 0)
    assert len(written(place)) == 2


@pytest.mark.parametrize("form", ["csv", "json", "jsonl", "xapi"])
def test_a_record_is_saved_by_the_ending_of_the_file_or_by_its_form(place, tmp_path, form):
    my_record.reflect("A thought")
    file = tmp_path / f"mine.{form}"
    assert repr(my_record.save(file)) == f"1 entry of your record is in mine.{form}."
    assert "A thought" in file.read_text(encoding="utf-8")
    with pytest.raises(ValueError, match="is there already"):
        my_record.save(file)
    my_record.save(file, overwrite=True)
    my_record.save(tmp_path / "other.txt", form=form)
    with pytest.raises(ValueError, match="'txt' is none of csv, json, xapi, jsonl"):
        my_record.save(tmp_path / "third.txt")
    assert "could not be written" in repr(my_record.save(tmp_path / "no" / f"folder.{form}"))


def test_a_picture_is_kept_as_it_stands(place, tmp_path):
    live = explore.block_curve()
    assert repr(my_record.keep_picture(live, lesson="02")) == "It is in your record."
    (one,) = written(place)
    assert one["title"]
    assert one["said"] == live._still()["text/plain"]
    my_record.hand_in(tmp_path / "page.html")
    assert re.search(
        r'<img alt="Picture: [^"]+" src="data:image/png;base64,', (tmp_path / "page.html").read_text("utf-8")
    )
    with pytest.raises(ValueError, match="has no picture"):
        my_record.keep_picture("words")


@pytest.mark.parametrize("words", ["", "  \n", None, 3])
def test_a_thought_without_words_is_refused(place, words):
    with pytest.raises(ValueError, match="words"):
        my_record.reflect(words)


def test_a_record_from_elsewhere_brings_nothing_of_lesson_08(place, tmp_path):
    other = record.Journal(tmp_path / "other.jsonl")
    other.add("answer", lesson="08", of="08-x", said="secret")
    other.add("answer", lesson="02", of="02-x", said="fine")
    assert repr(my_record.bring(tmp_path / "other.jsonl")) == "1 entry came in from other.jsonl."
    assert [one["of"] for one in written(place)] == ["02-x"]
    assert repr(my_record.bring(tmp_path / "none.jsonl")).startswith("0 entries")
    assert "cannot be read" in repr(my_record.bring(tmp_path))


def test_where_no_record_is_kept_all_of_it_says_so(monkeypatch, tmp_path):
    another_kernel()
    for told in (
        my_record.show(), my_record.reflect("x"), my_record.bring(tmp_path), my_record.erase(), my_record.stop(),
        my_record.start(),
    ):  # fmt: skip
        assert repr(told) == "No record is kept here: it is switched off, as it is where no learner is."
    assert my_record.where() == ""
    assert my_record.answers() == my_record.built() == ()


def test_where_says_the_path(place):
    assert my_record.where() == str(place)
