"""Is the kit whole: every lesson in every form, a page that leads to all of it, the same bytes twice?"""

import pathlib
import shutil
import sys

import pytest
import yaml
from bs4 import BeautifulSoup

from ketlessons.publish.kit import building, printing

ROOT = pathlib.Path(__file__).resolve().parents[3]
TEACHING = ROOT / "docs" / "teaching.md"
TWO = ("02-block-the-nmda-receptor", "08-respond-to-assault")


@pytest.fixture(scope="module")
def some(tmp_path_factory, folder):
    """Return a folder with two lessons, and the kit of them without PDFs."""
    here = tmp_path_factory.mktemp("kit")
    (here / "lessons").mkdir()
    for name in TWO:
        shutil.copy(folder / f"{name}.ipynb", here / "lessons")
    return here, building.build(here / "lessons", here / "kit", teaching=TEACHING)


def test_every_lesson_is_there_in_every_form(some):
    here, written = some
    wanted = {"index.html", "answer-book.html", "teaching.html", "student-notebooks/nbval-sanitize.cfg"}
    for name in TWO:
        wanted |= {f"slides/{name}.html", f"handouts/{name}.html", f"handouts/{name}-with-answers.html"}
        wanted |= {f"student-notebooks/{name}.ipynb"}
    assert {file.relative_to(here / "kit").as_posix() for file in written} == wanted
    assert all(file.is_file() for file in written)


def test_the_first_page_leads_to_all_of_it(some):
    here, written = some
    soup = BeautifulSoup((here / "kit" / "index.html").read_text(encoding="utf-8"), "html.parser")
    links = [one["href"] for one in soup.find_all("a")]
    assert all((here / "kit" / link).is_file() for link in links)
    left = {file.relative_to(here / "kit").as_posix() for file in written} - set(links)
    assert left == {"index.html", "student-notebooks/nbval-sanitize.cfg"}
    assert len({" ".join(one.get_text().split()) for one in soup.find_all("a")}) == len(links), "links read alike"


def test_the_page_about_teaching_is_whole_and_leads_to_no_file_outside(some):
    here, _ = some
    soup = BeautifulSoup((here / "kit" / "teaching.html").read_text(encoding="utf-8"), "html.parser")
    lines = TEACHING.read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if line.startswith("|") and not line.startswith("| ---")]
    assert len(soup.find_all("tr")) == len(rows) > 300
    heads = [line.lstrip("# ") for line in lines if line.startswith("#")]
    assert [" ".join(one.get_text().split()) for one in soup.find_all(["h1", "h2", "h3"])] == heads
    links = [one["href"] for one in soup.find_all("a")]
    assert links
    assert all(link.startswith(("https://", "#")) for link in links)
    assert "](" not in soup.get_text()


def test_twice_the_same_lessons_give_the_same_bytes(some, tmp_path):
    here, _ = some
    for file in building.build(here / "lessons", tmp_path, teaching=TEACHING):
        assert file.read_bytes() == (here / "kit" / file.relative_to(tmp_path)).read_bytes(), file.name


def test_what_prints_is_named_or_looked_for(monkeypatch, tmp_path):
    browser = tmp_path / "a browser"
    monkeypatch.setenv("KETLESSONS_BROWSER", str(browser))
    assert printing.find_browser() is None
    browser.touch()
    assert printing.find_browser() == str(browser)


def test_a_browser_that_prints_nothing_is_told(tmp_path):
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><title>x</title>", encoding="utf-8")
    # A Python knows none of a browser's options, says so and ends, on every system.
    with pytest.raises(RuntimeError, match=r"(?is)did not print page\.html: .*unknown option"):
        printing.print_pdf(page, sys.executable)


def test_make_and_the_workflow_build_and_keep_the_same_folder():
    rule = (ROOT / "Makefile").read_text(encoding="utf-8").split("\nkit: ")[1].split("\n\n")[0]
    assert "ketlessons.publish kit notebooks build/kit" in rule
    steps = yaml.safe_load((ROOT / ".github/workflows/pages.yml").read_text(encoding="utf-8"))["jobs"]["build"]["steps"]
    assert [step["run"] for step in steps if step.get("run", "").startswith("make kit")] == ["make kit PYTHON=python"]
    kept = [step["with"] for step in steps if step.get("uses", "").startswith("actions/upload-artifact@")]
    assert [(one["name"], one["path"], one["if-no-files-found"]) for one in kept] == [
        ("teachers-kit", "build/kit", "error")
    ]
