"""A lesson's page opened from a file, and a hand on what lives in it. Used by the browser tests and the benchmark."""

from __future__ import annotations

import pathlib
import statistics

from ketlessons.explorers.register import LIVE
from ketlessons.publish.recorded import grid, record

#: Runs in the page: tells how long it takes from the next key press until a picture has changed, and a frame was drawn.
PACE = """
() => { window.pace = (picture) => new Promise((resolve) => {
  let pressed = null;
  const key = () => { pressed ??= performance.now(); };
  window.addEventListener("keydown", key, { capture: true, once: true });
  const look = new MutationObserver(() => {
    if (pressed === null) return;
    look.disconnect();
    requestAnimationFrame(() => resolve(performance.now() - pressed));
  });
  look.observe(document.querySelector(picture), { childList: true, subtree: true });
}); }
"""
#: Runs in the page: a slider over pictures that are held as they are, the least that a recorded picture can cost.
BARE = """
(pictures) => {
  document.getElementById("bare")?.remove();
  const box = Object.assign(document.createElement("div"), { id: "bare" });
  const slider = Object.assign(document.createElement("input"), { type: "range", min: 0, max: pictures.length - 1 });
  slider.setAttribute("aria-label", "bare");
  slider.value = 0;
  const stage = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  stage.setAttribute("viewBox", "0 0 900 450");
  stage.innerHTML = "<g></g>";
  slider.addEventListener("input", () => { stage.firstChild.innerHTML = pictures[slider.value]; });
  box.append(slider, stage);
  document.body.prepend(box);
}
"""


class LivePage:
    """A page, opened from its file; what it asked for, and what it complained of."""

    def __init__(self, chromium, file: pathlib.Path, init: str = "", **options):
        self.file = file
        self.context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        if init:
            self.context.add_init_script(init)
        self.page = self.context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(f"{message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        # How much the page's main thread has worked, whatever else the machine does meanwhile.
        self._inside = self.context.new_cdp_session(self.page)
        self._inside.send("Performance.enable", {"timeDomain": "threadTicks"})
        self.page.goto(file.as_uri())

    def wait(self) -> LivePage:
        """Wait until all lives."""
        self.page.wait_for_selector("html[data-live=ready]")
        told = {one["name"]: one["value"] for one in self._inside.send("Performance.getMetrics")["metrics"]}
        self.work_ms = 1000 * told["TaskDuration"]
        self.page.evaluate(PACE)
        return self

    @property
    def ready_ms(self) -> float:
        """How long after it was opened the page lived."""
        return self.page.evaluate("performance.getEntriesByName('kl-ready')[0].startTime")

    def explorers(self) -> list[Hand]:
        """Return a hand for each explorer of the page."""
        return [Hand(self, name) for name in LIVE if self.page.query_selector(f"#kl-pack-{name}")]

    def close(self) -> None:
        """Close it."""
        self.context.close()


class Hand:
    """Moves one explorer of a page, and knows what the kernel would show."""

    def __init__(self, live: LivePage, name: str):
        self.page, self.name = live.page, name
        self.figure = record.figure_of(name)
        self.panel = grid.on_pages(self.figure.panel)
        self.controls = {control.name: control for control in self.panel.controls}
        place = live.page.evaluate(
            "(pack) => JSON.parse(document.getElementById('kl-lives').textContent)"
            ".lives.find((one) => one.pack === pack).place",
            f"kl-pack-{name}",
        )
        self.host = f"#{place} > .kl-live"
        self.values = {control.name: control.value for control in self.panel.controls}

    def control(self, name: str):
        """Return the element of a control."""
        return self.page.locator(f"{self.host} [name={name}]")

    def move(self, name: str) -> None:
        """Move a control one step by keyboard, and know where it is then."""
        control = self.controls[name]
        steps = grid.steps(control)
        now = steps.index(self.values[name])
        to = now + 1 if now + 1 < len(steps) else now - 1
        element = self.control(name)
        element.focus()
        if control.kind == "switch":
            element.press("Space")
        elif control.kind == "choice":
            element.press("ArrowDown" if to > now else "ArrowUp")
        else:
            element.press("ArrowRight" if to > now else "ArrowLeft")
        self.values[name] = steps[to]

    def press(self, label: str) -> None:
        """Press a button."""
        self.page.locator(self.host).get_by_role("button", name=label, exact=True).press("Enter")

    def shown(self) -> dict[str, object]:
        """Return what the page shows."""
        return self.page.evaluate(
            """(host) => {
              const at = document.querySelector(host);
              const rows = [...at.querySelectorAll(".kl-numbers tr")];
              return {
                svg: at.querySelector(".kl-moving").innerHTML,
                sentence: at.querySelector(".kl-sentence").textContent,
                table: rows.map((row) => [...row.cells].map((cell) => cell.textContent)),
                trouble: at.querySelector(".kl-trouble").textContent,
              };
            }""",
            self.host,
        )

    def expected(self) -> dict[str, object]:
        """Return what the kernel shows there."""
        frame = self.figure.frame(self.values)
        reading = frame.reading
        # The browser writes markup in its own way, so it is asked how it would write this.
        svg = self.page.evaluate(
            """(svg) => {
              const stage = document.createElementNS("http://www.w3.org/2000/svg", "svg");
              stage.innerHTML = `<g>${svg}</g>`;
              return stage.firstChild.innerHTML;
            }""",
            frame.svg,
        )
        table = [list(map(str, line)) for line in (reading.columns, *reading.rows)]
        return {"svg": svg, "sentence": reading.sentence, "table": table, "trouble": ""}

    def slider(self) -> str:
        """Return the name of the control with most steps."""
        ranges = [control for control in self.panel.controls if control.kind in ("range", "clock")]
        return max(ranges, key=lambda control: len(control.grid)).name if ranges else ""

    def pace(self, presses: int) -> tuple[float, float]:
        """Return medians in milliseconds from key to picture: of this explorer, and of bare pictures, by turns."""
        name = self.slider()
        element = self.control(name)
        element.focus()
        element.press("Home")
        pictures = [self.shown()["svg"]]
        for _ in range(min(6, len(self.controls[name].grid) - 1)):
            element.press("ArrowRight")
            pictures.append(self.shown()["svg"])
        pictures = list(dict.fromkeys(pictures))
        self.page.evaluate(BARE, pictures)
        bare = self.page.locator("#bare input")
        element.press("Home")
        bare.press("Home")
        found: dict[str, list[float]] = {"own": [], "bare": []}
        many = len(pictures) - 1
        for turn in range(presses):
            key = "ArrowRight" if turn % (2 * many) < many else "ArrowLeft"
            for kind, node, picture in (("own", element, f"{self.host} .kl-moving"), ("bare", bare, "#bare g")):
                node.focus()
                waiting = self.page.evaluate_handle("(picture) => ({ done: window.pace(picture) })", picture)
                self.page.keyboard.press(key)
                found[kind].append(waiting.evaluate("(held) => held.done"))
        self.page.evaluate("document.getElementById('bare').remove()")
        element.press("Home")
        return statistics.median(found["own"]), statistics.median(found["bare"])
