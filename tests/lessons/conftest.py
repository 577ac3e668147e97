"""The lessons under test, read once."""

import pathlib
import re

import nbformat
import pytest

from ketlessons.publish.notebooks import lessons

ROOT = pathlib.Path(__file__).resolve().parents[2]
LESSONS = lessons(ROOT / "notebooks")


def pytest_generate_tests(metafunc):
    if "lesson" in metafunc.fixturenames:
        metafunc.parametrize("lesson", LESSONS, ids=lambda path: path.stem, indirect=True, scope="module")


class Lesson:
    """One saved lesson, in the pieces a test asks for."""

    def __init__(self, path):
        self.path = path
        self.notebook = nbformat.read(path, as_version=4)
        self.cells = self.notebook.cells
        self.code = [cell for cell in self.cells if cell.cell_type == "code"]
        self.prose = [cell for cell in self.cells if cell.cell_type == "markdown"]
        self.text = "\n".join(cell.source for cell in self.prose)
        self.guide = path.stem.startswith("00")

    def outputs(self):
        for index, cell in enumerate(self.cells):
            for output in cell.get("outputs", []):
                yield index, output

    def printed(self) -> str:
        """Return everything the lesson says in words when it runs.

        The options of a question are left out: most of them are wrong on purpose. The bank's own tests read them.
        """
        parts = []
        for index, output in self.outputs():
            if re.match(r'ask\("', self.cells[index].source.splitlines()[-1]):
                continue
            parts.append(output.get("text", ""))
            parts.append(output.get("data", {}).get("text/plain", ""))
        return "\n".join(parts)


@pytest.fixture(scope="module")
def lesson(request):
    return Lesson(request.param)


@pytest.fixture(scope="module")
def lessons_by_name():
    """Return each lesson by the name of its file, for a test of one of them."""
    return {path.stem: Lesson(path) for path in LESSONS}
