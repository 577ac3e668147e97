"""Do the files around the lessons agree with one another? Versions, names, licences, commands and links."""

import datetime
import re
import runpy
import sys
from collections import Counter
from importlib import metadata
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version
from repository import DECLARED, EXTRAS, PROJECT, PYPROJECT, ROOT, RUNTIME, links, read, repository_files

import ketlessons
from ketlessons.evidence.facts import STATUS_WORDS

#: Distributions that conda-forge calls by another name.
CONDA_NAMES = {"matplotlib": "matplotlib-base"}
#: What environment.yml holds besides the run-time dependencies: enough to check a lesson.
CONDA_TEST_TOOLS = {"pytest", "nbval"}


PIN_LINES = [line for line in read("constraints.txt").splitlines() if line and not line.startswith("#")]
_MARKER = r'; (python_full_version|python_version|sys_platform) (==|!=|<|>=) "[a-z0-9.]+"'
PIN = re.compile(rf"[A-Za-z0-9][A-Za-z0-9._-]*==[0-9][A-Za-z0-9.]*({_MARKER})?")


def pins() -> dict[str, list[Requirement]]:
    """Return the lines of constraints.txt by name; a name has several lines if their markers differ."""
    found: dict[str, list[Requirement]] = {}
    for line in PIN_LINES:
        one = Requirement(line)
        found.setdefault(canonicalize_name(one.name), []).append(one)
    return found


def pinned(name: str) -> Version:
    """Return the version that holds for this interpreter."""
    holding = [one for one in pins()[canonicalize_name(name)] if one.marker is None or one.marker.evaluate()]
    (one,) = holding
    (exact,) = one.specifier
    return Version(exact.version)


def text_of(path: Path) -> str | None:
    """Return a file's text without embedded pictures, or None for a file that is not text."""
    raw = path.read_bytes()
    if b"\0" in raw:
        return None
    return re.sub(r"[A-Za-z0-9+/]{200,}={0,2}", "PICTURE", raw.decode("utf-8"))


# Dependencies -------------------------------------------------------------------------------------


def test_constraints_hold_names_and_versions_only():
    for line in PIN_LINES:
        assert PIN.fullmatch(line), line
    names = [re.split("==", line)[0].lower() for line in PIN_LINES]
    assert names == sorted(names), "constraints.txt is in alphabetical order"


def test_every_name_is_pinned_once_for_this_interpreter():
    for name, lines in pins().items():
        assert len(lines) == 1 or all(one.marker for one in lines), name
        assert sum(one.marker is None or one.marker.evaluate() for one in lines) <= 1, name


@pytest.mark.parametrize("requirement", DECLARED, ids=lambda one: one.name)
def test_every_dependency_is_pinned_within_its_bound(requirement):
    assert requirement.specifier, f"{requirement.name} has no lower bound in pyproject.toml"
    assert canonicalize_name(requirement.name) in pins(), requirement.name
    assert requirement.specifier.contains(pinned(requirement.name), prereleases=True), requirement


def test_what_the_dependencies_need_is_pinned_too():
    # Walk from what pyproject.toml names through what is installed here; other versions may have other needs.
    missing, seen = set(), set()
    todo = [(canonicalize_name(one.name), frozenset(one.extras)) for one in DECLARED]
    while todo:
        name, extras = todo.pop()
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        if name not in pins():
            missing.add(name)
            continue
        try:
            needs = metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            continue
        if Version(metadata.version(name)) != pinned(name):
            continue
        for one in map(Requirement, needs):
            if one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in extras | {""}):
                todo.append((canonicalize_name(one.name), frozenset(one.extras)))
    assert not missing, f"constraints.txt does not pin {sorted(missing)}"


def conda() -> tuple[dict[str, str], list[str]]:
    """Return what environment.yml asks of conda (name to specification), and of pip."""
    listed = yaml.safe_load(read("environment.yml"))["dependencies"]
    (pip,) = (entry["pip"] for entry in listed if isinstance(entry, dict))
    wanted = {}
    for entry in listed:
        if isinstance(entry, str):
            name, _, specification = entry.partition(" ")
            wanted[name] = specification
    return wanted, pip


def test_conda_environment_has_the_same_set_at_the_same_versions():
    wanted, pip = conda()
    assert yaml.safe_load(read("environment.yml"))["name"] == PROJECT["name"]
    assert pip == ["-e ."]
    # One version by name: a range is read as "any" by the services that build a server from this file.
    assert wanted.pop("python") == PROJECT["requires-python"].replace(">=", "=")
    assert wanted.pop("pip") == ""
    names = {one.name for one in [*RUNTIME, *EXTRAS["lab"]]} | CONDA_TEST_TOOLS
    assert wanted == {CONDA_NAMES.get(name, name): f"={pinned(name)}" for name in names}
    assert {one.name for one in EXTRAS["test"]} >= CONDA_TEST_TOOLS


#: So many files are seen at a glance; where there are more, a folder is a wing with rooms. The tables are one list.
MOST_FILES = 16


def test_no_folder_holds_more_files_than_are_seen_at_a_glance():
    held = Counter(file.parent for file in repository_files())
    full = {str(folder.relative_to(ROOT)): count for folder, count in held.items() if count > MOST_FILES}
    assert full == {"data": held[ROOT / "data"]}


def test_hooks_before_a_commit_use_the_pinned_ruff():
    hooks = yaml.safe_load(read(".pre-commit-config.yaml"))["repos"][0]["hooks"]
    asked = {text for hook in hooks for text in hook.get("additional_dependencies", [])}
    assert asked == {f"ruff=={pinned('ruff')}"}


def test_oldest_python_is_the_same_everywhere():
    (bound,) = Requirement(f"x{PROJECT['requires-python']}").specifier
    assert bound.operator == ">="
    major, minor = bound.version.split(".")
    workflow = yaml.safe_load(read(".github/workflows/ci.yml"))
    versions = sorted(map(Version, workflow["jobs"]["test"]["strategy"]["matrix"]["python"]))
    assert versions[0] == Version(bound.version)
    assert f"({major}, {minor})" in read("tools/environment.sh")
    assert PYPROJECT["tool"]["ruff"]["target-version"] == f"py{major}{minor}"
    assert f"Python {major}.{minor}" in read("README.md")


def test_workflow_runs_the_command_of_the_readme_on_three_systems():
    workflow = yaml.safe_load(read(".github/workflows/ci.yml"))
    job = workflow["jobs"]["test"]
    assert {name.split("-")[0] for name in job["strategy"]["matrix"]["os"]} == {"ubuntu", "macos", "windows"}
    assert any(step.get("run", "").startswith("make test") for step in job["steps"])
    # YAML 1.1 reads the bare word "on" as true.
    assert set(workflow[True]) >= {"push", "pull_request", "schedule"}


def test_workflow_tries_the_oldest_and_the_newest_versions():
    job = yaml.safe_load(read(".github/workflows/ci.yml"))["jobs"]["versions"]
    oldest, newest = job["strategy"]["matrix"]["include"]
    assert f">={oldest['python']}" == PROJECT["requires-python"]
    # Of the direct dependencies, which are all that have a bound of ours.
    assert (oldest["resolution"], newest["resolution"]) == ("lowest-direct", "highest")
    assert newest["python"] == "3.x"
    steps = "\n".join(step.get("run", "") for step in job["steps"])
    assert "--resolution ${{ matrix.resolution }}" in steps
    assert "constraints" not in steps
    assert 'pytest tests -m "not browser and not hub"' in steps


def test_what_is_linted_stands_in_one_place():
    for title, command in runpy.run_path(str(ROOT / "tests/run.py"))["LINT"]:
        assert title
        assert Path(command[0]).parent == Path(sys.executable).parent, "a program of this environment"
    assert not re.search(r"ruff (check|format)|lint-imports", read("Makefile"))


# Names, versions and licences ---------------------------------------------------------------------


def newest_release() -> tuple[str, str]:
    """Return version and date of the top entry of the changelog."""
    head = re.compile(r"^## \[(\d+\.\d+\.\d+)\] - (\d{4}-\d{2}-\d{2})$", re.MULTILINE)
    return head.search(read("CHANGELOG.md")).groups()


def test_version_is_the_same_everywhere():
    citation = yaml.safe_load(read("CITATION.cff"))
    assert PROJECT["version"] == ketlessons.__version__ == str(citation["version"]) == newest_release()[0]
    assert PROJECT["version"] in read("LICENSE-CONTENT.md")


def test_citation_file_has_what_the_format_asks_for():
    citation = yaml.safe_load(read("CITATION.cff"))
    assert citation["cff-version"] == "1.2.0"
    assert citation["type"] in ("software", "dataset")
    assert citation["message"]
    assert citation["title"].startswith(PROJECT["name"])
    assert [set(author) for author in citation["authors"]] == [{"name"}]
    assert citation["authors"][0]["name"] == PROJECT["authors"][0]["name"]
    assert set(citation["license"]) == {"BSD-3-Clause", "CC-BY-4.0"}
    assert citation["keywords"] == PROJECT["keywords"]
    assert datetime.date.fromisoformat(str(citation["date-released"])).isoformat() == newest_release()[1]


def test_licences_are_there_and_name_the_same_holder():
    holder = PROJECT["authors"][0]["name"]
    code, content = read("LICENSE"), read("LICENSE-CONTENT.md")
    assert PROJECT["license"].split(" AND ") == ["BSD-3-Clause", "CC-BY-4.0"]
    assert PROJECT["license-files"] == ["LICENSE", "LICENSE-CONTENT.md"]
    assert code.startswith("BSD 3-Clause License\n")
    assert f"Copyright (c) 2026, {holder}" in code
    for phrase in (
        "Redistributions of source code must retain",
        "Neither the name of",
        'PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"',
    ):
        assert phrase in re.sub(r"\s+", " ", code)
    assert holder in content
    assert "https://creativecommons.org/licenses/by/4.0/legalcode" in content
    for phrase in ("BSD-3-Clause", "CC BY 4.0", "(LICENSE)", "(LICENSE-CONTENT.md)"):
        assert phrase in read("README.md")


# What no file may hold ----------------------------------------------------------------------------

# Written in pieces, so that this file does not hold what it looks for.
_HOSTS = ("py" + "pi.org", "python" + "hosted.org", "registry.npm" + "js.org", "registry.yarn" + "pkg.com",
          "anaconda" + ".org", "anaconda" + ".com", "proxy." + "golang.org")  # fmt: skip
_PLACES = ("wo" + "rk", "tm" + "p", "ro" + "ot", "ho" + "me", "Us" + "ers")
HOST = re.compile("|".join(map(re.escape, _HOSTS)), re.IGNORECASE)
# A path starts where a word, an address or a longer path does not go on; its first folder must end there.
PLACE = re.compile(
    rf"(?:(?<![\w.~:/)}}%$-])|(?<=file://))/(?:{'|'.join(_PLACES)})(?![\w.-])|\b[A-Z]:(?:\\\\?|/){_PLACES[4]}\b"
)


@pytest.mark.parametrize(
    "text",
    ["see /{}/main", "'/{}'", '"/{}/x.py"', "-e /{}\n", "(/{}/a)", "file:///{}/a", "file=/{}/a", "-I /{}/x"],
)
@pytest.mark.parametrize("place", _PLACES)
def test_the_search_finds_a_machine_path(text, place):
    assert PLACE.search(text.format(place))


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/{}/x",
        "data/{}/x",
        "./{}/x",
        "~/{}",
        "${{HOME}}/{}",
        "/{}shop/x",
        "and/{}",
        "/{}-a",
    ],
)
@pytest.mark.parametrize("place", _PLACES)
def test_the_search_leaves_addresses_and_relative_paths_alone(text, place):
    assert not PLACE.search(text.format(place))


def test_no_file_names_a_package_host_or_a_path_of_one_machine():
    found = []
    for path in repository_files():
        text = text_of(path)
        for pattern in (HOST, PLACE) if text else ():
            for hit in pattern.finditer(text):
                line = text.count("\n", 0, hit.start()) + 1
                found.append(f"{path.relative_to(ROOT).as_posix()}:{line}: {hit.group()}")
    assert not found, "\n".join(found)


# Commands and links -------------------------------------------------------------------------------

_PATTERNS = (
    "*.md",
    "docs/**/*.md",
    "deploy/*/*.md",
    "data/**/*.md",
    "benchmarks/**/*.md",
    "tests/**/*.md",
    ".github/**/*.md",
)
DOCUMENTS = sorted({path for pattern in _PATTERNS for path in ROOT.glob(pattern)})
TARGETS = set(re.findall(r"^([a-z][a-z-]*):(?!=)", read("Makefile"), re.MULTILINE))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_the_two_commands_stand_in_the_readme_and_in_the_makefile():
    blocks = "\n".join(re.findall(r"```(?:bash|sh|console)\n(.*?)```", read("README.md"), re.DOTALL))
    commands = {line.split("#")[0].strip() for line in blocks.splitlines()}
    assert {"make lab", "make test"} <= commands
    assert {"lab", "test"} <= TARGETS


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_make_command_in_the_documents_exists(document):
    text = document.read_text(encoding="utf-8")
    named = set(re.findall(r"(?:`|^|&& )make ([a-z][a-z-]*)", text, re.MULTILINE))
    assert named <= TARGETS, f"{document.name} names {sorted(named - TARGETS)}"


def test_the_conda_way_of_the_readme_is_that_of_the_environment_file():
    readme = read("README.md")
    for command in re.findall(r"^#   (.+)$", read("environment.yml"), re.MULTILINE):
        assert command in readme, command


def anchors(text: str) -> set[str]:
    """Return the anchors that the headings of a Markdown text get on a forge's page."""
    heads = re.findall(r"^#{1,6} (.+)$", re.sub(r"```.*?```", "", text, flags=re.DOTALL), re.MULTILINE)
    plain = (re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", head).strip().lower() for head in heads)
    return {re.sub(r"[^\w\- ]", "", head).replace(" ", "-") for head in plain}


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_relative_links_resolve(document):
    text = document.read_text(encoding="utf-8")
    broken = []
    for target in links(text):
        place, _, anchor = unquote(target).partition("#")
        file = document.parent / place if place else document
        heads = anchors(file.read_text(encoding="utf-8")) if file.suffix == ".md" and file.exists() else {anchor}
        if not file.exists() or (anchor and anchor not in heads):
            broken.append(target)
    assert not broken, f"{document.name}: {broken}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_picture_of_the_documents_has_alt_text(document):
    text = document.read_text(encoding="utf-8")
    assert not re.findall(r"!\[\s*\]\([^)]*\)", text)
    assert all(re.search(r'alt="[^"]+"', tag) for tag in re.findall(r"<img[^>]*>", text))


@pytest.mark.parametrize("file", ["ci.yml", "security.yml", "release.yml", "wrong-fact.yml"])
def test_forge_files_are_yaml(file):
    (path,) = (ROOT / ".github").rglob(file)
    assert yaml.safe_load(path.read_text(encoding="utf-8"))["name"]


def test_the_issue_form_asks_for_every_way_a_fact_can_be_known():
    form = yaml.safe_load(read(".github/ISSUE_TEMPLATE/wrong-fact.yml"))
    (field,) = (entry for entry in form["body"] if entry.get("id") == "read")
    assert len(field["attributes"]["options"]) == len(STATUS_WORDS)
