"""How does a page of the kit become a PDF? A Chromium, Chrome or Edge prints it, as somebody would by hand.

What prints is what most people have and what the tests of the pages use anyway. It keeps the language and the title of
the page, makes bookmarks of the headings, and tags headings, lists, tables and pictures with their alt texts.
WeasyPrint, which promises PDF/UA, was the other choice: it needs Pango, which a laptop with Windows has not, and it
would be a second engine of layout beside the browser. Two printings of one page differ in their date.
"""

from __future__ import annotations

import os
import pathlib
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "microsoft-edge", "msedge")
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
#: The page is ours and fetches nothing; a browser's own errands are kept at home too.
_FLAGS = (
    *("--headless=new", "--disable-gpu", "--no-first-run", "--no-default-browser-check", "--disable-extensions"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-default-apps"),
    "--host-resolver-rules=MAP * ~NOTFOUND",
    *("--no-pdf-header-footer", "--generate-pdf-document-outline", "--export-tagged-pdf"),
)
LONGEST_S = 120


def find_browser() -> str | None:
    """Return the path of a browser that prints, or None. KETLESSONS_BROWSER names one explicitly."""
    named = os.environ.get("KETLESSONS_BROWSER")
    if named:
        return named if pathlib.Path(named).exists() else None
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    return found or next((place for place in _PLACES if pathlib.Path(place).exists()), None)


def print_pdf(page: pathlib.Path, browser: str) -> pathlib.Path:
    """Print a page of the kit into a PDF beside it, and return that file.

    Raises
    ------
    RuntimeError
        If the browser prints nothing; the message holds what it said.
    """
    file = page.with_suffix(".pdf")
    file.unlink(missing_ok=True)
    said = ""
    # In most containers a browser cannot set up its sandbox. It opens a page of our own, so it may go without.
    for sandbox in ((), ("--no-sandbox",)):
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
            command = [browser, *_FLAGS, *sandbox, f"--user-data-dir={profile}", f"--print-to-pdf={file.resolve()}"]
            done = subprocess.run(
                [*command, page.resolve().as_uri()], capture_output=True, text=True, errors="replace", timeout=LONGEST_S
            )
        if file.is_file() and file.read_bytes()[:5] == b"%PDF-":
            return file
        said = done.stderr.strip()
    raise RuntimeError(f"{browser} did not print {page.name}: {said[-400:]}")


def print_all(pages: Iterable[pathlib.Path], browser: str) -> list[pathlib.Path]:
    """Print pages, a few at a time, and return the PDFs in the order of the pages."""
    with ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as pool:
        return list(pool.map(lambda one: print_pdf(one, browser), pages))
