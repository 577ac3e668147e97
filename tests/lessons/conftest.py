"""The lessons under test, read once."""

import pathlib
import re

import nbformat
import pytest

from ketlessons.publish.kit import students
from ketlessons.publish.notebooks import lessons

ROOT = pathlib.Path(__file__).resolve().parents[2]
LESSONS = lessons(ROOT / "notebooks")
#: Tests of these modules hold for the student set of the teacher's kit, too; the set is made from the lessons.
FOR_STUDENTS_TOO = ("test_contract", "test_folding")


def pytest_generate_tests(metafunc):
    if "lesson" in metafunc.fixturenames:
        cases = [pytest.param((path, False), id=path.stem) for path in LESSONS]
        if metafunc.module.__name__.rpartition(".")[2] in FOR_STUDENTS_TOO:
            cases += [pytest.param((path, True), id=f"{path.stem}-student") for path in LESSONS]
        metafunc.parametrize("lesson", cases, indirect=True, scope="module")


class Lesson:
    """One saved lesson, in the pieces a test asks for. As a student's it has no answers and no notes for teachers."""

    def __init__(self, path, student=False):
        self.path, self.student = path, student
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


@pytest.fixture(scope="session")
def student_set(tmp_path_factory):
    """Return the folder of the student set."""
    folder = tmp_path_factory.mktemp("student-notebooks")
    students.write(ROOT / "notebooks", folder)
    return folder


@pytest.fixture(scope="module")
def lesson(request):
    path, student = request.param
    return Lesson(request.getfixturevalue("student_set") / path.name if student else path, student)


@pytest.fixture(scope="module")
def lessons_by_name():
    """Return each lesson by the name of its file, for a test of one of them."""
    return {path.stem: Lesson(path) for path in LESSONS}
