"""What does a screen reader say? Orca over one lesson, and all that it says written down for a person to proof-read.

    make listen LESSON=02

needs Linux with Orca, Xvfb and xdotool (Debian, Ubuntu: apt install orca xvfb xdotool openbox dbus-x11 at-spi2-core).
Nothing is heard while it runs: Orca's own record of what it hands to the voice is read. It has a pretended screen
of its own, and real keys, since a screen reader sees none of those that a program sends to a page.

The walk: the headings by H; line by line past the first live figure; each control of each figure moved by one step; its
table; a question answered; the cell of the exercise and of the reveal run. It goes into docs/spoken/NN.txt.
"""

from __future__ import annotations

import contextlib
import datetime
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

import livelab

ROOT = pathlib.Path(__file__).resolve().parents[3]
NEEDED = ("orca", "Xvfb", "xdotool", "dbus-run-session", "openbox")
#: A line of Orca's record, and the keys that it echoes by name.
SPOKEN = re.compile(r"(\d\d:\d\d:\d\d\.\d+) - SPEECH OUTPUT: '(.*)'(?: voice=\w+)?\{")
ECHOED = re.compile(r"(?:left|right) (?:shift|control|alt)|return|space|[a-z]")
#: As long as Orca may think before it speaks; and the pause of our own status line lies in it.
REST_S, IDLE_S, PATIENCE_S = 1.2, 0.5, 20.0
LAUNCHER = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
#: How many headings stand before the first live figure's own, with it.
HEADINGS = 7
#: How many lines are read on from the first live figure: more than it has.
LINES = 40
#: Words a minute of a listener who does not hurry.
WORDS_PER_MINUTE = 175


class Reader:
    """Orca on a screen of its own: press keys, and afterwards put what was said to the key that it followed."""

    def __init__(self, record: pathlib.Path, orca: int):
        self._record, self._orca = record, orca
        self._pressed: list[tuple[str, str]] = []  # time of day, as Orca writes it, and a line of our record

    def note(self, line: str) -> None:
        """Begin a line of the record; what is said from now on belongs to it."""
        self._pressed.append((datetime.datetime.now().strftime("%H:%M:%S.%f"), line))

    def press(self, *keys: str, why: str = "") -> None:
        """Press keys in a row, and give Orca the time to answer."""
        self.note(f"[{' '.join(keys)}{'; ' + why if why else ''}]")
        for key in keys:
            subprocess.run(["xdotool", "key", "--clearmodifiers", key], check=True)
        # On a busy machine Orca thinks for long: it has answered when it has stopped working.
        time.sleep(REST_S)
        before, end = -1, time.monotonic() + PATIENCE_S
        while before != (now := self._worked()) and time.monotonic() < end:
            before = now
            time.sleep(IDLE_S)

    def _worked(self) -> int:
        """Return how long Orca has worked so far, in the system's ticks."""
        fields = pathlib.Path(f"/proc/{self._orca}/stat").read_text(encoding="ascii").rpartition(") ")[2].split()
        return int(fields[11]) + int(fields[12])

    def told(self) -> tuple[list[str], int]:
        """Return the lines of the record, and how many words were said."""
        text = self._record.read_text(encoding="utf-8", errors="replace")
        said = [(when, " ".join(what.split())) for when, what in SPOKEN.findall(text)]
        said = [(when, what) for when, what in said if what and not ECHOED.fullmatch(what)]
        lines, words = [], 0
        ends = [when for when, _ in self._pressed[1:]] + ["99"]
        for (start, line), end in zip(self._pressed, ends, strict=True):
            heard = [what for when, what in said if start <= when < end]
            words += sum(len(what.split()) for what in heard)
            lines.append(line if line.startswith("==") else f"{line} {' | '.join(heard) or '(silence)'}")
        return lines, words


@contextlib.contextmanager
def desk(home: pathlib.Path):
    """Start a screen, a window manager and the bus of assistive technology; yield the environment."""
    display = f":{90 + os.getpid() % 100}"
    # Without a voice Orca writes its record all the same, and does not wait for a loudspeaker that is not there.
    os.environ.update(SPEECHD_CMD=shutil.which("false") or "", SPEECHD_ADDRESS=f"unix_socket:{home / 'nowhere'}")
    os.environ.update(DISPLAY=display, HOME=str(home), GTK_MODULES="gail:atk-bridge", XDG_RUNTIME_DIR=str(home))
    launcher = next(path for path in LAUNCHER if pathlib.Path(path).exists())
    commands = (
        ["Xvfb", display, "-screen", "0", "1400x1000x24"],
        ["openbox"],
        [launcher, "--launch-immediately", "--a11y=1"],
    )
    running = []
    try:
        for command in commands:
            running.append(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
            time.sleep(1.5)
        yield running
    finally:
        for process in reversed(running):
            process.terminate()


def walk(page: livelab.LessonPage, reader: Reader) -> None:
    """Go through the lesson as the head of this file says."""
    view = page.page
    focus = "() => window.jupyterapp.commands.execute('notebook:enter-command-mode')"
    first = """() => { const n = window.jupyterapp.shell.currentWidget.content; n.activeCellIndex = 0;
                       n.scrollToItem(0); n.node.focus(); n.widgets[0].node.focus(); }"""
    # A click of the pretended mouse brings the keys from the address line into the page.
    subprocess.run(["xdotool", "mousemove", "700", "500", "click", "1"], check=True)
    view.evaluate(focus)
    view.evaluate(first)
    reader.note("== Headings, by H")
    for _ in range(12):
        reader.press("h")

    explorers = view.locator(".jp-OutputArea .kl:has(.kl-controls)")
    for place in range(explorers.count()):
        root = explorers.nth(place)
        if not root.locator("input, select").count():
            continue
        title = root.locator(".kl-title").first.text_content()
        reader.note(f"== Figure: {title}")
        root.scroll_into_view_if_needed()
        controls = root.locator("input[name], select[name]")
        for index in range(controls.count()):
            control = controls.nth(index)
            control.focus()
            reader.press("shift", why=f"focus on {control.get_attribute('name')}")
            kind = control.get_attribute("type")
            reader.press("space" if kind == "checkbox" else "Down" if kind is None else "Right", why="one step")
        root.get_by_role("button", name="Reset", exact=True).focus()
        reader.press("Return", why="Reset")
        root.locator("button[aria-expanded]").focus()
        reader.press("Return", why="the numbers")

    reader.note("== A question")
    quiz = view.locator(".kl-quiz").first
    quiz.scroll_into_view_if_needed()
    quiz.locator("input").first.focus()
    reader.press("space", why="first answer")
    quiz.locator("button").focus()
    reader.press("Return", why="committed")

    for words, title in (("check.", "The exercise, unsolved"), ("reveal(", "The reveal")):
        index = view.evaluate(
            "words => window.jupyterapp.shell.currentWidget.content.widgets.findIndex("
            "c => c.model.type === 'code' && c.model.sharedModel.getSource().includes(words))", words
        )  # fmt: skip
        if index < 0:
            continue
        reader.note(f"== {title}")
        page.command_mode(index)
        reader.press("ctrl+Return", why="run")

    reader.note(f"== Line by line from the first live figure, {LINES} times Down")
    view.evaluate(first)
    # The page's focus is at the top again, and the reader's own place is still at the last cell.
    reader.press("ctrl+Home", why="to the top")
    for _ in range(HEADINGS):
        reader.press("h", why="to the figure's heading")
    for _ in range(LINES):
        reader.press("Down")


def listen(lesson: str, target: pathlib.Path) -> None:
    """Write down what Orca says on a walk through a lesson."""
    from playwright.sync_api import sync_playwright

    source = next((ROOT / "notebooks").glob(f"{lesson}-*.ipynb"))
    with contextlib.ExitStack() as stack:
        home = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
        folder = home / "lessons"
        folder.mkdir()
        shutil.copy(source, folder)
        stack.enter_context(desk(home))
        record = home / "orca.log"
        flags = [livelab.PROMPT, f"--LabApp.app_settings_dir={ROOT / 'tools' / 'jupyterlab'}"]
        server = stack.enter_context(livelab.lab_server(folder, flags=flags))
        orca = subprocess.Popen(
            ["orca", "--replace", "--disable", "braille", "--disable", "braille-monitor", "--debug-file", str(record)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        stack.callback(orca.terminate)
        # First the reader, then the browser: a program tells its tree to readers that are there when it starts.
        time.sleep(6)
        playwright = stack.enter_context(sync_playwright())
        options = [*livelab.QUIET_FLAGS, "--force-renderer-accessibility"]
        browser = playwright.chromium.launch(
            executable_path=livelab.find_browser(), headless=False, args=options, env=dict(os.environ)
        )
        stack.callback(browser.close)
        context = browser.new_context(viewport=dict(livelab.WINDOW))
        page = livelab.LessonPage(context, server.address, source.name)
        page.run_all()
        reader = Reader(record, orca.pid)
        if not record.exists():
            raise SystemExit("Orca did not start; nothing was written.")
        walk(page, reader)
        reader.press(*["shift"] * 30, why="the end")  # Orca writes its record in large pieces
        log, words = reader.told()
        version = subprocess.run(["orca", "--version"], capture_output=True, text=True).stdout.strip()
        head = [
            f"What Orca {version} says on a walk through lesson {lesson} in Chromium {browser.version}.",
            "Each line: the keys, then what was said, utterances parted by |. For a person to read like a proof sheet.",
            f"{words} words, some {words / WORDS_PER_MINUTE:.0f} minutes at {WORDS_PER_MINUTE} a minute.",
        ]
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("\n".join([*head, *log]) + "\n", encoding="utf-8")
    print(f"{target.relative_to(ROOT)}: {len(log)} lines")


def main(arguments: list[str]) -> int:
    """Listen to one lesson, inside a message bus of its own."""
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        print(f"To listen, install {', '.join(missing)}: see the first lines of tests/support/screen/listen.py.")
        return 2
    if "KETLESSONS_LISTENS" not in os.environ:
        environment = {**os.environ, "KETLESSONS_LISTENS": "yes"}
        return subprocess.run(
            ["dbus-run-session", "--", sys.executable, __file__, *arguments], env=environment
        ).returncode
    listen(arguments[0], ROOT / "docs" / "spoken" / f"{arguments[0]}.txt")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or ["02"]))
