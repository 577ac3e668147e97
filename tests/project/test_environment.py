"""Does .venv belong to its folder, whatever is copied, moved, taken away or interrupted? With a pip that pretends."""

import contextlib
import json
import os
import shutil
import sys
from pathlib import Path

import beforehand
import environment as looking
import making
import pytest
from downloads import not_downloaded

ROOT = Path(__file__).parents[2]
OFFLINE = "Max retries exceeded with url: /simple/ (Caused by NewConnectionError('Connection refused'))"


class Pip:
    """Runs programs as `run` does, but for venv, which leaves pip out, and pip, which writes what pip would."""

    def __init__(self):
        self.commands: list[str] = []
        self.fails: str | type[BaseException] | None = None
        self.half = False

    def __call__(self, *command, cwd, **variables):
        words = [str(word) for word in command]
        if "venv" in words:
            self.commands.append("venv")
            return looking.run(*words, "--without-pip", cwd=cwd)
        if "pip" not in words:
            return looking.run(*words, cwd=cwd)
        self.commands.append(words[-1])
        (place,) = [*cwd.glob(".venv/lib/python*/site-packages"), *cwd.glob(".venv/Lib/site-packages")]
        if self.half:
            (place / "half-a-package").mkdir(exist_ok=True)
        if isinstance(self.fails, str):
            return 1, self.fails
        if self.fails:
            raise self.fails
        # As hatchling writes it: the path in UTF-8, which not every system reads as such.
        (place / "_editable_impl_ketlessons.pth").write_text(str(cwd / "src"), encoding="utf-8")
        return 0, ""


class Course:
    """A small checkout, what make does in it, and what it says."""

    def __init__(self, root: Path, pip: Pip, capsys):
        self.root, self.pip, self.capsys = root, pip, capsys

    def make(self, *words: str) -> str:
        self.pip.commands.clear()
        self.code = making.main(list(words), self.root)
        return self.capsys.readouterr().out

    def right(self, *extras: str) -> bool:
        return looking.Environment(self.root).check(set(extras))

    def at(self, root: Path) -> "Course":
        return Course(root, self.pip, self.capsys)

    def stamp(self, **changes) -> None:
        file = self.root / ".venv" / looking.STAMP
        file.write_text(json.dumps(json.loads(file.read_text()) | changes))

    def finds(self, **variables) -> str:
        """Return where the environment's own Python finds the lessons."""
        own = looking.Environment(self.root).own
        ask = "import ketlessons; print(ascii(ketlessons.__file__))"
        with pytest.MonkeyPatch.context() as patch:
            patch.delenv("PYTHONPATH", raising=False)
            code, said = looking.run(own, "-c", ask, cwd=self.root, **variables)
        assert code == 0, said
        return said.strip()

    def left(self) -> list[str]:
        return sorted(path.name for path in self.root.glob(".venv*") if path.name != ".venv-lock")


@pytest.fixture
def course(tmp_path, monkeypatch, capsys) -> Course:
    root = tmp_path / "Kürs für alle 2026"
    (root / "src/ketlessons").mkdir(parents=True)
    (root / "src/ketlessons/__init__.py").touch()
    for name in ("pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, root / name)
    pip = Pip()
    monkeypatch.setattr(making, "run", pip)
    return Course(root, pip, capsys)


@pytest.fixture
def made(course) -> Course:
    course.make()
    assert course.code == 0
    assert course.right()
    return course


def test_the_first_time_all_is_made_and_the_second_time_nothing_is_run(course):
    assert "Making the environment" in course.make()
    assert course.pip.commands == ["venv", "."]
    assert course.make() == ""
    assert course.pip.commands == []
    assert course.left() == [".venv"]


@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
def test_a_folder_with_spaces_and_umlauts_works_on_a_system_that_knows_only_ascii(made, locale):
    assert made.finds(LC_ALL=locale) == ascii(str(made.root / "src/ketlessons/__init__.py"))


def test_a_copied_course_runs_its_own_code(made):
    copy = made.at(made.root.with_name("next year"))
    shutil.copytree(made.root, copy.root, symlinks=True)
    said = copy.make()
    assert str(made.root) in said
    assert "another folder" in said
    assert copy.finds() == ascii(str(copy.root / "src/ketlessons/__init__.py"))
    assert copy.right()
    assert made.right()


def test_a_moved_course_is_noticed(made):
    moved = made.at(made.root.with_name("moved"))
    made.root.rename(moved.root)
    assert not moved.right()
    assert "another folder" in moved.make()
    assert moved.right()


def test_another_name_for_the_same_folder_is_not_another_folder(made):
    with contextlib.suppress(OSError):
        link = made.root.with_name("link")
        link.symlink_to(made.root)
        assert made.at(link).right()
        assert made.at(link).make() == ""


def break_python(course: Course) -> None:
    own = looking.Environment(course.root).own
    own.unlink()
    own.write_bytes(b"a program for another machine")
    own.chmod(0o755)


CHANGES = {
    "Python is gone": (lambda c: looking.Environment(c.root).own.unlink(), "is gone, or does not start"),
    "Python does not start": (break_python, "is gone, or does not start"),
    "another system": (lambda c: c.stamp(system="win32 AMD64"), "made on win32 AMD64, and this is"),
    "another system, and dead": (lambda c: (c.stamp(system="linux s390x"), break_python(c)), "made on linux s390x"),
    "a newer Python in its place": (lambda c: c.stamp(packages=".cpython-310.so", version="3.10"), "with Python 3.10,"),
    "no stamp": (lambda c: (c.root / ".venv" / looking.STAMP).unlink(), "not whole"),
    "half a stamp": (lambda c: (c.root / ".venv" / looking.STAMP).write_text('{"folder": "'), "not whole"),
    "a stamp of something else": (lambda c: (c.root / ".venv" / looking.STAMP).write_text("[1]"), "not whole"),
    "an older stamp": (lambda c: (c.root / ".venv" / looking.STAMP).write_text('{"folder": "x"}'), "not whole"),
    "not finished": (lambda c: (c.root / ".venv" / looking.STAMP).write_text('{"unfinished": true}'), "not whole"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_no_longer_fits_is_said_and_made_anew(made, change):
    alter, words = CHANGES[change]
    alter(made)
    assert not made.right()
    said = made.make()
    assert words in said
    assert "anew" in said
    assert made.pip.commands == ["venv", "."]
    assert made.right()


def test_another_python_counts_only_if_it_was_named(made):
    made.stamp(python=str(made.root / "another/python"))
    assert made.make() == ""
    assert "another Python was named" in made.make("--named")
    assert made.make("--named") == ""


def edit(course: Course, name: str, old: str, new: str) -> None:
    text = (course.root / name).read_text(encoding="utf-8")
    assert old in text
    (course.root / name).write_text(text.replace(old, new), encoding="utf-8")


def test_new_needs_are_installed_without_making_all_anew(made):
    made.make("test")
    assert made.pip.commands == [".[test]"]
    assert made.right("test")
    assert made.right()
    edit(made, "constraints.txt", "numpy==", "numpy===")
    assert "has changed" in made.make()
    assert made.pip.commands == [".[test]"], "what was there for the tests stays up to date too"
    edit(made, "pyproject.toml", '"numpy>=2.0"', '"numpy>=2.1"')
    made.make()
    assert made.pip.commands == [".[test]"]


def test_what_does_not_concern_the_environment_installs_nothing(made):
    edit(made, "pyproject.toml", "line-length = 120", "line-length = 100")
    (made.root / "constraints.txt").touch()
    assert made.make() == ""


def test_an_unfinished_merge_is_named_as_such(made):
    (made.root / "pyproject.toml").write_text("<<<<<<< HEAD\n")
    assert "pyproject.toml cannot be read" in made.make()
    assert made.code == 1
    assert made.left() == [".venv"]


# Interruptions ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fails", "words", "code"),
    [(KeyboardInterrupt, "Interrupted", 130), (OFFLINE, "There is no network", 1), ("error: odd", "error: odd", 1)],
)
def test_a_first_installation_that_breaks_off_leaves_nothing_in_the_way(course, fails, words, code):
    course.pip.fails = fails
    assert words in course.make()
    assert course.code == code
    assert course.left() == []
    course.pip.fails = None
    course.make()
    assert course.right()


@pytest.mark.parametrize("fails", [KeyboardInterrupt, OFFLINE])
def test_the_old_environment_comes_back_if_the_new_one_fails(made, fails):
    made.stamp(python="another")
    before = (made.root / ".venv" / looking.STAMP).read_text()
    made.pip.fails = fails
    made.make("--named")
    assert (made.root / ".venv" / looking.STAMP).read_text() == before
    assert made.left() == [".venv"]
    assert made.right(), "without the new name the old environment still serves"


@pytest.mark.parametrize("fails", [KeyboardInterrupt, OFFLINE])
def test_an_environment_into_which_nothing_came_still_serves(made, fails):
    made.pip.fails = fails
    made.make("test")
    assert made.code != 0
    assert made.right()
    assert not made.right("test")


@pytest.mark.parametrize("fails", [KeyboardInterrupt, "error: the disk is full"])
def test_an_environment_with_half_a_package_does_not(made, fails):
    made.pip.fails, made.pip.half = fails, True
    made.make("test")
    assert not made.right()
    made.pip.fails, made.pip.half = None, False
    assert "not whole" in made.make()
    assert made.right()


@pytest.mark.parametrize("done", [True, False])
def test_a_run_that_was_killed_is_cleared_up(made, done):
    old, new = made.root / ".venv-before", made.root / ".venv"
    if done:
        shutil.copytree(new, old, symlinks=True)
    else:
        new.rename(old)
        new.mkdir()
        (new / looking.STAMP).write_text('{"unfinished": true}')
    assert not made.right()
    made.make()
    assert made.pip.commands == []
    assert made.left() == [".venv"]
    assert made.right()


def test_an_environment_of_somebody_elses_is_kept(course):
    (course.root / ".venv").mkdir()
    (course.root / ".venv/precious").touch()
    assert ".venv-kept-1" in course.make()
    assert (course.root / ".venv-kept-1/precious").exists()
    assert course.right()


# The right cause ----------------------------------------------------------------------------------


def test_a_folder_that_cannot_be_written_to_is_told_as_such(made, monkeypatch):
    def refuse(dir):
        raise PermissionError(13, "Permission denied", str(dir))

    monkeypatch.setattr(beforehand.tempfile, "TemporaryFile", refuse)
    said = made.make("test")
    assert str(made.root) in said
    assert "cannot be written to (Permission denied)" in said
    assert "apt install" not in said
    assert made.make() == "", "where nothing is to be done, nobody needs to write"
    assert made.code == 0


def test_a_python_without_the_venv_package_is_told_as_such(made, monkeypatch):
    monkeypatch.setattr(making.importlib.util, "find_spec", lambda name: None)
    made.stamp(folder="/elsewhere")
    assert f"apt install python{sys.version_info[0]}.{sys.version_info[1]}-venv" in made.make()
    assert made.left() == [".venv"]


def test_two_at_once_wait_for_each_other(course):
    fcntl = pytest.importorskip("fcntl", reason="Windows refuses to replace what is in use")
    waited = []

    def flock(file, how):
        waited.append(how)
        if how & fcntl.LOCK_NB:
            raise BlockingIOError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fcntl, "flock", flock)
        assert "Another make is at work" in course.make()
    assert waited == [fcntl.LOCK_EX | fcntl.LOCK_NB, fcntl.LOCK_EX]


@pytest.mark.parametrize(
    ("said", "meaning"),
    [
        (OFFLINE, "There is no network"),
        ("conflicting dependencies ... Caused by NameResolutionError(getaddrinfo failed)", "There is no network"),
        ("Max retries exceeded (Caused by ProxyError('Cannot connect to proxy.', NewConnectionError()))", "The proxy"),
        (
            "No matching distribution ... SSLError(SSLCertVerificationError(1, 'CERTIFICATE_VERIFY_FAILED'",
            "certificate",
        ),
        ("ReadTimeoutError: HTTPSConnectionPool(): Read timed out.", "too slow"),
        ("ProtocolError: ('Connection broken: IncompleteRead(3 bytes read)')", "broke off"),
    ],
)
def test_a_failed_download_gets_one_sentence(said, meaning):
    assert meaning in not_downloaded(said)


@pytest.mark.parametrize(
    "said",
    [
        "No space left on device",
        "Retrying after NewConnectionError ... error: a compiler is missing",
        "No matching distribution",
    ],
)
def test_what_is_not_the_networks_fault_is_not_blamed_on_it(said):
    assert not_downloaded(said) is None


# Which Python -------------------------------------------------------------------------------------

FAKE = """#!/bin/sh
case "$1$2" in
  -3.12*) shift ;;
esac
case "$*" in
  *_base_executable*) {answer} ;;
  *version_info*) printf {version} ;;
  *) echo "{name}: $*" ;;
esac
"""


@pytest.fixture
def shell(tmp_path):
    """Return a function that runs tools/environment.sh among fake Pythons, given by name and version."""
    if os.name == "nt":
        pytest.skip("the fake Pythons are shell scripts")
    root, programs = tmp_path / "course", tmp_path / "programs"
    (root / "tools").mkdir(parents=True)
    programs.mkdir()
    shutil.copy(ROOT / "tools/environment.sh", root / "tools")
    (programs / "dirname").symlink_to(shutil.which("dirname"))

    def run(pythons: dict[str, str], *extras: str, **variables: str) -> tuple[int, str]:
        for name, version in pythons.items():
            path = root / name if "/" in name else programs / name
            path.parent.mkdir(parents=True, exist_ok=True)
            old = tuple(map(int, version.split("."))) < (3, 11) if version else None
            answer = {None: "exit 127", True: "exit 3", False: f"printf '%s' '{path}'"}[old]
            path.write_text(FAKE.format(answer=answer, version=version, name=name))
            path.chmod(0o755)
        given = {"PATH": str(programs), "PYTHON": "", "OS": "", **variables}
        return looking.run("/bin/sh", "tools/environment.sh", *extras, cwd=root, **given)

    return run


@pytest.mark.parametrize(
    ("pythons", "chosen"),
    [
        ({"python3": "3.11.2"}, "python3"),
        ({"python3": "3.9.18", "python3.12": "3.12.0", "python3.13": "3.13.1"}, "python3.13"),
        ({"python3": "", "python3.14": "", "python": "3.11.0"}, "python"),
        ({"py": "3.12.4"}, "py"),
    ],
)
def test_the_first_python_that_is_new_enough_is_taken(shell, pythons, chosen):
    assert shell(pythons, "test") == (0, f"{chosen}: -E -s tools/making.py test\n")


def test_an_environment_that_is_right_is_all_that_runs(shell):
    # The fake one succeeds when it is asked, and what it says then is not for the terminal.
    code, said = shell({".venv/bin/python": "3.12.0", "python3": "3.11.0"}, "test")
    assert code == 0
    assert said == ".venv/bin/python: -I tools/environment.py test\n"


@pytest.mark.parametrize(
    ("pythons", "named", "words"),
    [
        ({"python3": "3.11.2", "old": "3.9.18"}, "old", "old is Python 3.9.18, and the lessons need Python 3.11"),
        ({"python3": "3.11.2", "ancient": "2.7.18"}, "ancient", "is Python 2.7.18"),
        ({"python3": "3.11.2"}, "nowhere", "PYTHON=nowhere does not start a Python"),
        ({"python3": "3.11.2", "shim": ""}, "shim", "PYTHON=shim does not start a Python"),
        ({"python3": "3.9.1"}, "", "Python 3.11 or newer was not found"),
    ],
)
def test_a_python_that_will_not_do_is_refused_before_anything_is_changed(shell, pythons, named, words):
    code, said = shell(pythons, PYTHON=named)
    assert code == 1
    assert words in said
    assert "making.py" not in said


@pytest.mark.parametrize("named", ["./my pythons/python", "py -3.12"])
def test_a_named_python_may_be_a_path_with_spaces_or_a_command_with_a_word(shell, named):
    name = named.removeprefix("./").removesuffix(" -3.12")
    code, said = shell({name: "3.12.1"}, "test", PYTHON=named)
    assert (code, said) == (0, f"{name}: -E -s tools/making.py --named test\n")
