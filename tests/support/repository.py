"""The repository as its tests see it: files, what pyproject.toml declares, and the links of a document."""

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


PYPROJECT = tomllib.loads(read("pyproject.toml"))
PROJECT = PYPROJECT["project"]
RUNTIME = [Requirement(text) for text in PROJECT["dependencies"]]
EXTRAS = {
    name: [Requirement(text) for text in texts]
    for name, texts in PROJECT["optional-dependencies"].items()
}  # fmt: skip
DECLARED = [*RUNTIME, *(one for group in EXTRAS.values() for one in group)]


def needs(program: str) -> None:
    """Skip a test where a program is missing; on a server, which promises it, fail."""
    if shutil.which(program) is None:
        missing = pytest.fail if os.environ.get("CI", "").lower() in ("true", "1") else pytest.skip
        missing(f"{program} is not installed")


def git(root: Path, *words: str) -> str:
    """Return what git says in a folder."""
    needs("git")
    command = ["git", "-c", "user.name=n", "-c", "user.email=e@example.org", "-C", str(root), *words]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def repository_files(new: bool = True) -> list[Path]:
    """Return every file git tracks and, if `new`, would track; skip the test outside a checkout."""
    command = ["git", "-C", str(ROOT), "ls-files", *(["-co", "--exclude-standard"] if new else ["-c"]), "-z"]
    needs("git")
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        pytest.skip(f"not a git checkout: {done.stderr.decode(errors='replace').strip()}")
    paths = [ROOT / name for name in done.stdout.decode("utf-8").split("\0") if name]
    return [path for path in paths if path.is_file()]


def links(text: str) -> list[str]:
    """Return the relative targets of links and pictures, outside code."""
    prose = re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL)
    targets = re.findall(r"\]\(<?([^)\s>]+)>?(?: \"[^\"]*\")?\)", prose)
    targets += re.findall(r"^\[[^\]]+\]: (\S+)", prose, re.MULTILINE)
    targets += re.findall(r"(?:src|href)=\"([^\"]+)\"", prose)
    return [target for target in targets if not re.match(r"[a-z][a-z0-9+.-]*:", target)]
