"""How long does a learner wait between pressing a key on a slider and seeing the picture change?

One JupyterLab, one headless Chromium, one run. Every explorer, the two usual recipes for the same figure and the bare
round trip to the kernel take turns, a few key presses each, so that whatever else the machine is doing hits all of
them alike. Read the ratios; the milliseconds belong to the machine. See README.md beside this file.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import pathlib
import random
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests" / "support" / "screen"))

import livelab  # noqa: E402

FLOOR_RATIO = 1.5
INTERACT_RATIO = 6.0
#: No round is begun that would end after this many seconds.
BUDGET_S = 480
INTERACT, FLOOR = "interact + plt.show", "floor of the wire"

#: Runs in the page. `arm` starts to watch one picture; `result` tells when the next key press reached the screen.
WATCHER = """
window.bench = (() => {
  let quietSince = 0, watch = null, result = null;
  const kernel = () => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
  kernel().statusChanged.connect(() => { quietSince = performance.now(); });

  window.addEventListener("keydown", () => {
    if (watch && watch.t0 === null) watch.t0 = performance.now();
  }, { capture: true });

  // The picture has changed. The first animation frame after that is the end of the wait; the first task after that
  // frame tells how long style, layout and paint took.
  function changed() {
    const mine = watch;
    if (!mine || mine.t0 === null || mine.changed) return;
    if (mine.differs && !mine.differs()) return;
    mine.changed = performance.now();
    requestAnimationFrame(() => {
      const end = performance.now();
      const after = new MessageChannel();
      after.port1.onmessage = () => mine.finish({
        ms: end - mine.t0, answered_ms: mine.changed - mine.t0, painted_ms: performance.now() - mine.t0,
      });
      after.port2.postMessage(0);
    });
  }

  const drawImage = CanvasRenderingContext2D.prototype.drawImage;
  CanvasRenderingContext2D.prototype.drawImage = function (...args) {
    drawImage.apply(this, args);
    if (watch && watch.kind === "canvas" && watch.area.contains(this.canvas)) changed();
  };

  const watchers = {
    svg(area) {
      const picture = area.querySelector(".kl-moving, .floor-picture");
      const before = picture.innerHTML;
      watch.differs = () => picture.innerHTML !== before;
      const observer = new MutationObserver(changed);
      observer.observe(picture, { childList: true, subtree: true, characterData: true });
      return () => observer.disconnect();
    },
    img(area) {
      const before = area.querySelector("img").src;
      watch.differs = () => [...area.querySelectorAll("img")].some((image) => image.complete && image.src !== before);
      const observer = new MutationObserver(() => {
        for (const image of area.querySelectorAll("img")) {
          if (image.complete) changed();
          else image.addEventListener("load", changed, { once: true });
        }
      });
      observer.observe(area, { childList: true, subtree: true, attributes: true, attributeFilter: ["src"] });
      return () => observer.disconnect();
    },
    canvas() { return () => {}; },
  };

  return {
    arm(kind, area) {
      watch = { kind, area, t0: null, changed: 0, differs: null };
      const mine = watch;
      const stop = watchers[kind](area);
      result = new Promise((resolve) => {
        const late = setTimeout(() => mine.finish(null), 8000);
        mine.finish = (value) => { clearTimeout(late); stop(); watch = null; resolve(value); };
      });
    },
    result() { return result; },
    async idle() {
      for (;;) {
        if (kernel().status === "idle" && performance.now() - quietSince > 60) return;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    // Where the slider stands: -1 at its low end, 1 at its high end, else 0.
    end(slider) {
      const range = slider.tagName === "INPUT";
      const [at, low, high] = range ? [slider.value, slider.min, slider.max].map(Number)
        : ["now", "min", "max"].map((name) => Number(slider.getAttribute(`aria-value${name}`)));
      return at <= low ? -1 : at >= high ? 1 : 0;
    },
  };
})();
"""


@dataclass
class Contender:
    """One slider and its picture: which cell shows them, how to find them, and what was measured."""

    name: str
    source: str
    kind: str
    slider: str
    explorer: str = ""
    #: Another slider of the same explorer, moved at random before each press: then no picture is known beforehand.
    other: str = ""
    presses: list[dict] = field(default_factory=list)
    missed: int = 0
    pixels_changed: bool | None = None
    direction: int = 1
    notebook: str = "sliders.ipynb"
    cell: int = 0

    @property
    def times(self) -> list[float]:
        """Milliseconds from key press to screen, in order."""
        return [press["ms"] for press in self.presses]

    def by_round(self) -> dict[int, float]:
        """Return the median of each round."""
        rounds = sorted({press["round"] for press in self.presses})
        return {r: statistics.median(p["ms"] for p in self.presses if p["round"] == r) for r in rounds}


def contenders() -> list[Contender]:
    """List every slider of every explorer, then what they are compared with."""
    from ketlessons.explorers import EXPLORERS

    found = []
    for name, make in EXPLORERS.items():
        sliders = [control.name for control in make().controls if control.kind in ("range", "clock")]
        at = {slider: f'input[type=range][name="{slider}"]' for slider in sliders}
        for slider in sliders:
            found.append(Contender(f"{name}: {slider}", f"explore.{name}()", "svg", at[slider], explorer=name))
        if len(sliders) > 1:
            slider, other = sliders[:2]
            found.append(
                Contender(
                    f"{name}: {slider}, new", f"explore.{name}()", "svg", at[slider], explorer=name, other=at[other]
                )
            )
    found.append(Contender(INTERACT, "contenders.interact()", "img", ".noUi-handle"))
    if importlib.util.find_spec("ipympl"):
        # In a notebook of its own: importing ipympl takes pyplot over, and `interact` would draw on its canvas.
        found.append(
            Contender("ipympl + draw_idle", "contenders.ipympl()", "canvas", ".noUi-handle", notebook="ipympl.ipynb")
        )
    found.append(Contender(FLOOR, "contenders.floor()", "svg", "input[type=range]"))
    return found


def write_notebooks(folder: pathlib.Path, found: list[Contender]) -> list[str]:
    """Write the notebooks that show every contender once, and note in which cell each one is; return their names."""
    first = (
        f"%matplotlib inline\nimport sys; sys.path.insert(0, {str(HERE)!r})\n"
        "import contenders\nfrom ketlessons import explore"
    )
    sources: dict[str, list[str]] = {}
    for contender in found:
        cells = sources.setdefault(contender.notebook, [first])
        if contender.source not in cells:
            cells.append(contender.source)
        contender.cell = cells.index(contender.source)
    code = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    for name, cells in sources.items():
        book = {
            "nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": kernel},
            "cells": [{**code, "id": f"cell-{i}", "source": source} for i, source in enumerate(cells)],
        }  # fmt: skip
        (folder / name).write_text(json.dumps(book))
    return list(sources)


class Bench:
    """A notebook with contenders, and a hand on the keyboard."""

    def __init__(self, lesson: livelab.LessonPage):
        self.lesson = lesson
        self.page = lesson.page
        self.chance = random.Random(1)
        self.page.evaluate(WATCHER)

    def area(self, contender: Contender):
        """Return the output of this contender's cell."""
        cell = self.page.evaluate_handle(
            "index => window.jupyterapp.shell.currentWidget.content.widgets[index].node", contender.cell
        ).as_element()
        return cell.wait_for_selector(".jp-Cell-outputWrapper", state="attached")

    def focus(self, contender: Contender):
        """Bring slider and picture into view and put the focus on the slider; return output and slider."""
        self.page.bring_to_front()
        area = self.area(contender)
        area.evaluate("node => node.scrollIntoView({ block: 'start' })")
        slider = area.wait_for_selector(contender.slider)
        slider.focus()
        self.page.evaluate("() => window.bench.idle()")
        return area, slider

    def press(self, contender: Contender, area, slider) -> dict | None:
        """Press one arrow key when all is quiet, and return what the page measured; None if nothing changed."""
        if contender.other:
            area.evaluate(
                """(node, at) => { const other = node.querySelector(at);
                other.value = String(Math.floor(Math.random() * (Number(other.max) + 1)));
                other.dispatchEvent(new Event("input", { bubbles: true })); }""",
                contender.other,
            )
        self.page.evaluate("() => window.bench.idle()")
        end = slider.evaluate("node => window.bench.end(node)")
        contender.direction = -end or contender.direction
        area.evaluate("(node, kind) => window.bench.arm(kind, node)", contender.kind)
        time.sleep(self.chance.uniform(0.005, 0.04))  # presses must not keep step with the screen's frames
        self.page.keyboard.press("ArrowRight" if contender.direction > 0 else "ArrowLeft")
        return self.page.evaluate("() => window.bench.result()")

    def check_pixels(self, contender: Contender) -> None:
        """Press once and see, in screenshots, whether the picture on the screen really changed."""
        area, slider = self.focus(contender)
        box = {"svg": "svg:has(.kl-moving), svg:has(.floor-picture)", "img": "img", "canvas": "canvas"}[contender.kind]
        before = area.wait_for_selector(box).screenshot()
        contender.direction = 1
        for _ in range(3):  # one step may be too small to see, such as none to almost none
            self.press(contender, area, slider)
            self.page.evaluate("() => window.bench.idle()")
            contender.pixels_changed = area.wait_for_selector(box).screenshot() != before
            if contender.pixels_changed:
                break

    def visit(self, contender: Contender, presses: int, round_number: int) -> None:
        """Measure some presses; the first of a visit is not counted, it warms up what the last visit cooled."""
        area, slider = self.focus(contender)
        for number in range(presses + 1):
            measured = self.press(contender, area, slider)
            if number == 0:
                continue
            if measured is None:
                contender.missed += 1
            else:
                contender.presses.append({"round": round_number, **measured})


def measure(presses: int, rounds: int) -> list[Contender]:
    """Start everything, take turns, and return the contenders with what was measured."""
    from playwright.sync_api import sync_playwright

    start = time.monotonic()
    found = contenders()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = pathlib.Path(name)
        notebooks = write_notebooks(folder, found)
        with livelab.jupyterlab(folder) as address, livelab.browser(playwright) as context:
            benches = {}
            for notebook in notebooks:
                lesson = livelab.LessonPage(context, address, notebook)
                lesson.unfold()
                lesson.run_all()
                broken = [out for out in lesson.outputs() if out["output_type"] == "error"]
                if broken:
                    raise RuntimeError("\n".join(broken[0]["traceback"]))
                benches[notebook] = Bench(lesson)
            for contender in found:
                benches[contender.notebook].check_pixels(contender)
            print(f"Ready after {time.monotonic() - start:.0f} s.", flush=True)
            slowest = 0.0
            for number in range(rounds):
                began = time.monotonic()
                if number and began - start + slowest > BUDGET_S:
                    print(f"Stopped after {number} rounds: the machine is slow.")
                    break
                turn = number * len(found) // rounds
                for contender in found[turn:] + found[:turn]:
                    benches[contender.notebook].visit(contender, presses, number)
                slowest = max(slowest, time.monotonic() - began)
            for bench in benches.values():
                bench.lesson.close()
    print(f"Measured in {time.monotonic() - start:.0f} s.\n")
    return found


def percentile(times: list[float], percent: float) -> float:
    """Return a percentile by the nearest rank."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, round(percent / 100 * len(ordered)))]


def summarise(found: list[Contender]) -> list[dict]:
    """Return one row for each contender that was measured."""
    reference = {c.name: statistics.median(c.times) for c in found if c.times}
    rounds = next(c for c in found if c.name == FLOOR).by_round()
    rows = []
    for contender in found:
        if not contender.times:
            continue
        median = statistics.median(contender.times)
        ratios = [value / rounds[r] for r, value in contender.by_round().items() if r in rounds]
        rows.append({
            "contender": contender.name,
            "explorer": contender.explorer,
            "new": bool(contender.other),
            "n": len(contender.times),
            "median_ms": median,
            "p95_ms": percentile(contender.times, 95),
            "answered_ms": statistics.median(p["answered_ms"] for p in contender.presses),
            "painted_ms": statistics.median(p["painted_ms"] for p in contender.presses),
            "times_floor": median / reference[FLOOR],
            "times_floor_by_round": [min(ratios), max(ratios)],
            "faster_than_interact": reference[INTERACT] / median,
            "pixels_changed": contender.pixels_changed,
            "missed": contender.missed,
        })  # fmt: skip
    return rows


def report(rows: list[dict]) -> str:
    """Return the table and the verdicts."""
    head = f"{'contender':<30}{'n':>4}{'median ms':>11}{'p95 ms':>8}{'painted ms':>12}{'x floor':>9}" \
           f"{'by round':>12}{'faster than interact':>22}"  # fmt: skip
    lines = [head, "-" * len(head)]
    for row in rows:
        low, high = row["times_floor_by_round"]
        lines.append(
            f"{row['contender']:<30}{row['n']:>4}{row['median_ms']:>11.0f}{row['p95_ms']:>8.0f}"
            f"{row['painted_ms']:>12.0f}{row['times_floor']:>9.2f}{f'{low:.2f}-{high:.2f}':>12}"
            f"{row['faster_than_interact']:>21.1f}x"
        )
    lines.append("")
    for explorer in dict.fromkeys(row["explorer"] for row in rows if row["explorer"]):
        mine = [row for row in rows if row["explorer"] == explorer]
        slowest = max((row for row in mine if not row["new"]), key=lambda row: row["median_ms"])
        near = "yes" if slowest["times_floor"] <= FLOOR_RATIO else "no"
        fast = "yes" if slowest["faster_than_interact"] >= INTERACT_RATIO else "no"
        slider = slowest["contender"].split(": ")[1]
        lines.append(f"{explorer} (slowest slider: {slider})")
        lines.append(f"  median within {FLOOR_RATIO:g} times the floor: {near} ({slowest['times_floor']:.2f})")
        lines.append(
            f"  at least {INTERACT_RATIO:g} times faster than interact: {fast} ({slowest['faster_than_interact']:.1f})"
        )
        for row in (row for row in mine if row["new"]):
            lines.append(
                f"  a picture that nobody drew ahead: {row['times_floor']:.2f} times the floor, "
                f"{row['faster_than_interact']:.1f} times faster than interact"
            )
    bare = next((row for row in rows if row["contender"] == FLOOR), None)
    if bare:
        faster = bare["faster_than_interact"]
        lines.append(f"The floor itself is {faster:.1f} times faster than interact; drawing faster cannot beat that.")
    for row in rows:
        if not row["pixels_changed"]:
            lines.append(f"NOTE {row['contender']}: a screenshot saw no change")
        if row["missed"]:
            lines.append(f"NOTE {row['contender']}: {row['missed']} presses changed nothing and are not counted")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--presses", type=int, default=8, help="counted key presses in each visit (default 8)")
    parser.add_argument("--rounds", type=int, default=5, help="visits to each contender (default 5)")
    parser.add_argument("--json", type=pathlib.Path, metavar="FILE", help="also write every press to this file")
    wanted = parser.parse_args()
    if livelab.find_browser() is None:
        print("No Chromium or Chrome was found: nothing was measured. KETLESSONS_BROWSER names one explicitly.")
        return 1
    found = measure(wanted.presses, wanted.rounds)
    rows = summarise(found)
    print(report(rows))
    if wanted.json:
        every = {contender.name: contender.presses for contender in found}
        wanted.json.write_text(json.dumps({"rows": rows, "presses": every}, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
