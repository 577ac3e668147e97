"""Does every lesson keep the contract? Structure, saved outputs, alt text, numbers with a source, links."""

import ast
import html.parser
import io
import itertools
import json
import re
import tokenize
from functools import cache

import pytest

from ketlessons import evidence
from ketlessons.evidence.course.lessons import lessons
from ketlessons.publish.notebooks import WIDGET_VIEW
from ketlessons.quiz import questions

HEADINGS = ["You will be able to", "You need", "Set-up", "Predict", "Round 1", "Build it yourself",
            "What this model leaves out", "What you may have read", "Take away", "Sources", "Next"]  # fmt: skip
GUIDE_HEADINGS = ["You will be able to", "You need", "Set-up", "Take away", "Sources", "Next"]
MOST_CODE_LINES = 8
MOST_BYTES = 1_000_000
#: A cover in a cell. `test_cover.py` holds it against the numbers it is drawn from.
COVER = re.compile(r"!\[[^\]]*\]\(attachment:[^)]*\)")


#: What a live figure asks for is a heading, so that a listener finds the way back to it.
TASKS = re.compile(r"#{3,4} Tasks\b")


class Elements(html.parser.HTMLParser):
    """Collects the elements of a piece of HTML."""

    def __init__(self, markup):
        super().__init__()
        self.found, self.caption, self.within = [], "", False
        self.feed(markup)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        self.within = tag in ("figcaption", "li")
        if self.within and tag == "li":
            self.caption += " "

    def handle_endtag(self, tag):
        self.within = self.within and tag not in ("figcaption", "li")

    def handle_data(self, data):
        if self.within:
            self.caption += data

    def all(self, tag):
        return [attributes for name, attributes in self.found if name == tag]


def headings(lesson, level):
    return re.findall(rf"^{'#' * level} (.+)$", lesson.text, flags=re.M)


def test_one_title_with_a_verb_or_a_start(lesson):
    assert len(headings(lesson, 1)) == 1
    assert lesson.cells[0].source.startswith("# ")


def test_headings_stand_in_order(lesson):
    found = headings(lesson, 2)
    wanted = GUIDE_HEADINGS if lesson.guide else HEADINGS
    places = []
    for heading in wanted:
        matches = [index for index, text in enumerate(found) if text.startswith(heading)]
        assert matches, f"{lesson.path.name} has no heading {heading!r}"
        places.append(matches[0])
    assert places == sorted(places), f"headings out of order: {found}"
    rounds = [text for text in found if text.startswith("Round")]
    assert lesson.guide or [text[:7] for text in rounds] == [f"Round {i + 1}" for i in range(len(rounds))]


def test_no_heading_level_is_skipped(lesson):
    levels = [len(marks) for marks in re.findall(r"^(#+) ", lesson.text, flags=re.M)]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), levels


def test_minutes_title_and_review_date_agree_with_the_map(lesson):
    row = next(row for row in lessons() if row.file == lesson.path.stem)
    first = lesson.cells[0].source
    assert first.startswith(f"# {row.title}\n")
    assert f"**{row.minutes} minutes**" in first
    assert f"last reviewed {row.reviewed}" in first
    assert row.written


def test_three_testable_objectives(lesson):
    block = re.search(r"## You will be able to\n\n((?:- .+\n?)+)", lesson.text).group(1)
    assert len(re.findall(r"^- \*\*\w+", block, flags=re.M)) == 3


def test_prerequisites_say_how_much_and_where(lesson):
    table = re.search(r"## You need\n\n((?:\|.+\n?)+)", lesson.text).group(1)
    assert "necessary" in table
    row = next(row for row in lessons() if row.file == lesson.path.stem)
    for number in row.needs:
        needed = next(other for other in lessons() if other.number == number)
        assert f"({needed.file}.ipynb)" in table


def test_size_of_lesson_and_cells(lesson):
    assert (12 if lesson.guide else 25) <= len(lesson.cells)  # the most: test_folding.py
    for cell in lesson.code:
        lines = [line for line in cell.source.splitlines() if line.strip()]
        assert len(lines) <= MOST_CODE_LINES, f"{len(lines)} lines of code: {cell.source[:80]!r}"
    assert lesson.path.stat().st_size < MOST_BYTES


def test_ideas_are_short(lesson):
    for cell in lesson.prose:
        if cell.source.startswith("## Round"):
            words = re.sub(r"[*`#]", "", cell.source).split()
            assert len(words) <= 150, f"{len(words)} words: {cell.source[:40]!r}"


def test_saved_executed_and_clean(lesson):
    assert [cell.execution_count for cell in lesson.code] == list(range(1, len(lesson.code) + 1))
    assert lesson.notebook.metadata.kernelspec.name == "python3"
    assert "widgets" not in lesson.notebook.metadata
    for index, output in lesson.outputs():
        assert output.output_type != "error", f"cell {index} saved an error"
        assert output.get("name") != "stderr", f"cell {index} saved a warning"
        assert WIDGET_VIEW not in output.get("data", {}), f"cell {index} saved a widget view"


def test_every_code_cell_but_imports_left_an_output(lesson):
    for index, cell in enumerate(lesson.cells):
        if cell.cell_type == "code" and not re.fullmatch(r"(from|import) .+", cell.source):
            assert cell.outputs, f"cell {index} left nothing: {cell.source[:60]!r}"


def test_every_picture_has_a_name_and_a_caption_with_its_numbers(lesson):
    seen = 0
    for index, output in lesson.outputs():
        data = output.get("data", {})
        markup = Elements(data.get("text/html", ""))
        images = markup.all("img")
        if "image/png" in data:  # for paper; a bare picture has no alt text in JupyterLab
            (image,) = images
            assert image["src"] == "data:image/png;base64," + data["image/png"].strip()
        for image in images:
            seen += 1
            assert re.fullmatch(r"Picture: [A-Z][^.]{2,60}", image["alt"]), f"cell {index}: {image['alt']!r}"
            assert re.search(r"\d", markup.caption), f"cell {index}: the caption holds no number"
            assert markup.caption == data["text/plain"], f"cell {index}: caption and sentence differ"
            assert image["src"].startswith("data:image/png;base64,")
    assert seen >= (1 if lesson.guide else 3)
    for cell in lesson.prose:
        for alt, _ in re.findall(r"!\[(.*?)\]\((.*?)\)", cell.source):
            assert alt.strip()


def test_every_explorer_left_a_still_twin(lesson):
    for cell in lesson.code:
        if re.search(r"^explore\.\w+\(\)$", cell.source, flags=re.M):
            assert any("<img" in output.get("data", {}).get("text/html", "") for output in cell.outputs)


def test_tables_can_be_walked(lesson):
    for index, output in lesson.outputs():
        markup = Elements(output.get("data", {}).get("text/html", ""))
        if markup.all("table"):
            assert markup.all("caption"), f"cell {index}: a table without a caption"
            assert {head.get("scope") for head in markup.all("th")} <= {"col", "row"}


def test_tasks_follow_every_live_figure(lesson):
    for index, cell in enumerate(lesson.cells):
        if cell.cell_type == "code" and re.fullmatch(r"explore\.\w+\(\)", cell.source.strip()):
            if cell.source.strip() in ("explore.five_states()", "explore.body_map()"):
                continue
            assert TASKS.match(lesson.cells[index + 1].source), f"no tasks after {cell.source}"


def test_questions_exist_and_belong_here(lesson):
    asked = re.findall(r'ask\("([\w-]+)"\)', "\n".join(cell.source for cell in lesson.code))
    number = lesson.path.stem[:2]
    assert asked
    assert len(asked) == len(set(asked))
    assert set(asked) == {name for name in questions() if name.startswith(number)}, (
        "a question is not asked, or unknown"
    )
    kinds = [questions()[name].kind for name in asked]
    assert lesson.guide or kinds.count("predict") == 1
    assert lesson.guide or kinds.index("predict") == 0, "the prediction comes first"


def test_the_prediction_comes_before_any_live_figure(lesson):
    if lesson.guide:
        return
    sources = [cell.source for cell in lesson.code]
    first_prediction = next(i for i, source in enumerate(sources) if "ask(" in source)
    first_figure = next(i for i, source in enumerate(sources) if "explore." in source)
    assert first_prediction < first_figure


def solutions(lesson):
    return re.findall(r"<summary>Solution</summary>\s*```python\n(.*?)```", lesson.text, flags=re.S)


def test_every_exercise_has_a_hint_and_a_solution_that_passes(lesson):
    checks = [cell.source for cell in lesson.code if re.search(r"^check\.\w+\(", cell.source, flags=re.M)]
    assert lesson.guide or checks
    assert lesson.text.count("<summary>Hint</summary>") == len(checks)
    if lesson.student:  # who solves it has it, and the teacher's lesson holds it to its check
        assert "<summary>Solution" not in lesson.text
        return
    assert len(solutions(lesson)) == len(checks)
    for source, solution in zip(checks, solutions(lesson), strict=True):
        name, function = re.search(r"^check\.(\w+)\((\w+)\)", source, flags=re.M).groups()
        from ketlessons import check

        stub, solved = {}, {}
        exec("import math\n" + source.replace(f"check.{name}({function})", ""), stub)
        exec(solution, solved)
        assert not getattr(check, name)(stub[function]).solved, "the unsolved stub must not pass"
        assert getattr(check, name)(solved[function]).solved, "the printed solution must pass"


def tasks_of(name):
    """Return what the tasks of a lesson ask the learner to set, and their answers quote."""
    path = evidence.data_path() / "tasks" / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []


NUMBER = re.compile(
    r"(?<![\w.])[−-]?\d[\d.,]*\d?[ \u00a0]?"
    r"(?:µM|mM|nM|mV|ms|ng/mL|ng·h/mL|mg/kg|mg\b(?!/)|kg\b|%|s\b(?!-)|min\b|h\b(?!/)|days\b|SD\b|points\b"
    r"|of 100\b)",
)


def spoken_values(lesson):
    """Return the values that the lesson's own controls can take, as their labels say them."""
    from ketlessons import explore

    names = set(re.findall(r"explore\.(\w+)\(\)", "\n".join(cell.source for cell in lesson.code)))
    spoken = set()
    for name in names & set(explore.EXPLORERS):
        for control in explore.EXPLORERS[name]().controls:
            spoken.update(getattr(control, "texts", ()))
            spoken.update(NUMBER.findall(control.label))
            spoken.update(found for _, label in getattr(control, "options", ()) for found in NUMBER.findall(label))
    return spoken


@cache
def seen_at(name):
    """Return the numbers that the figures of a lesson say at the settings the tasks ask for."""
    from ketlessons import explore

    seen = set()
    for task in tasks_of(name):
        figure = task["explorer"]
        explorer = explore.EXPLORERS[figure]().set(**task["settings"])
        seen.update(NUMBER.findall(" ".join([explorer.sentence, *(cell for row in explorer.table for cell in row)])))
        # A table keeps one digit more than the prose does.
        seen.update(f"{float(n[:-2]):.0f} %" for n in list(seen) if re.fullmatch(r"[\d.]+ %", n))
        if figure == "channel_clock":
            shares = dict(explorer.table[1:6])
            held = [cell for state, cell in shares.items() if "ketamine" in state]
            seen.add(f"{sum(cell.value for cell in held):.0f} %")
    return seen


def test_every_number_in_the_prose_was_printed_by_a_cell(lesson):
    """A lesson holds no literal that a table holds: what prose quotes, an anchor cell printed.

    A task may name what its controls can be set to; its answer may quote what the figure says at those settings.
    """
    said = set(NUMBER.findall(lesson.printed()))
    tasks = spoken_values(lesson)
    for cell in lesson.prose:
        body = COVER.sub("", re.sub(r"<details><summary>For teachers.*", "", cell.source, flags=re.S))
        in_tasks = bool(TASKS.match(body))
        if in_tasks:
            said = said | seen_at(lesson.path.stem)
        for number in NUMBER.findall(body):
            allowed = number in said or (in_tasks and number in tasks)
            assert allowed, f"{number!r} is printed by no cell: {body[:60]!r}"


def test_nothing_a_lesson_says_stands_for_no_number(lesson):
    """Neither text, nor table, nor alt text: HTML and JSON are looked through whole, but for their pictures."""
    for index, output in lesson.outputs():
        said = {kind: text for kind, text in output.get("data", {}).items() if kind != "image/png"}
        words = re.sub(r"base64,[\w+/=]+", "", json.dumps([output.get("text", ""), said, output.get("metadata", {})]))
        words = words.replace(r"\n", " ")  # an end of line before "An" is no number
        assert not re.search(r"\b(nan|inf)\b", words, flags=re.IGNORECASE), lesson.cells[index].source


def test_numbers_use_the_true_minus(lesson):
    for cell in lesson.prose:
        assert not re.search(r"(?<![\w-])-\d+ ?(?:mV|µM|%)", cell.source), cell.source[:80]


def test_links_lead_somewhere(lesson):
    for text, target in re.findall(r"\[([^\]]+)\]\(([^)]+)\)", COVER.sub("", lesson.text)):
        assert text.strip()
        if target.startswith("http"):
            assert re.fullmatch(r"https://[\w./%()-]+", target)
            continue
        name, _, anchor = target.partition("#")
        file = lesson.path.parent / name if name else lesson.path
        assert file.exists(), f"{target} leads nowhere"
        if anchor:
            import nbformat

            text = "\n".join(c.source for c in nbformat.read(file, 4).cells if c.cell_type == "markdown")
            names = {heading.replace(" ", "-") for heading in re.findall(r"^#+ (.+)$", text, flags=re.M)}
            assert anchor in names, f"{target}: no such heading"


def test_dois_are_well_formed(lesson):
    for _, output in lesson.outputs():
        for link in Elements(output.get("data", {}).get("text/html", "")).all("a"):
            href = link["href"]
            if "doi.org" in href:
                assert re.fullmatch(r"https://doi\.org/10\.\d{4,9}/\S+", href)


def test_every_fact_a_lesson_asks_for_is_listed_in_its_sources(lesson):
    source = "\n".join(cell.source for cell in lesson.code)
    names = {fact.id for table in evidence.tables() for fact in evidence.table(table)}
    asked = set(re.findall(r'"([a-z0-9_]+)"', source)) & names
    listing = next(cell for cell in lesson.code if "reference_list" in cell.source)
    # Whatever strings the list is given in: one name each, or several with blanks between them.
    texts = [node.value for node in ast.walk(ast.parse(listing.source)) if isinstance(node, ast.Constant)]
    quoted = {name for text in texts for name in text.split()}
    # The list takes ids of facts and keys of references alike.
    listed = quoted - names
    for name in quoted & names:
        listed |= set(evidence.fact(name).sources)
    for name in asked:
        assert set(evidence.fact(name).sources) <= listed, f"the sources of {name} are not in the list"


def test_teacher_notes_fold_out_at_the_end_and_students_have_none(lesson):
    where = [index for index, cell in enumerate(lesson.cells) if "<summary>For teachers</summary>" in cell.source]
    assert where == ([] if lesson.student else [len(lesson.cells) - 1])
    assert lesson.text.count("<details>") == lesson.text.count("</details>")


BANNED = {
    r"\baddicts?\b": "person-first words",
    r"\babusers?\b": "person-first words",
    r"\bdate rape drug\b": "say drug-facilitated sexual assault",
    r"\bnon-?competitive (?:antagonist|blocker|block)\b": "uncompetitive, open-channel",
    r"\bk-?hole\b": "no glamour",
    r"\bsuffer(?:s|ing)? from\b": "person-first words",
}


@pytest.mark.parametrize("pattern", BANNED)
def test_words_that_do_harm_are_not_used(lesson, pattern):
    assert not re.search(pattern, lesson.text, flags=re.I), BANNED[pattern]


def test_code_is_readable_without_comments_on_one_line(lesson):
    for cell in lesson.code:
        list(tokenize.generate_tokens(io.StringIO(cell.source).readline))
        assert max(map(len, cell.source.splitlines())) <= 112
