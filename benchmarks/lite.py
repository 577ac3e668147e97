"""How soon does the first figure live in the browser alone, and how much has been fetched by then?

    PYODIDE=folder python benchmarks/lite.py

Two sites take turns: the one that `make lite` makes, and a plain one with the same pages and wheels, in which
nothing was done about starting soon. Each visit has a browser of its own, opens a lesson, runs all cells and waits for
the first live figure. Read the ratios: load hits both alike. See README.md beside it.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import importlib.util
import json
import os
import pathlib
import statistics
import sys
import tempfile
import threading
import time
from dataclasses import dataclass

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "support" / "screen"))

import livelab  # noqa: E402
import psutil  # noqa: E402

#: Without this the kernel does not start on Pyodide 0.27 at all.
PLAIN = """
from micropip import package_index
from micropip._compat.compatibility_layer import CompatibilityLayer
package_index.CompatibilityLayer = CompatibilityLayer
"""
FIGURE = ".kl-figure svg"
RUN_ALL = "() => { void window.jupyterapp.commands.execute('notebook:run-all-cells'); }"
PATIENCE_MS = 300_000


@dataclass
class Visit:
    """What one visit took until the first live figure."""

    clock_s: float
    processor_s: float
    megabytes: float


class Files(http.server.SimpleHTTPRequestHandler):
    """Hands out files and counts bytes."""

    sent = 0
    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | {
        ".mjs": "text/javascript", ".wasm": "application/wasm",
    }  # fmt: skip

    def log_message(self, *_args):
        """Keep no log."""

    def copyfile(self, source, outputfile):
        """Send a file."""
        content = source.read()
        Files.sent += len(content)
        outputfile.write(content)


def sites(into: pathlib.Path, pyodide: str) -> dict[str, pathlib.Path]:
    """Make both sites."""
    spec = importlib.util.spec_from_file_location("lite_build", ROOT / "tools" / "lite" / "build.py")
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    found = {"plain": into / "plain", "as it is": into / "site"}
    for name, site in found.items():
        build.build(site, build.whole(pyodide), beforehand=name != "plain")
        change(site / "jupyter-lite.json", exposeAppInBrowser=True)
    path = found["plain"] / "static" / "python" / "python.json"
    told = json.loads(path.read_text(encoding="utf-8")) | {"figures": ["none"], "later": [], "prepare": PLAIN}
    told["started"] = [name for name in told["started"] if name != "ketlessons"]
    path.write_text(json.dumps(told), encoding="utf-8")
    return found


def change(file: pathlib.Path, **values) -> None:
    """Set something in a file of JupyterLite's configuration."""
    told = json.loads(file.read_text(encoding="utf-8"))
    told["jupyter-config-data"] |= values
    file.write_text(json.dumps(told), encoding="utf-8")


def processor_s() -> float:
    """Return the processor time of all programs that this one has started and that still run."""
    total = 0.0
    for one in psutil.Process().children(recursive=True):
        try:
            total += sum(one.cpu_times()[:2])
        except psutil.Error:  # it has just ended
            continue
    return total


def visit(site: pathlib.Path, lesson: str) -> Visit:
    """Open a lesson in a fresh browser, run all, and wait for the first live figure."""
    from playwright.sync_api import sync_playwright

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Files, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with sync_playwright() as playwright, livelab.browser(playwright) as context:
            page, before = context.new_page(), Files.sent
            page.set_default_timeout(PATIENCE_MS)
            start, busy = time.monotonic(), processor_s()
            page.goto(f"http://127.0.0.1:{server.server_port}/lab/index.html?path={lesson}")
            page.wait_for_function(
                "() => window.jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel?.status"
            )
            page.evaluate(RUN_ALL)
            page.wait_for_selector(FIGURE, state="attached")
            return Visit(time.monotonic() - start, processor_s() - busy, (Files.sent - before) / 1e6)
    finally:
        server.shutdown()
        server.server_close()


def report(found: dict[str, list[Visit]]) -> str:
    """Return the table."""
    plain = found["plain"]
    lines = [
        f"{'until the first live figure':<28}{'clock s':>9}{'processor s':>13}{'MB':>7}{'x plain, by processor':>24}"
    ]
    for name, visits in found.items():
        clock, busy, much = (
            statistics.median(getattr(one, part) for one in visits) for part in ("clock_s", "processor_s", "megabytes")
        )
        ratio = statistics.median(one.processor_s / first.processor_s for one, first in zip(visits, plain, strict=True))
        lines.append(f"{name:<28}{clock:>9.1f}{busy:>13.1f}{much:>7.1f}{ratio:>24.2f}")
    return "\n".join(lines)


def main() -> int:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lesson", default="02-block-the-nmda-receptor.ipynb")
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    if not os.environ.get("PYODIDE"):
        print("PYODIDE names no folder of Pyodide, so there is nothing to measure.")
        return 2
    with tempfile.TemporaryDirectory() as place:
        made = sites(pathlib.Path(place), os.environ["PYODIDE"])
        found: dict[str, list[Visit]] = {name: [] for name in made}
        for _ in range(given.rounds):
            for name, site in made.items():
                found[name].append(visit(site, given.lesson))
                print(f"{name}: {found[name][-1]}", flush=True)
    print(report(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
