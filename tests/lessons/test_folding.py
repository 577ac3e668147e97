"""Is the way through a lesson in class short, and does nothing in it need what is folded away for home?"""

import ast
import builtins
import re

import nbformat
import pytest

from ketlessons.publish import folding

#: Of cells: those a learner meets in class, and all.
MOST_OPEN, MOST = 38, 50
#: Of the text under a heading that is collapsed: it stays on the page.
MOST_LINES, MOST_WORDS = 2, 60


def at_home(lesson):
    return [i for i, c in enumerate(lesson.cells) if c.cell_type == "markdown" and c.source.startswith(folding.AT_HOME)]


def test_what_is_for_home_is_folded_and_nothing_else_is(lesson):
    folded = [index for index, cell in enumerate(lesson.cells) if cell.metadata.get(folding.COLLAPSED)]
    assert folded == at_home(lesson)
    marked = [cell.metadata[folding.COLLAPSED] for cell in lesson.cells if folding.COLLAPSED in cell.metadata]
    assert all(mark is True for mark in marked)
    inside = [c.source for c in lesson.prose if re.search(rf"^{folding.AT_HOME}", c.source[1:], flags=re.M)]
    assert not inside, f"a part for home that begins in the middle of a cell cannot be folded: {inside}"


def test_a_folded_heading_hides_something_and_says_shortly_what(lesson):
    hidden = set(folding.hidden(lesson.notebook))
    for index in at_home(lesson):
        assert index not in hidden, "one fold within another"
        assert index + 1 in hidden, f"nothing is folded under {lesson.cells[index].source!r}"
        heading, *rest = [line for line in lesson.cells[index].source.splitlines() if line.strip()]
        assert len(rest) <= MOST_LINES, f"{heading}: {len(rest)} lines stay open under it"
        assert len(" ".join(rest).split()) <= MOST_WORDS, f"{heading}: a fold says in two lines what it holds"


def test_after_a_fold_the_lesson_goes_on_with_a_heading(lesson):
    hidden = folding.hidden(lesson.notebook)
    for index in hidden:
        if index + 1 not in hidden:
            following = lesson.cells[index + 1]
            assert re.match(r"#{1,3} ", following.source), f"opens a fold without a heading: {following.source[:60]!r}"


def test_few_cells_are_open_and_not_many_in_all(lesson):
    hidden = folding.hidden(lesson.notebook)
    assert len(lesson.cells) <= MOST
    assert len(lesson.cells) - len(hidden) <= MOST_OPEN


def test_no_open_cell_needs_a_folded_one(lesson):
    """Who passes by a folded part does not run it, so what runs in class may use no name that was made there."""
    known, hidden = set(dir(builtins)), set(folding.hidden(lesson.notebook))
    for index, cell in enumerate(lesson.cells):
        if cell.cell_type == "code" and index not in hidden:
            made, used = names_in(cell.source)
            missing = used - made - known
            assert not missing, f"cell {index} uses {missing}, which only a folded cell makes"
            known |= made


def names_in(source):
    """Return the names that a piece of Python makes, and those it uses."""
    made, used = set(), set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Name):
            (used if isinstance(node.ctx, ast.Load) else made).add(node.id)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            made.add(node.name)
        elif isinstance(node, ast.arg):
            made.add(node.arg)
        elif isinstance(node, ast.alias):
            made.add((node.asname or node.name).split(".")[0])
        elif isinstance(node, ast.ExceptHandler) and node.name:
            made.add(node.name)
    return made, used


def test_the_prediction_is_met_again_in_class(lesson):
    hidden = {lesson.cells[index].source for index in folding.hidden(lesson.notebook)}
    for cell in lesson.code:
        if re.search(r'(?:reveal|ask)\("\d\d-predict', cell.source):
            assert cell.source not in hidden


def test_lesson_00_says_how_to_open_what_is_for_home(lesson):
    if lesson.guide:
        (sentence,) = re.findall(r"[^.\n]*At home[^.\n]*\.", lesson.text)
        assert all(words in sentence for words in ("button", "right arrow", "passes by"))


def small(*cells):
    new = nbformat.v4
    made = {"md": new.new_markdown_cell, "py": new.new_code_cell}
    return new.new_notebook(cells=[made[kind](text, id=f"c{i}") for i, (kind, text) in enumerate(cells)])


def test_folding_follows_jupyterlabs_rule():
    book = small(
        ("md", "# Title"),
        ("md", "### At home: one\n\nA line."),
        ("py", "1"),
        ("md", "#### Deeper"),
        ("md", "```\n# no heading\n```"),
        ("md", "### In class"),
        ("py", "2"),
        ("md", "### At home: two"),
        ("md", "Words first.\n\n## A heading ends it, wherever it stands"),
        ("md", "Not one ### At home: three"),
        ("md", "### At home: last"),
        ("py", "3"),
    )
    assert folding.hidden(book) == []
    assert folding.fold(book) is book
    assert [i for i, cell in enumerate(book.cells) if folding.COLLAPSED in cell.metadata] == [1, 7, 10]
    assert folding.hidden(book) == [2, 3, 4, 11]
    once = nbformat.writes(book)
    assert nbformat.writes(folding.fold(book)) == once


@pytest.mark.parametrize(
    ("text", "level"),
    [("# a", 1), ("a\n\n### b\n\n## c", 2), ("#hash", None), ("    # code", None), ("~~~\n# a\n~~~\n#### d", 4)],
)
def test_the_level_of_a_cell_is_that_of_its_highest_heading(text, level):
    assert folding.heading_level(nbformat.v4.new_markdown_cell(text)) == level
    assert folding.heading_level(nbformat.v4.new_code_cell(text)) is None
