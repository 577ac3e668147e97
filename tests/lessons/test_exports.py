"""Does an exported lesson lose nothing: no picture, no sentence, no question, whatever it is exported to, and by whom?

The exporters are nbconvert's own, with their defaults, on the file as it is saved: what a teacher has who knows nothing
of our tools. No test here needs TeX: the LaTeX is read, not set.
"""

import base64
import copy
import html
import pathlib
import re
import shutil
import subprocess
import zipfile

import nbformat
import pytest
from nbclient import NotebookClient
from nbconvert import HTMLExporter, LatexExporter, MarkdownExporter, ScriptExporter
from nbformat.v4 import new_notebook
from worded import options_of

from ketlessons.evidence.paper import SIGNS, in_latex
from ketlessons.live.still import PRINT, WIDGET_VIEW
from ketlessons.quiz import questions

ROOT = pathlib.Path(__file__).resolve().parents[2]
needs_pandoc = pytest.mark.skipif(
    not shutil.which("pandoc"),
    reason="pandoc is not installed; nbconvert needs it for prose in LaTeX (Debian, Ubuntu: apt install pandoc)",
)
INCLUDED = re.compile(r"\\adjustimage\{[^\n]*\}\{([^}]+)\}")


def sentences(notebook):
    """Return what each picture of a notebook says, in order."""
    outputs = [output.get("data", {}) for cell in notebook.cells for output in cell.get("outputs", [])]
    return [data["text/plain"] for data in outputs if "image/png" in data]


def covers(cell):
    """Return what each cover in a cell shows."""
    return re.findall(r"!\[([^\]]*)\]\(attachment:", cell.source) if cell.cell_type == "markdown" else []


def told(notebook):
    """Return what each picture of a notebook says, its covers too, in order."""
    return [text for cell in notebook.cells for text in (*covers(cell), *sentences(new_notebook(cells=[cell])))]


def asked(notebook):
    """Return the questions that a notebook asks."""
    source = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
    return [questions()[name] for name in re.findall(r'ask\("([\w-]+)"\)', source)]


def without_prose(notebook):
    """Return a copy that nbconvert can write as LaTeX without pandoc."""
    kept = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return nbformat.from_dict({**notebook, "cells": kept})


def names(notebook):
    """Return what each picture of a notebook is called, in order: a cover is named by all that it shows."""
    found = []
    for cell in notebook.cells:
        found += covers(cell)
        for output in cell.get("outputs", []):
            found += map(html.unescape, re.findall(r'<img alt="([^"]*)"', output.get("data", {}).get("text/html", "")))
    return found


def check_page(page, notebook, covered=True):
    """Complain unless an HTML page holds every picture, sentence, question and answer."""
    images = [tag for tag in re.findall(r"<img[^>]*>", page) if 'src="data:image/png;base64,' in tag]
    shown = [html.unescape(re.search(r'alt="([^"]*)"', tag).group(1)) for tag in images]
    assert shown == [name for name in names(notebook) if covered or name.startswith("Picture: ")]
    plain = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())
    for sentence in sentences(notebook):
        assert " ".join(sentence.split()) in plain
    words = html.unescape(page)
    for question in asked(notebook):
        assert question.prompt in words
        for option in options_of(question):
            assert option.text in words
            assert option.feedback in words


def flat(latex):
    """Return LaTeX as one line of words, with addresses as they are."""
    return re.sub(r"\s+", " ", latex)


def check_latex(latex, notebook):
    """Complain unless LaTeX holds every picture, with its sentence right after it, and every question whole."""
    pieces = INCLUDED.split(latex)
    said = sentences(notebook)
    assert len(pieces[1::2]) == len(said)
    for sentence, after in zip(said, pieces[2::2], strict=True):
        assert in_latex(sentence) in after
    for question in asked(notebook):
        assert in_latex(question.prompt) in latex
        for option in options_of(question):
            assert in_latex(option.text) in latex
            assert in_latex(option.feedback) in latex
    # What the fonts lack must be taught before it is first said: after that, everything may say it.
    taught = latex.index(r"\ifdefined\Umathcode")
    assert not set(latex[:taught]) & set(SIGNS)


def test_a_page_holds_everything_and_the_style_of_paper(lesson, page_of):
    page, _ = HTMLExporter().from_notebook_node(lesson.notebook)
    check_page(page, lesson.notebook)
    assert PRINT in page
    page = page_of(lesson.path)
    check_page(page, lesson.notebook)
    assert PRINT in page


def test_latex_holds_everything_the_code_has_shown(lesson):
    latex, resources = LatexExporter().from_notebook_node(without_prose(lesson.notebook))
    check_latex(latex, lesson.notebook)
    assert len(resources["outputs"]) == len(sentences(lesson.notebook))
    for output in (output for _, output in lesson.outputs() if output.output_type == "stream"):
        for word in output.text.split():
            assert re.search(r"[\\{}]", in_latex(word)) or word in latex


@needs_pandoc
def test_latex_holds_everything(lesson):
    latex, _ = LatexExporter().from_notebook_node(lesson.notebook)
    check_latex(latex, lesson.notebook)
    for summary in re.findall(r"<summary>(.*?)</summary>", lesson.text):
        assert summary in flat(latex), "what is folded is not printed"


def test_markdown_holds_everything(lesson):
    text, resources = MarkdownExporter().from_notebook_node(lesson.notebook)
    check_page(text, lesson.notebook, covered=False)
    # A cover stays Markdown, and its file lies beside the text.
    for alt, file in re.findall(r"!\[([^\]]*)\]\(([^)]*)\)", text):
        assert alt in told(lesson.notebook)
        assert file in resources["outputs"]
    assert text.count("![") == sum(map(len, map(covers, lesson.cells))) > 0


def test_a_script_is_python_and_keeps_the_prose(lesson):
    script, resources = ScriptExporter().from_notebook_node(lesson.notebook)
    assert resources["output_extension"] == ".py"
    compile(script, lesson.path.stem, "exec")
    for cell in lesson.code:
        assert cell.source in script
    for heading in re.findall(r"^#+ .+$", lesson.text, flags=re.M):
        assert f"# {heading}" in script


def test_a_word_processor_finds_the_words_after_the_picture(lesson):
    """It takes the image of an output and leaves the rest, so the words must be the next output's own."""
    seen = 0
    for cell in lesson.code:
        for output, after in zip(cell.outputs, cell.outputs[1:], strict=False):
            if "image/png" in output.get("data", {}):
                seen += 1
                assert after.data["text/plain"] == output.data["text/plain"]
                assert after.data["text/html"] == "", "the sentence would stand twice on a page"
    assert seen == len(sentences(lesson.notebook))


@needs_pandoc
@pytest.mark.parametrize("way", ["notebook", "page"])
def test_a_word_file_holds_pictures_sentences_and_questions(lesson, way, tmp_path, page_of):
    source, target = lesson.path, tmp_path / "lesson.docx"
    if way == "page":
        source = tmp_path / "lesson.html"
        source.write_text(page_of(lesson.path), encoding="utf-8")
    subprocess.run(["pandoc", str(source), "-o", str(target)], check=True, timeout=120)
    with zipfile.ZipFile(target) as file:
        pictures = [name for name in file.namelist() if name.startswith("word/media/")]
        document = file.read("word/document.xml").decode().replace("</w:p>", " ")
    words = re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", "", document)))
    assert len(pictures) == len(told(lesson.notebook))
    for sentence in sentences(lesson.notebook):
        assert sentence in words
    for question in asked(lesson.notebook):
        for text in (question.prompt, *(option.text for option in options_of(question))):
            assert text in words
        # From the notebook itself pandoc drops whatever is folded, ours and any; a page it takes whole.
        assert way == "notebook" or all(option.feedback in words for option in options_of(question))


@pytest.fixture(scope="module")
def by_others(tmp_path_factory):
    """Return a function that runs a notebook as nbconvert, papermill and nbgrader do: with the widgets' state kept."""

    def run(notebook):
        client = NotebookClient(
            notebook, timeout=120, kernel_name="python3", store_widget_state=True,
            resources={"metadata": {"path": str(tmp_path_factory.mktemp("run"))}},
        )  # fmt: skip
        client.execute()
        assert notebook.metadata.widgets, "no state was kept: this test would prove nothing"
        return notebook

    return run


@pytest.mark.parametrize("name", ["00-start-here", "02-block-the-nmda-receptor"])
def test_executed_by_others_the_stills_stay(name, by_others):
    saved = nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4)
    notebook = by_others(copy.deepcopy(saved))
    assert sentences(notebook) == sentences(saved)
    page, _ = HTMLExporter().from_notebook_node(notebook)
    check_page(page, notebook)
    latex, _ = LatexExporter().from_notebook_node(without_prose(notebook))
    check_latex(latex, notebook)
    text, _ = MarkdownExporter().from_notebook_node(notebook)
    check_page(text, notebook, covered=False)


QUESTION = next(question for question in questions().values() if question.kind == "check")
MINE = (
    "import ipywidgets as W\nfrom IPython.display import display\nfrom ketlessons import ask, explore",
    "W.HBox([explore.block_curve(), W.VBox([explore.both_arms(), W.Label('mine')])])",
    f"W.VBox([explore.wearing_off(), ask({QUESTION.id!r})])",
    f"W.VBox([ask({QUESTION.id!r})])",
    "display(explore.five_states()); display(explore.hundred_channels())",
)


def test_figures_side_by_side_are_all_on_paper(by_others):
    from ketlessons import explore
    from ketlessons.explorers import EXPLORERS

    cells = [nbformat.v4.new_code_cell(source) for source in MINE]
    notebook = by_others(nbformat.v4.new_notebook(cells=cells))
    latex, resources = LatexExporter().from_notebook_node(notebook)
    assert len(resources["outputs"]) == 4, "one picture for each group, one for each single figure"
    for name in ("block_curve", "both_arms", "wearing_off", "hundred_channels"):
        assert in_latex(EXPLORERS[name]().sentence) in latex
    assert in_latex(explore.five_states().sentence) in latex
    assert latex.count(in_latex(QUESTION.prompt)) == 2
    for option in QUESTION.options:
        assert latex.count(in_latex(option.feedback)) == 2
    assert "HBox(" not in latex.split(r"\begin{document}")[1].replace("HBox([", "")
    joined = next(o.data for o in notebook.cells[1].outputs if "image/png" in o.data)
    assert height(joined["image/png"]) > 1.5 * height(picture_of(EXPLORERS["block_curve"]()))
    assert not any("VBox(children" in o.data.get("text/plain", "") for c in notebook.cells for o in c.outputs)
    assert sum(WIDGET_VIEW in o.data for c in notebook.cells for o in c.outputs) == 4


def picture_of(explorer):
    data, _ = explorer._repr_mimebundle_()
    return data["image/png"]


def height(code):
    """Return the height of a PNG in pixels, as its head tells."""
    return int.from_bytes(base64.b64decode(code)[20:24], "big")
