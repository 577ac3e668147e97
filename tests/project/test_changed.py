"""Does `make quick` run the tests that a change concerns, and not those that it does not?"""

import json
import subprocess
import sys
from types import SimpleNamespace

import changed
import pytest
from repository import ROOT, git

FILES = (
    "src/ketlessons/figures/receptor/block_curve.py",
    "src/ketlessons/figures/receptor/pen.py",
    "src/ketlessons/figures/dose/route_race.py",
    "src/ketlessons/models/receptor/block.py",
    "src/ketlessons/publish/__init__.py",
    "src/ketlessons/publish/site.py",
    "src/ketlessons/guide.py",
    "deploy/hub/kethub/people/roles.py",
    "deploy/hub/kethub/names.py",
    "data/regimens.csv",
    "data/questions/02-a.json",
    "notebooks/02-a.ipynb",
    "notebooks/04-b.ipynb",
    "tools/making.py",
    "README.md",
    "tests/browser/test_access.py",
    "tests/deploy/test_names.py",
    "tests/deploy/people/test_roles.py",
    "tests/evidence/test_facts.py",
    "tests/published/dose/test_sets.py",
    "tests/quiz/test_view.py",
    "tests/figures/receptor/test_block_curve.py",
    "tests/figures/dose/test_route_race.py",
    "tests/models/test_bad_input.py",
    "tests/models/receptor/test_block.py",
    "tests/models/dose/test_decay.py",
)
TEXTS = {
    "tests/figures/conftest.py": "if 0:\n    from pictures import read_svg\n",
    "tests/figures/test_sweep.py": "import pytest\n\n"
    "NAMES = ('block_curve', 'route_race')\n\n\n"
    "@pytest.mark.parametrize('name', NAMES)\ndef test_draws(name):\n    pass\n\n\n"
    "@pytest.mark.parametrize('other', ['x'])\n@pytest.mark.parametrize('name', NAMES)\n"
    "def test_moves(name, other):\n    pass\n\n\ndef test_all():\n    pass\n",
    "tests/lessons/conftest.py": "from ketlessons.publish import other, site\n",
    "tests/lessons/test_contract.py": "",
    "tests/project/test_agreement.py": "def test_all():\n    pass\n",
    "tests/project/test_making.py": "import making\nimport repository\n",
    "tests/project/test_readme.py": "read('README.md')\n",
    "tests/project/test_server.py": "from ketlessons import ask, guide\n",
    "tests/support/pictures.py": "import strokes\n",
    "tests/support/strokes.py": "",
}
FIGURES = ["figures/dose/test_route_race", "figures/receptor/test_block_curve", "figures/test_sweep"]
LESSONS = ["lessons/test_contract"]
#: A changed file, and the tests that it concerns beside the one that looks at every file.
CONCERNS = {
    "tests/models/receptor/test_block.py": ["models/receptor/test_block"],
    "src/ketlessons/models/receptor/block.py": ["models/receptor/test_block", "models/test_bad_input"],
    "src/ketlessons/models/receptor/new.py": ["models/receptor/test_block", "models/test_bad_input"],
    # No folder of its own among the tests: the one above.
    "src/ketlessons/models/onset/fit.py": [
        "models/dose/test_decay", "models/receptor/test_block", "models/test_bad_input",
    ],
    "src/ketlessons/figures/receptor/block_curve.py": ["figures/receptor/test_block_curve", "figures/test_sweep"],
    "deploy/hub/kethub/people/roles.py": ["deploy/people/test_roles", "deploy/test_names"],
    "deploy/hub/kethub/names.py": ["deploy/people/test_roles", "deploy/test_names"],
    "data/regimens.csv": ["evidence/test_facts", "published/dose/test_sets"],
    "data/questions/02-a.json": ["quiz/test_view"],
    "data/tasks/02-a.json": LESSONS,
    "notebooks/02-a.ipynb": LESSONS,
    # What serves tests concerns those that it serves, however far away.
    "tests/figures/conftest.py": FIGURES,
    "tests/support/pictures.py": FIGURES,
    "tests/support/strokes.py": FIGURES,
    # What has no mirror concerns who names it.
    "src/ketlessons/publish/site.py": LESSONS,
    "src/ketlessons/guide.py": ["project/test_server"],
    "tools/making.py": ["project/test_making"],
    "tools/king.py": [],
    "README.md": ["project/test_readme"],
    "docs/README.md.txt": [],
    "tests/browser/test_access.py": [],
    "tests/models/test_gone.py": [],
}  # fmt: skip


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A small house, with a library, data, lessons and tests."""
    root = tmp_path_factory.mktemp("house")
    for name, text in {**dict.fromkeys(FILES, ""), **TEXTS}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


@pytest.mark.parametrize("name", CONCERNS)
def test_a_change_concerns_the_tests_in_its_place_or_those_that_name_it(house, name):
    found = changed.tests_for([name], house)
    assert sorted(found) == sorted([changed.ALWAYS, *(f"tests/{test}.py" for test in CONCERNS[name])])


def test_no_change_concerns_nothing(house):
    assert changed.tests_for([], house) == {}


BLOCK, ROUTE, PEN = (
    f"src/ketlessons/figures/{name}.py" for name in ("receptor/block_curve", "dose/route_race", "receptor/pen")
)
EVERY = ["block_curve", "route_race x", ""]
#: Changed files, a file of tests that is repeated for some values, and which of them run.
RUN = [
    ([BLOCK], "tests/figures/test_sweep.py", EVERY, ["block_curve", ""]),
    ([ROUTE], "tests/figures/test_sweep.py", EVERY, ["route_race x", ""]),
    ([BLOCK, ROUTE], "tests/figures/test_sweep.py", EVERY, EVERY),
    ([BLOCK, "tests/figures/test_sweep.py"], "tests/figures/test_sweep.py", EVERY, EVERY),
    # Not a case itself, so it may be used by all.
    ([PEN], "tests/figures/test_sweep.py", EVERY, EVERY),
    ([BLOCK, PEN], "tests/figures/test_sweep.py", EVERY, EVERY),
    (["notebooks/02-a.ipynb"], "tests/lessons/test_contract.py", ["02-a", "04-b"], ["02-a"]),
    (["data/regimens.csv"], "tests/evidence/test_facts.py", ["regimens", "claims"], ["regimens", "claims"]),
]


@pytest.mark.parametrize(("names", "file", "cases", "run"), RUN)
def test_a_repeated_test_runs_for_what_changed_unless_all_may_have(house, names, file, cases, run):
    *_, told = changed.as_option(changed.tests_for(names, house))
    items = [Item(house / file, case) for case in cases]
    config = SimpleNamespace(
        rootpath=house, getoption=lambda _: json.loads(told), hook=SimpleNamespace(pytest_deselected=lambda items: None)
    )
    changed.pytest_collection_modifyitems(config, items)
    assert [item.case for item in items] == run


class Item:
    """A test of a file, repeated for some values or not."""

    def __init__(self, path, case):
        self.path, self.case = path, case
        if case:
            self.callspec = SimpleNamespace(params=dict(enumerate(case.split())))


def test_files_functions_and_words_are_known_by_their_names(house):
    assert changed.called(house / "notebooks/02-a.ipynb") == {"02-a"}
    assert changed.called(changed.tests_for) == {"tests_for"}
    assert changed.called(changed) == {"changed"}
    assert changed.called("block_curve") == {"block_curve"}
    assert changed.called((house / "notebooks/02-a.ipynb", ("block_curve", True))) == {"02-a", "block_curve"}
    assert changed.called(3) == set()


def test_a_lesson_that_changed_runs_no_case_of_another():
    """The course's own tests of lessons, whose cases are what their conftest makes of a notebook."""
    lessons = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
    mine, *others = lessons[2], *lessons[:2], *lessons[3:]
    tests = changed.tests_for([f"notebooks/{mine}.ipynb"], ROOT)
    kept = {file: tests[file] for file in ("tests/lessons/test_publish.py", "tests/lessons/test_contract.py")}
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider"]
    found = subprocess.run([*command, *changed.as_option(kept)], cwd=ROOT, capture_output=True, text=True, check=True)
    ran = [line for line in found.stdout.splitlines() if "::" in line]
    assert any("test_contract.py::test_" in line and mine in line for line in ran)
    assert any("test_publish.py::test_" in line and mine in line for line in ran)
    assert [line for line in ran if any(other in line for other in others)] == []


def test_pytest_takes_what_it_is_told(house):
    tests = changed.tests_for([BLOCK], house)
    ask = ["--collect-only", "-q", "-p", "no:cacheprovider", f"--rootdir={house}", *changed.as_option(tests)]
    command = [sys.executable, "-m", "pytest", "-c", str(ROOT / "pyproject.toml"), *ask]
    found = subprocess.run(command, cwd=house, capture_output=True, text=True, check=True).stdout
    ran = [line.partition("::test_")[2] for line in found.splitlines() if "test_sweep.py::" in line]
    assert ran == ["draws[block_curve]", "moves[block_curve-x]", "all"]


def test_what_changed_is_all_since_the_branch_left_main(tmp_path):
    def write(*names):
        for name in names:
            (tmp_path / name).write_text("new")

    git(tmp_path, "init", "-q", "-b", "main")
    write("kept", "edited", "deleted", "old name", ".gitignore")
    (tmp_path / ".gitignore").write_text("ignored")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "before")
    assert changed.changed_files(tmp_path) == []
    git(tmp_path, "switch", "-q", "-c", "mine")
    write("committed", "with ümlaut")
    git(tmp_path, "add", "-A")
    git(tmp_path, "mv", "old name", "new name")
    git(tmp_path, "commit", "-q", "-m", "mine")
    (tmp_path / "edited").write_text("otherwise")
    (tmp_path / "deleted").unlink()
    write("untracked", "ignored")
    everything = ["committed", "deleted", "edited", "new name", "old name", "untracked", "with ümlaut"]
    assert changed.changed_files(tmp_path) == everything
    # What main has got meanwhile is not one's own.
    git(tmp_path, "stash", "-q")
    git(tmp_path, "switch", "-q", "main")
    write("of another")
    git(tmp_path, "add", "of another")
    git(tmp_path, "commit", "-q", "-m", "of another")
    git(tmp_path, "switch", "-q", "mine")
    assert "of another" not in changed.changed_files(tmp_path)


def test_a_clone_without_a_branch_main_compares_with_the_last_commit(tmp_path):
    git(tmp_path, "init", "-q", "-b", "trunk")
    (tmp_path / "a").write_text("new")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "a")
    (tmp_path / "b").write_text("new")
    assert changed.changed_files(tmp_path) == ["b"]
