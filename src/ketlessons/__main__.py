"""What can an installed copy of the course do? `python -m ketlessons lessons FOLDER`, or `open FOLDER`.

`lessons` copies the lessons into a folder of one's own, and later brings newer ones without touching what was written
there; `open` does the same and starts JupyterLab in it.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import pathlib
import subprocess
import sys

from ketlessons import copies

FOLDER = pathlib.Path("my-lessons")
FIRST = "00-start-here.ipynb"
_HERE = pathlib.Path(__file__).resolve().parent
_CHECKOUT = _HERE.parents[1]


def carried(packed: str, checkout: str) -> pathlib.Path:
    """Return a folder as the wheel carries it, or in a checkout where it stands."""
    inside = _HERE / packed
    return inside if inside.is_dir() else _CHECKOUT / checkout


def copy(folder: pathlib.Path) -> bool:
    """Copy new and changed lessons into a folder, and tell what is to be told; return whether they are there."""
    try:
        for sentence in copies.update(carried("_lessons", "notebooks"), folder):
            print(sentence, flush=True)
    except OSError as error:
        print(f"Copies of the lessons cannot be saved in {folder} ({error.strerror or error}). Name another folder.")
        return False
    return (folder / FIRST).is_file()


def command(folder: pathlib.Path, options: list[str]) -> list[str]:
    """Return how JupyterLab is started in a folder, without what keeps a screen reader from reading on."""
    settings = carried("_jupyterlab", "tools/jupyterlab")
    root = ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={folder.resolve()}",
            f"--LabApp.app_settings_dir={settings}", *root, *options, str(folder.resolve() / FIRST)]  # fmt: skip


def main(arguments: list[str]) -> int:
    """Read the command line and do it; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m ketlessons", description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("lessons", help="copy the lessons into a folder of your own")
    further = "Further options are JupyterLab's own, such as --port=9000 or --no-browser."
    two = commands.add_parser("open", help="copy them, and open JupyterLab there", allow_abbrev=False, epilog=further)
    for each in (one, two):
        each.add_argument("folder", type=pathlib.Path, nargs="?", default=FOLDER, help=f"by default {FOLDER}")
    given, options = parser.parse_known_args(arguments)
    if options and given.command != "open":
        parser.error(f"unrecognized arguments: {' '.join(options)}")
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    if not copy(given.folder):
        return 1
    if given.command == "lessons":
        print(f"The lessons are in {given.folder}. Open them: python -m ketlessons open {given.folder}")
        return 0
    if importlib.util.find_spec("jupyterlab") is None:
        print("JupyterLab is not installed beside this Python, so the lessons cannot be opened from here.")
        print(f"Install it: {pathlib.Path(sys.executable).name} -m pip install 'ketlessons[lab]'")
        print(f"Or open {given.folder / FIRST} in another program that runs notebooks with this Python.")
        return 1
    print("Opening JupyterLab. To stop it, press Ctrl+C here twice.", flush=True)
    return subprocess.call(command(given.folder, options))


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
