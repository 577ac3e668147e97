"""Run every check, in order, and say what is happening. This is what `make test` calls.

1. style, the direction of imports and types, 2. unit, literature, solver, data and lesson-contract tests, 3. every
lesson with strict nbval, 4. the lessons in a real JupyterLab in a headless browser. With `CI=true` a missing browser
is a failure.
"""

from __future__ import annotations

import os
import pathlib
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "support"))

import livelab  # noqa: E402

PYTEST = [sys.executable, "-m", "pytest"]
CELL_TIMEOUT_S = 120


def stage(title: str, command: list[str]) -> tuple[str, bool, float]:
    """Run one stage and report it."""
    print(f"\n=== {title} ===", flush=True)
    start = time.monotonic()
    passed = subprocess.run(command, cwd=ROOT).returncode == 0
    return title, passed, time.monotonic() - start


def main() -> int:
    """Run the stages; return 0 when all passed."""
    in_ci = os.environ.get("CI", "").lower() in ("true", "1")
    bin_folder = pathlib.Path(sys.executable).parent
    results = [
        stage("Style", [sys.executable, "-m", "ruff", "check", "."]),
        stage("Direction of imports", [str(bin_folder / "lint-imports"), "--no-cache"]),
        stage("Types", [sys.executable, "-m", "mypy"]),
        stage("Library, data and lesson contract", [*PYTEST, "tests", "-m", "not browser"]),
        stage(
            "Lessons, executed and compared (strict nbval)",
            [*PYTEST, "--nbval", "--nbval-sanitize-with", "tests/nbval-sanitize.cfg",
             f"--nbval-cell-timeout={CELL_TIMEOUT_S}", "-v", "notebooks"],
        ),
    ]  # fmt: skip
    browser = livelab.find_browser()
    if browser:
        results.append(stage("Lessons in a real JupyterLab", [*PYTEST, "tests/browser", "-m", "browser", "-v"]))
    else:
        hint = (
            "install Chromium or Chrome (Debian, Ubuntu: apt install chromium), or set KETLESSONS_BROWSER to its path"
        )
        print(f"\nNo Chromium or Chrome was found, so the browser tests did not run; to run them, {hint}.")
        if in_ci:
            results.append(("Lessons in a real JupyterLab (no browser found)", False, 0.0))

    print("\n=== Summary ===")
    for title, passed, seconds in results:
        print(f"{'passed' if passed else 'FAILED'}  {seconds:6.1f} s  {title}")
    failed = sum(not passed for _, passed, _ in results)
    print(f"{len(results) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
