"""How do I publish the lessons and their questions? `python -m ketlessons.publish --help` names the commands."""

from __future__ import annotations

import argparse
import pathlib

from ketlessons.evidence.tracing.stale import stale
from ketlessons.publish import bank, classroom, covers, drawn, notebooks, readme, site
from ketlessons.publish.teaching import blocks


def main() -> None:
    """Read the command line and do it."""
    parser = argparse.ArgumentParser(prog="python -m ketlessons.publish")
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("execute", help="execute and save all lessons of a folder")
    one.add_argument("folder", type=pathlib.Path)
    one.add_argument("--into", type=pathlib.Path, help="save elsewhere")
    two = commands.add_parser("site", help="write the saved lessons as a site of pages that need no Python")
    two.add_argument("folder", type=pathlib.Path)
    two.add_argument("into", type=pathlib.Path)
    two.add_argument("--repository", default="", help="the address where the course is kept, for reports of faults")
    three = commands.add_parser("readme", help="renew the index and the table of lessons in the README")
    three.add_argument("file", type=pathlib.Path)
    plans = commands.add_parser("teaching", help="renew plans, minutes and maps in the page for teachers")
    plans.add_argument("file", type=pathlib.Path)
    four = commands.add_parser("covers", help="draw the covers, and lay each into its lesson")
    four.add_argument("folder", type=pathlib.Path)
    four.add_argument("into", type=pathlib.Path)
    five = commands.add_parser("drawn", help="record which rows each figure and each cell takes")
    five.add_argument("folder", type=pathlib.Path)
    five.add_argument("data", type=pathlib.Path)
    commands.add_parser("stale", help="list help lines and laws that were looked up more than a year ago")
    six = commands.add_parser("questions", help="write the bank of questions for Moodle, QTI, GIFT, Anki and paper")
    six.add_argument("into", type=pathlib.Path)
    seven = commands.add_parser("class", help="write one page about a class from a folder of records")
    seven.add_argument("folder", type=pathlib.Path)
    seven.add_argument("--into", type=pathlib.Path, default=pathlib.Path("class.html"), help="the page's file")
    eight = commands.add_parser("kit", help="write slides, handouts, a student set and a book of answers for teachers")
    eight.add_argument("folder", type=pathlib.Path)
    eight.add_argument("into", type=pathlib.Path, nargs="?", default=pathlib.Path("build/kit"))
    given = parser.parse_args()
    if given.command == "execute":
        notebooks.save(given.folder, given.into)
    elif given.command == "site":
        for file in site.build(given.folder, given.into, given.repository):
            print(f"wrote {file}")
    elif given.command == "covers":
        for file in covers.publish(given.folder, given.into):
            print(f"wrote {file}")
    elif given.command == "teaching":
        blocks.refresh(given.file)
    elif given.command == "questions":
        for file in bank.write(given.into):
            print(f"wrote {file}")
        print(f"Left out, because their answers are kept nowhere: {', '.join(bank.left_out())}")
    elif given.command == "class":
        _class(given.folder, given.into)
    elif given.command == "kit":
        _kit(given.folder, given.into)
    elif given.command == "drawn":
        print(f"wrote {drawn.refresh(given.folder, given.data)}")
    elif given.command == "stale":
        _tell_stale()
    else:
        readme.refresh(given.file)


def _class(folder: pathlib.Path, into: pathlib.Path) -> None:
    """Write the page, and name here, and not on it, which files were broken."""
    held = classroom.read_folder(folder)
    into.write_text(classroom.page(held), encoding="utf-8", newline="\n")
    for one in held.broken:
        print(f"{one.name}: {one.why}{'' if one.used else '; not used'}")
    print(f"wrote {into}, from {len(held.learners)} records")


def _kit(folder: pathlib.Path, into: pathlib.Path) -> None:
    """Build the teacher's kit, and say where it begins and what it lacks."""
    from ketlessons.publish.kit import building, printing  # which need more than the other commands

    browser = printing.find_browser()
    teaching_page = folder.resolve().parent / "docs" / "teaching.md"  # a checkout has it
    there = teaching_page if teaching_page.is_file() else None
    written = building.build(folder, into, browser=browser, teaching=there)
    print(f"wrote {len(written)} files; begin with {into / 'index.html'}")
    if not browser:
        print(building.NO_BROWSER)


def _tell_stale() -> None:
    """Warn of rows to look up again; what is old is no error, so the exit code stays 0."""
    found = stale()
    for row in found:
        # GitHub shows a line that begins so beside the run, and a terminal shows it as it is.
        print(f"::warning::{row.said}")
    print(f"{len(found)} to look up again" if found else "All help lines and laws were looked up within a year.")


if __name__ == "__main__":
    main()
