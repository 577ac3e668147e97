"""What a learner builds goes into the record, with what was said of it."""

import importlib
import linecache

import pytest
from keeping import another_kernel, kept_at, written

from ketlessons import check, my_record

CHECKS = [name for name in check.__all__ if name not in ("Reply", "harder")]
GOOD = "def fraction(c, i, n):\n    return c**n / (c**n + i**n)  # µ\n"


@pytest.fixture
def place(tmp_path):
    with kept_at(tmp_path / "my-record.jsonl") as found:
        yield found


def typed(code, number=[0]):  # noqa: B006
    """Return the function that a cell with this code makes."""
    number[0] += 1
    name, space = f"<cell {number[0]}>", {}
    linecache.cache[name] = (len(code), None, code.splitlines(keepends=True), name)
    exec(compile(code, name, "exec"), space)
    return next(value for value in space.values() if callable(value))


def test_code_and_verdict_are_kept(place):
    check.hill(typed("def f(c, i, n):\n    return c\n"))
    assert check.hill(typed(GOOD)).solved
    first, second = written(place)
    assert (first["of"], first["lesson"], first["right"]) == ("hill", "02", False)
    assert first["source"] == "def f(c, i, n):\n    return c\n"
    assert (second["right"], second["source"]) == (True, GOOD)
    assert second["said"].startswith("Your equation agrees with the library")


def test_the_same_code_is_kept_once(place):
    for _ in range(3):
        check.hill(typed(GOOD))
        another_kernel()
    assert len(written(place)) == 1


def test_code_that_nobody_can_show_is_kept_without_it(place):
    check.hill(eval("lambda c, i, n: c"))
    assert written(place)[0]["source"] == ""


def test_a_reply_says_if_it_could_not_be_saved_and_is_otherwise_the_same(tmp_path):
    without = check.hill(typed(GOOD)).lines
    with kept_at(tmp_path / "r.jsonl") as place:
        assert check.hill(typed(GOOD)).lines == without
        place.unlink()
        place.mkdir()
        another_kernel()
        for code in (GOOD, "def f(c, i, n): return c"):
            reply = check.hill(typed(code))
            assert "This is not saved in your record (a folder has its name)" in " ".join(reply.lines)
            assert reply.solved == (code == GOOD)


@pytest.mark.parametrize("name", CHECKS)
def test_every_check_says_to_which_lesson_it_belongs(name, lesson_texts):
    exercise = importlib.import_module(f"ketlessons.exercises.{name}")._EXERCISE
    assert exercise.check == name
    found = [number for number, text in lesson_texts.items() if f"check.{name}(" in text and number != "00"]
    assert found == [exercise.lesson], "lesson 00 lends one, to those who choose its task in place of lesson 08"


@pytest.fixture(scope="module")
def lesson_texts():
    import nbformat
    from repository import ROOT

    found = {}
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        cells = nbformat.read(path, as_version=4).cells
        found[path.name[:2]] = "\n".join(cell.source for cell in cells if cell.cell_type == "code")
    return found


def test_the_page_to_hand_in_shows_the_code(place, tmp_path):
    check.hill(typed(GOOD))
    my_record.hand_in(tmp_path / "page.html")
    assert "return c**n / (c**n + i**n)  # µ" in (tmp_path / "page.html").read_text(encoding="utf-8")
