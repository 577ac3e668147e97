"""Which tests does a change concern? Those that stand where the changed file stands, and those that name it.

The tests mirror the library, so the map is made of paths and not of a list:

    src/ketlessons/models/receptor/block.py    tests/models/receptor/, and the files that lie in tests/models/ itself
    deploy/hub/kethub/people/roles.py          tests/deploy/people/, and the files that lie in tests/deploy/ itself
    tests/models/receptor/test_block.py        itself; a conftest.py: all beside and below it
    data/..., notebooks/...                    who reads them: see `READERS`
    anything else                              the test files that name it

A folder that is not there gives way to the one above it. A test that is repeated for every figure or lesson runs for
those that changed; but where a file changed that others use, it runs for all. What is read across the floors is seen by
`make test` alone.

`make quick` calls this; with `-p changed` it is the plugin that leaves cases out.
"""

from __future__ import annotations

import json
import re
import types
from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePosixPath

import pytest
from repository import git

#: Folders without a mirror among the tests, and the tests that read what is in them.
READERS = {
    "data/questions": ("tests/quiz",),
    "data/bank": ("tests/quiz",),
    "data/tasks": ("tests/lessons",),
    "data/by_ear": ("tests/lessons/test_by_ear.py",),
    "data": ("tests/evidence", "tests/published"),
    "notebooks": ("tests/lessons",),
}
#: Looks at every file there is.
ALWAYS = "tests/project/test_agreement.py"
#: Folders that the tests mirror, and where: the library's floors stand among the tests themselves.
LIBRARY = PurePosixPath("src/ketlessons")
MIRRORED = {LIBRARY: (), PurePosixPath("deploy/hub/kethub"): ("deploy",)}
OPTION = "--changed"
#: A file of tests -> the names that changed, and the names beside them. The name "" stands for the whole file.
Chosen = dict[str, tuple[set[str], set[str]]]
WHOLE: tuple[set[str], set[str]] = ({""}, set())


def changed_files(root: Path) -> list[str]:
    """Return what differs from where the branch left main, or on main itself from the last commit; new files too."""
    base = "HEAD"
    for trunk in ("main", "origin/main"):
        if git(root, "for-each-ref", f"refs/heads/{trunk}", f"refs/remotes/{trunk}"):
            base = git(root, "merge-base", "HEAD", trunk).strip()
            break
    differs = git(root, "diff", "--name-only", "--no-renames", "-z", base)
    new = git(root, "ls-files", "--others", "--exclude-standard", "-z")
    return sorted({name for name in (differs + new).split("\0") if name})


def tests_for(changed: list[str], root: Path) -> Chosen:
    """Return the test files that a change concerns, each with the names for which its tests may be repeated."""
    found: Chosen = {}
    for name in changed:
        for file, (own, beside) in _tests_for_one(PurePosixPath(name), root):
            before = found.get(file, (set(), set()))
            found[file] = (before[0] | own, before[1] | beside)
    if changed and (root / ALWAYS).is_file():
        found[ALWAYS] = WHOLE
    return dict(sorted(found.items()))


def _tests_for_one(path: PurePosixPath, root: Path) -> Iterator[tuple[str, tuple[set[str], set[str]]]]:
    if path.parts[0] == "tests":
        yield from ((file, WHOLE) for file in _of_a_test(path, root))
    elif reader := next((folder for folder in READERS if path.is_relative_to(folder)), None):
        # Tables refer to one another; lessons do not.
        names = WHOLE if reader == "data" else _names(path, root / reader)
        yield from ((file, names) for folder in READERS[reader] for file in _below(root / folder, root))
    elif mirror := _mirror(path, root):
        names = _names(path, root.joinpath(*path.parts[:3]))
        yield from ((file, names) for file in mirror)
    else:
        yield from ((file, WHOLE) for file in _naming(path, root))


def _of_a_test(path: PurePosixPath, root: Path) -> list[str]:
    """Return the tests that a file of the tests is, serves, or is named by."""
    if path.name == "conftest.py":
        return _below(root / path.parent, root)
    if path.name.startswith("test_"):
        return [str(path)] if (root / path).is_file() and _headless(path) else []
    return _naming(path, root)


def _mirror(path: PurePosixPath, root: Path) -> list[str]:
    """Return the tests in the folder of a file of the library, and those that lie in the folders above it."""
    inside = next((folder for folder in MIRRORED if path.is_relative_to(folder)), None)
    if inside is None:
        return []
    parts = (*MIRRORED[inside], *path.relative_to(inside).parts[:-1])
    while parts and not root.joinpath("tests", *parts).is_dir():
        parts = parts[:-1]
    if not parts:
        return []
    above = [root.joinpath("tests", *parts[:depth]) for depth in range(1, len(parts))]
    beside = [file for folder in above for file in folder.glob("test_*.py")]
    return [*_below(root.joinpath("tests", *parts), root), *(file.relative_to(root).as_posix() for file in beside)]


def _below(folder: Path, root: Path) -> list[str]:
    files = (PurePosixPath(file.relative_to(root).as_posix()) for file in sorted(folder.rglob("test_*.py")))
    return [str(file) for file in files if _headless(file)]


def _headless(path: PurePosixPath) -> bool:
    return path.parts[:2] not in (("tests", "browser"), ("tests", "hub"))


def _names(path: PurePosixPath, folder: Path) -> tuple[set[str], set[str]]:
    """Return the name of a changed file, and the names of all files of its kind in a folder."""
    return {path.stem}, {file.stem for file in folder.rglob(f"*{path.suffix}")}


def _naming(path: PurePosixPath, root: Path, seen: frozenset[PurePosixPath] = frozenset()) -> list[str]:
    """Return the tests that name a file, or import it, or whose helpers do."""
    pattern, found = _name(path), set()
    for file in sorted((root / "tests").rglob("*.py")):
        mine = PurePosixPath(file.relative_to(root).as_posix())
        if mine in {path, *seen} or not _headless(mine) or not pattern.search(_text(file)):
            continue
        if mine.name.startswith("test_") or mine.name == "conftest.py":
            found.update(_of_a_test(mine, root))
        else:
            found.update(_naming(mine, root, seen | {path}))
    return sorted(found)


def _name(path: PurePosixPath) -> re.Pattern[str]:
    """Return the pattern of what a test writes to name a file: its name, or an import of it."""
    ways = [rf"(?<![\w.-]){re.escape(path.name)}(?![\w-])"]
    if path.name == "__init__.py":
        ways = [rf"^\s*import {'.'.join(path.parts[1:-1])}$"]
    elif path.name == "__main__.py":
        ways = [rf"\"{'[.]'.join(path.parts[1:-1])}\""]
    elif path.suffix == ".py":
        parts = path.with_suffix("").parts
        *above, last = parts[1:] if parts[0] == "src" else parts[-1:]
        parent = re.escape(".".join(above))
        ways.append(rf"^\s*(?:import|from) {parent + '[.]' if parent else ''}{last}\b")
        if parent:
            ways.append(rf"^\s*from {parent} import [^\n]*\b{last}\b")
    return re.compile("|".join(ways), re.MULTILINE)


@cache
def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


# The plugin -------------------------------------------------------------------------------------------------------


def as_option(chosen: Chosen) -> list[str]:
    """Return the files and the option by which pytest is told what `tests_for` found."""
    told = {file: [sorted(own), sorted(beside)] for file, (own, beside) in chosen.items() if beside}
    return [*chosen, "-p", "changed", OPTION, json.dumps(told)]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take what changed, and what stands beside it, for each file of tests."""
    parser.addoption(OPTION, type=json.loads, default={}, metavar="JSON", help="what changed, by file of tests")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the cases of what stands beside a changed file, if that file is a case like them."""
    dropped: set[pytest.Item] = set()
    for file, (own, beside) in config.getoption(OPTION).items():
        here = {item: cases(item) for item in items if item.path == config.rootpath / file}
        if set(own) <= set().union(*here.values()):
            dropped |= {item for item, names in here.items() if names & set(beside) and not names & set(own)}
    if dropped:
        config.hook.pytest_deselected(items=list(dropped))
        items[:] = [item for item in items if item not in dropped]


def cases(item: pytest.Item) -> set[str]:
    """Return the names of the values for which a test is repeated: of a file without its ending, else its own."""
    values = item.callspec.params.values() if hasattr(item, "callspec") else ()
    return {name for value in values for name in called(value)}


def called(value: object) -> set[str]:
    """Return the names of a value: none, its own, or of a tuple those of its parts, as of a lesson and its reader."""
    if isinstance(value, tuple):
        return {name for part in value for name in called(part)}
    if isinstance(value, Path):
        return {value.stem}
    if isinstance(value, types.FunctionType | types.ModuleType):
        return {value.__name__.rpartition(".")[2]}
    return {value} if isinstance(value, str) else set()
