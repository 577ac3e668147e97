"""How is a learner's function called so that nothing it does harms the kernel or floods the cell?

Whatever it does (stops, never ends, asks, prints, draws, leaves the program), the caller gets an outcome, and the
kernel is as it was: its timer, its outputs and its keyboard.
"""

from __future__ import annotations

import builtins
import io
import signal
import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from types import FrameType
from typing import Any, NoReturn

import numpy as np

#: After how many seconds one call is stopped, where the system can. An equation takes microseconds.
LIMIT_S = 5.0
#: Once a call is late, it is stopped again and again: a loop may catch what stops it.
_AGAIN_S = 0.05


class TookTooLong(BaseException):
    """A call had not come to its end in time. No learner's `except Exception` may swallow it."""


class AskedForInput(BaseException):
    """A call wanted somebody to type."""


@dataclass(frozen=True)
class Outcome:
    """What one call gave: an answer, or what stopped it."""

    answer: Any = None
    error: BaseException | None = None


@dataclass
class Heard(io.TextIOBase):
    """What was printed meanwhile: the start is kept, the rest only counted, because it may be without end."""

    start: str = ""
    lines: int = 0
    drawn: list[Any] = field(default_factory=list)
    _kept: int = field(default=200, repr=False)

    def writable(self) -> bool:
        """Say that text may be written."""
        return True

    def write(self, text: str) -> int:
        """Take text as a stream does."""
        self.start += text[: self._kept - len(self.start)]
        self.lines += text.count("\n")
        return len(text)

    @property
    def first(self) -> str:
        """The first line that holds something."""
        return next((line.strip() for line in self.start.splitlines() if line.strip()), "")

    def __bool__(self) -> bool:
        """Say whether anything came."""
        return bool(self.first or self.drawn)


def call(function: Callable[..., Any], case: tuple[float, ...]) -> Outcome:
    """Call a function once, whatever it does.

    >>> call(lambda a, b: a / b, (1.0, 2.0)).answer
    0.5
    >>> call(lambda a, b: a / b, (1.0, 0.0)).error
    ZeroDivisionError('float division by zero')
    """
    try:
        with _no_longer_than(LIMIT_S):
            return Outcome(function(*case))
    except BaseException as error:  # sys.exit, Ctrl+C and the rest: they are the learner's, and answered in words
        error.__traceback__ = None
        return Outcome(error=error)


@contextmanager
def quietly() -> Iterator[Heard]:
    """Hear what is printed and shown meanwhile, and let nothing through; nobody is asked to type."""
    heard = Heard()
    with ExitStack() as stack:
        stack.enter_context(warnings.catch_warnings())
        warnings.simplefilter("ignore")
        stack.enter_context(np.errstate(all="ignore"))
        stack.enter_context(_in_place_of(builtins, "input", _asked))
        stack.enter_context(_in_place_of(sys, "stdin", io.StringIO()))  # exit() closes it on its way out
        stack.enter_context(_nothing_shown(heard))
        stack.enter_context(redirect_stdout(heard))
        stack.enter_context(redirect_stderr(heard))
        yield heard


@contextmanager
def _in_place_of(owner: Any, name: str, other: Any) -> Iterator[None]:
    kept = getattr(owner, name)
    setattr(owner, name, other)
    try:
        yield
    finally:
        setattr(owner, name, kept)


def _asked(*_: Any) -> NoReturn:
    raise AskedForInput


def _left(*_: Any, **__: Any) -> NoReturn:
    raise SystemExit


@contextmanager
def _nothing_shown(heard: Heard) -> Iterator[None]:
    """Count what `display` would show in a notebook, and let `exit()` not end the kernel; elsewhere do nothing."""
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if shell is None:
        yield
        return
    from IPython.utils.capture import capture_output

    with capture_output(stdout=False, stderr=False, display=True):
        heard.drawn = shell.display_pub.outputs
        shell.ask_exit = _left
        try:
            yield
        finally:
            del shell.ask_exit


@contextmanager
def _no_longer_than(seconds: float) -> Iterator[None]:
    """Stop what takes longer. Only the main thread of a POSIX system has such a clock; elsewhere it just runs."""
    clock = getattr(signal, "ITIMER_REAL", None)
    before = signal.getsignal(signal.SIGALRM) if clock is not None else None
    if before is None or threading.current_thread() is not threading.main_thread():
        yield
        return
    running = [True]

    def stop(_: int, frame: FrameType | None) -> None:
        if running:
            _forbid_another_line(frame)
            raise TookTooLong

    began = time.monotonic()
    signal.signal(signal.SIGALRM, stop)
    left, every = signal.setitimer(clock, seconds, _AGAIN_S)
    try:
        yield
    finally:
        running.clear()
        signal.setitimer(clock, 0)
        if sys.gettrace() is _no_line:
            sys.settrace(None)
        signal.signal(signal.SIGALRM, before)
        if left:  # somebody else's alarm goes on, and one that is due rings now
            signal.setitimer(clock, max(left - (time.monotonic() - began), 1e-3), every)


def _forbid_another_line(frame: FrameType | None) -> None:
    """See that whoever catches the stop gets no further: `while True: try: ... except: continue` must end too."""
    if sys.gettrace() in (None, _no_line):  # a debugger keeps its place
        while frame is not None and frame.f_code is not call.__code__:
            frame.f_trace = _no_line
            frame = frame.f_back
        sys.settrace(_no_line)


def _no_line(_: FrameType, event: str, __: Any) -> None:
    if event == "line":
        raise TookTooLong
