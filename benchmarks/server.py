"""What does the Jupyter server cost, and would a connection that never waits bring the slider's answer sooner?

Two JupyterLabs run side by side, one as it is and one that sends small answers at once (`src/ketlessons_server`). One
hand goes to and fro between them: the same move of the same slider here and there, in turns, so that load hits both
alike. Read the differences of the pairs. See README.md beside this file.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import json
import pathlib
import random
import statistics
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests" / "support" / "screen"))

import livelab  # noqa: E402
import slider  # noqa: E402

FLAGS = {
    "as it is": ("--ServerApp.jpserver_extensions=ketlessons_server=False",),
    "prompt": (livelab.PROMPT,),
}
#: Explorer, the slider that is moved, and another that is put anywhere first, so that few pictures are known by then.
SLIDERS = (
    ("block_curve", "conc_um", "voltage_mv"),
    ("plasma_to_channel", "conc_ng_ml", "unbound"),
    ("small_trials", "people", "smd"),
)
KINDS = {
    "step": "one arrow key",
    "jump": "one Page Up or Page Down",
    "drag": "over two thirds of the slider with the mouse, from its last move to the last picture",
}

#: Runs in the page: when did a slider last move, and when did its picture change after that?
DRAGS = """() => { window.drags = (area, slider) => {
  const picture = area.querySelector(".kl-moving, .floor-picture"), moves = [], pictures = [];
  const moved = () => moves.push(performance.now());
  let before = picture.innerHTML;
  const observer = new MutationObserver(() => {
    if (picture.innerHTML !== before) pictures.push(performance.now());
    before = picture.innerHTML;
  });
  slider.addEventListener("input", moved, { capture: true });
  observer.observe(picture, { childList: true, subtree: true, characterData: true });
  return () => {
    observer.disconnect();
    slider.removeEventListener("input", moved, { capture: true });
    const last = moves.at(-1), end = pictures.at(-1);
    return end > last - 1 ? { ms: Math.max(0, end - last), moves: moves.length, pictures: pictures.length } : null;
  };
}; }"""


class Hand:
    """One explorer on one server, and what its slider's moves cost."""

    def __init__(self, bench: slider.Bench, contender: slider.Contender):
        self.bench, self.contender = bench, contender

    def step(self, direction: int, seed: int) -> dict | None:
        """Press an arrow key in the middle."""
        return self._press("ArrowRight" if direction > 0 else "ArrowLeft", seed)

    def jump(self, direction: int, seed: int) -> dict | None:
        """Press Page Up or Page Down in the middle."""
        return self._press("PageUp" if direction > 0 else "PageDown", seed)

    def drag(self, direction: int, seed: int) -> dict | None:
        """Take the slider by its thumb in the middle, pull it to one side and across to the other, in 30 moves."""
        area, at = self._begin(seed)
        box, mouse = at.bounding_box(), self.bench.page.mouse
        y, middle, reach = box["y"] + box["height"] / 2, box["x"] + box["width"] / 2, direction * box["width"] / 3
        mouse.move(middle, y)
        mouse.down()
        self.bench.page.evaluate("() => window.bench.idle()")
        done = self.bench.page.evaluate_handle("([area, slider]) => window.drags(area, slider)", [area, at])
        for part in [*range(1, 11), *range(9, -11, -1)]:
            mouse.move(middle + reach * part / 10, y)
            time.sleep(0.008)
        mouse.up()
        self.bench.page.evaluate("() => window.bench.idle()")
        return done.evaluate("done => done()")

    def _press(self, key: str, seed: int) -> dict | None:
        area, _ = self._begin(seed)
        area.evaluate("node => window.bench.arm('svg', node)")
        self.bench.page.keyboard.press(key)
        return self.bench.page.evaluate("() => window.bench.result()")

    def _begin(self, seed: int):
        """Put the slider in the middle and the other one anywhere, and wait until all is quiet."""
        area, at = self.bench.focus(self.contender)
        share = random.Random(seed).random()
        for where, part in ((self.contender.slider, 0.5), (self.contender.other, share)):
            if where:
                area.evaluate(
                    """(node, [where, part]) => {
                    const input = node.querySelector(where);
                    input.value = String(Math.round(part * Number(input.max)));
                    input.dispatchEvent(new Event("input", { bubbles: true })); }""",
                    [where, part],
                )
        self.bench.page.evaluate("() => window.bench.idle()")
        time.sleep(random.Random(-seed).uniform(0.005, 0.06))  # moves must not keep step with the screen's frames
        return area, at


def contenders() -> list[slider.Contender]:
    """List the sliders of `SLIDERS` as `slider.py` knows them, and the bare way to the kernel and back."""
    at = 'input[type=range][name="{}"]'.format
    bare = next(one for one in slider.contenders() if one.name == slider.FLOOR)
    return [bare] + [
        slider.Contender(f"{name}: {mine}", f"explore.{name}()", "svg", at(mine), explorer=name, other=at(other))
        for name, mine, other in SLIDERS
    ]


def memory_mb(pid: int) -> float | None:
    """Return the resident memory of a process, where the system tells it in a file."""
    with contextlib.suppress(OSError, StopIteration, ValueError):
        lines = pathlib.Path(f"/proc/{pid}/status").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024
    return None


def starts(rounds: int) -> dict[str, list[dict]]:
    """Start each server so often, in turns, and note how long it took and how large it is."""
    found: dict[str, list[dict]] = {name: [] for name in FLAGS}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(rounds):
            for name, flags in FLAGS.items():
                with livelab.lab_server(pathlib.Path(folder), flags=flags) as server:
                    found[name].append({"s": server.started_s, "mb": memory_mb(server.pid)})
    return found


def pairs(rounds: int) -> list[dict]:
    """Make every move on both servers, in turns, and return what each pair took."""
    from playwright.sync_api import sync_playwright

    found, chance = [], random.Random(1)
    with contextlib.ExitStack() as stack:
        playwright = stack.enter_context(sync_playwright())
        running = stack.enter_context(livelab.chromium(playwright))
        hands: dict[str, list[Hand]] = {}
        for name, flags in FLAGS.items():
            folder = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory()))
            sliders = contenders()
            (notebook,) = slider.write_notebooks(folder, sliders)
            server = stack.enter_context(livelab.lab_server(folder, flags=flags))
            context = running.new_context(viewport=dict(livelab.WINDOW))
            stack.callback(context.close)
            lesson = livelab.LessonPage(context, server.address, notebook)
            lesson.unfold()
            lesson.run_all()
            lesson.page.evaluate(DRAGS)
            bench = slider.Bench(lesson)
            hands[name] = [Hand(bench, one) for one in sliders]
        for number in range(rounds):
            for index in range(len(SLIDERS) + 1):
                for kind in KINDS:
                    seed, direction, order = chance.randrange(1, 10**6), chance.choice((-1, 1)), list(FLAGS)
                    chance.shuffle(order)
                    pair = {name: getattr(hands[name][index], kind)(direction, seed) for name in order}
                    # The first round warms up.
                    if number and all(pair.values()):
                        found.append({"floor": index == 0, "kind": kind, **pair})
    return found


def spread(values: list[float], unit: str) -> str:
    """Return the median and the quartiles."""
    low, middle, high = statistics.quantiles(values, n=4) if len(values) > 1 else values * 3
    return f"{middle:7.1f} {unit} ({low:.1f} to {high:.1f})"


def report(found: list[dict], started: dict[str, list[dict]]) -> str:
    """Return what a server costs, and for each kind of move how the pairs differ."""
    plain, prompt = FLAGS
    lines = []
    for name, runs in ((name, runs) for name, runs in started.items() if runs):
        lines.append(f"{name:<10} start {spread([one['s'] for one in runs], 's')}")
        if all(one["mb"] for one in runs):
            lines.append(f"{'':<10} memory{spread([one['mb'] for one in runs], 'MB')}")
    for floor, kind in itertools.product((True, False), KINDS):
        mine = [pair for pair in found if (pair["floor"], pair["kind"]) == (floor, kind)]
        if not mine:
            continue
        gain = [pair[plain]["ms"] - pair[prompt]["ms"] for pair in mine]
        sooner = sum(one > 0 for one in gain)
        lines += ["", f"{slider.FLOOR if floor else 'explorers'}, {kind}: {KINDS[kind]}; {len(mine)} pairs"]
        lines += [f"  {name:<10}{spread([pair[name]['ms'] for pair in mine], 'ms')}" for name in FLAGS]
        lines.append(f"  gained    {spread(gain, 'ms')}, sooner in {sooner} of {len(mine)} pairs")
        if kind == "drag":
            seen = {name: statistics.mean(pair[name]["pictures"] for pair in mine) for name in FLAGS}
            lines.append(f"  pictures while dragging: {seen[plain]:.1f} as it is, {seen[prompt]:.1f} prompt")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=20, help="pairs of each move for each explorer (default 20)")
    parser.add_argument("--starts", type=int, default=5, help="starts of each server (default 5)")
    parser.add_argument("--json", type=pathlib.Path, metavar="FILE", help="also write every measurement to this file")
    wanted = parser.parse_args()
    if livelab.find_browser() is None:
        print("No Chromium or Chrome was found: nothing was measured. KETLESSONS_BROWSER names one explicitly.")
        return 1
    started, found = starts(wanted.starts), pairs(wanted.rounds + 1)
    if wanted.json:
        wanted.json.write_text(json.dumps({"starts": started, "pairs": found}, indent=1))
    print(report(found, started))
    return 0


if __name__ == "__main__":
    sys.exit(main())
