"""Run checks, in order, and say what is happening: all of them, or those that a change needs.

    python tests/run.py           `make test`: 1. lint, 2. unit, literature, solver, data and lesson-contract tests,
                                  3. every lesson with strict nbval, 4. faults of a real JupyterHub (Linux, root),
                                  5. the lessons in JupyterLab in a headless browser
    python tests/run.py lint      `make lint`: style, the direction of imports, and types
    python tests/run.py quick     `make quick`: lint, and the tests of what was changed, without nbval and browser

Each stage uses all processors. With `CI=true` a missing browser is a failure.
"""

from __future__ import annotations

import os
import pathlib
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests" / "support" / room) for room in ("", "hub", "screen")]

import changed  # noqa: E402
import hubneeds  # noqa: E402
import livelab  # noqa: E402

PYTHON = [sys.executable, "-m"]
BIN = pathlib.Path(sys.executable).parent
#: What `make lint`, `make quick` and `make test` look at before any test: titles and commands.
LINT = (
    ("Style", [*PYTHON, "ruff", "check", "."]),
    ("Format", [*PYTHON, "ruff", "format", "--check", "."]),
    ("Direction of imports", [str(BIN / "lint-imports"), "--no-cache"]),
    ("Types", [*PYTHON, "mypy"]),
)
PYTEST = [*PYTHON, "pytest"]
HEADLESS = "not browser and not hub"
#: Each process would import and collect them, to leave them out.
LEFT_OUT = ["--ignore=tests/browser", "--ignore=tests/hub"]
CELL_TIMEOUT_S = 120

Result = tuple[str, bool, float]


def processors() -> int:
    """Return how many processors this program may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def shared(how: str) -> list[str]:
    """Return the options of pytest that share the tests out among the processors; see pytest-xdist on how."""
    return ["-n", str(processors()), "--dist", how] if processors() > 1 else []


def stage(title: str, command: list[str]) -> Result:
    """Run one stage and report it."""
    print(f"\n=== {title} ===", flush=True)
    start = time.monotonic()
    passed = subprocess.run(command, cwd=ROOT).returncode == 0
    return title, passed, time.monotonic() - start


def lint() -> list[Result]:
    """Check style, the direction of imports, and types."""
    return [stage(title, command) for title, command in LINT]


def quick() -> list[Result]:
    """Check style, and run the tests of what was changed."""
    results = lint()
    files = changed.changed_files(ROOT)
    tests = changed.tests_for(files, ROOT)
    print(f"\n{len(files)} files were changed, which concerns {len(tests)} files of tests.")
    if tests:
        command = [*PYTEST, *changed.as_option(tests), "-q", "-m", HEADLESS, *shared("worksteal")]
        results.append(stage("Tests of what was changed", command))
    return results


def everything() -> list[Result]:
    """Run all stages."""
    in_ci = os.environ.get("CI", "").lower() in ("true", "1")
    sanitized = ["--nbval-sanitize-with", "tests/nbval-sanitize.cfg", f"--nbval-cell-timeout={CELL_TIMEOUT_S}"]
    nbval = [*PYTEST, "--nbval", *sanitized, "-v", "notebooks"]
    results = [
        *lint(),
        stage("Library, data and lesson contract", [*PYTEST, "tests", *LEFT_OUT, "-m", HEADLESS, *shared("worksteal")]),
        # A lesson's cells need one another, so a lesson stays in one process.
        stage("Lessons, executed and compared (strict nbval)", [*nbval, *shared("loadfile")]),
    ]
    if why := hubneeds.why_not():
        print(f"\nThe tests of the hub (deploy/hub) did not run: {why}.")
        if in_ci and hubneeds.may():
            results.append(("Faults of a real JupyterHub (it could not be started)", False, 0.0))
    else:
        results.append(stage("Faults of a real JupyterHub", [*PYTEST, "tests/hub", "-m", "hub", "-v"]))
    browser = livelab.find_browser()
    if browser and not os.environ.get("PYODIDE"):
        print("\nPYODIDE names no folder of Pyodide, so the lessons in the browser alone (make lite) did not run.")
    if browser:
        # Each process has a JupyterLab and a browser of its own; which tests share a page is said in tests/browser.
        command = [*PYTEST, "tests/browser", "-m", "browser", "-v", *shared("loadgroup")]
        results.append(stage("Lessons in a real JupyterLab", command))
    else:
        hint = (
            "install Chromium or Chrome (Debian, Ubuntu: apt install chromium), or set KETLESSONS_BROWSER to its path"
        )
        print(f"\nNo Chromium or Chrome was found, so the browser tests did not run; to run them, {hint}.")
        if in_ci:
            results.append(("Lessons in a real JupyterLab (no browser found)", False, 0.0))
    return results


WAYS = {"": everything, "lint": lint, "quick": quick}


def main(arguments: list[str]) -> int:
    """Run the stages; return 0 when all passed."""
    way = WAYS.get(" ".join(arguments))
    if way is None:
        print(f"{' '.join(arguments)!r} is no way to run the checks; allowed: {', '.join(filter(None, WAYS))}, or none")
        return 2
    # Several processes that each start as many threads as there are processors are in one another's way.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    results = way()
    print("\n=== Summary ===")
    for title, passed, seconds in results:
        print(f"{'passed' if passed else 'FAILED'}  {seconds:6.1f} s  {title}")
    failed = sum(not passed for _, passed, _ in results)
    print(f"{len(results) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
