"""A real JupyterLab on the loopback address, driven in a headless Chromium.

Used by the browser tests and by the benchmarks, so that both look at lessons in the same way.
"""

from __future__ import annotations

import ast
import contextlib
import json
import math
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from jupyter_core.paths import jupyter_path

BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "microsoft-edge")
BROWSER_PATHS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
#: Chromium asks its maker's servers for lists and updates unless told not to; a test must stay on this machine.
QUIET_FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-default-apps", "--disable-domain-reliability",
    "--font-render-hinting=none",
    # No name but the loopback's is ever resolved, and no proxy from the environment is asked to do it instead.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE *.localhost", "--no-proxy-server",
)  # fmt: skip
#: A school's proxy is for the world outside: nothing here may ask it for the loopback address.
LOOPBACK = "127.0.0.1,localhost,::1"
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))
#: As in an environment that `make lab` made, also where this copy was not installed.
PROMPT = "--ServerApp.jpserver_extensions=ketlessons_server=True"
#: What a lesson may ask for: the server of the test, and what the page itself holds.
OWN_ADDRESS = re.compile(r"^(?:(?:https?|wss?)://127\.0\.0\.1[:/]|data:|blob:|about:|attachment:)")
#: Everything else.
OUTSIDE = re.compile(r"^(?!(?:https?|wss?)://127\.0\.0\.1[:/])(?!data:|blob:|about:|attachment:)")

WINDOW = {"width": 1280, "height": 900}
#: Higher than any lesson, also in a narrow window.
TALL_PX = 20_000
#: Runs in the page: where the notebook's cells lie.
WHOLE = """
() => {
  const cells = [...document.querySelectorAll('.jp-Notebook .jp-Cell')].filter(cell => cell.checkVisibility());
  const [first, last] = [cells[0], cells.at(-1)].map(cell => cell.getBoundingClientRect());
  return { x: first.x, y: first.y, width: first.width, height: last.bottom - first.top };
}
"""
#: Runs in the page: brings the top of the notebook to the top, and says how much of it lies below the window.
BELOW = """
() => {
  const panel = window.jupyterapp.shell.currentWidget.node.querySelector('.jp-WindowedPanel-outer');
  panel.scrollTop = 0;
  return Math.ceil([...panel.querySelectorAll('.jp-Cell')].at(-1).getBoundingClientRect().bottom - innerHeight);
}
"""
#: Runs in the page: where elements lie.
BOXES = """
selectors => selectors.map(one => {
  const { x, y, width, height } = document.querySelector(one).getBoundingClientRect();
  return { x, y, width, height };
})
"""
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"

#: Errors on the console that are not ours: what they look like, and why they are not.
NOT_OURS = (
    (
        r"^pageerror: Failed to execute 'removeChild' on 'Node'[^\n]*\n[^\n]*\n\s+at http://127\.0\.0\.1:\d+"
        r"/static/lab/jlab_core\.[^\n]*$",
        "now and then JupyterLab 4.6 removes a theme's style sheet twice when the theme changes; it happens in an "
        "empty notebook too, and its own core is the only frame on the stack",
    ),
    (
        r"^Failed to load resource: net::ERR_UNKNOWN_URL_SCHEME attachment:[\w.-]+$",
        "JupyterLab lays the words of a cell on the page before it puts the cell's attachments in their place",
    ),
)


def find_browser() -> str | None:
    """Return the path of a Chromium or Chrome, or None. KETLESSONS_BROWSER names one explicitly."""
    named = os.environ.get("KETLESSONS_BROWSER")
    if named:
        return named if pathlib.Path(named).exists() else None
    for name in BROWSERS:
        found = shutil.which(name)
        if found:
            return found
    return next((path for path in BROWSER_PATHS if pathlib.Path(path).exists()), None)


def browser_or_stop() -> str:
    """Return the path of the browser. Without one, skip; on a server that promises one, fail."""
    import pytest  # what starts a JupyterLab without tests has none

    found = find_browser()
    if found:
        return found
    message = (
        "no Chromium or Chrome was found; install one (Debian, Ubuntu: apt install chromium) or set "
        "KETLESSONS_BROWSER to its path"
    )
    if os.environ.get("CI", "").lower() in ("true", "1"):
        pytest.fail(message, pytrace=False)
    pytest.skip(message)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def past_proxies(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the variables that keep the loopback address from a proxy, with the exceptions already there."""
    given = {name: environment.get(name) for name in ("no_proxy", "NO_PROXY")}
    either = given["no_proxy"] or given["NO_PROXY"]
    exceptions = {name: value or either for name, value in given.items()}
    return {name: ("*" if value == "*" else f"{value},{LOOPBACK}" if value else LOOPBACK)
            for name, value in exceptions.items()}  # fmt: skip


@dataclass(frozen=True)
class Server:
    """A JupyterLab that runs: its address with the token, its process, and how long it took to answer."""

    address: str
    pid: int
    started_s: float


@contextlib.contextmanager
def jupyterlab(folder: pathlib.Path, settings: dict[str, dict] | None = None) -> Iterator[str]:
    """Serve `folder` with a JupyterLab that has no user settings of its own; yield its address with the token."""
    with lab_server(folder, settings, [PROMPT]) as server:
        yield server.address


@contextlib.contextmanager
def lab_server(
    folder: pathlib.Path, settings: dict[str, dict] | None = None, flags: Sequence[str] = ()
) -> Iterator[Server]:
    """Serve `folder` with a JupyterLab that has no user settings of its own, and further flags; yield the server."""
    with tempfile.TemporaryDirectory() as home:
        root = pathlib.Path(home)
        quiet = {
            "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
            "@jupyterlab/docmanager-extension:plugin": {"autosave": False},
            **(settings or {}),
        }
        (root / "lab-settings").mkdir()
        (root / "config").mkdir()
        for plugin, values in quiet.items():
            package, name = plugin.split(":")
            file = root / "user-settings" / package / f"{name}.jupyterlab-settings"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps(values))
        own = root / "labextensions"
        _lay_labextensions(own)
        port, token = _free_port(), "lesson"
        environment = {
            **os.environ,
            **past_proxies(os.environ),
            "KETLESSONS_RECORD": "off",  # nobody learns here, also where no test says so
            "JUPYTER_CONFIG_DIR": str(root / "config"),
            "JUPYTER_DATA_DIR": str(root / "data"),
            "JUPYTER_RUNTIME_DIR": str(root / "runtime"),
            "JUPYTERLAB_SETTINGS_DIR": str(root / "user-settings"),
            "JUPYTERLAB_WORKSPACES_DIR": str(root / "workspaces"),
            "IPYTHONDIR": str(root / "ipython"),
            "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        }
        log, start = (root / "server.log").open("w"), time.monotonic()
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}",
             "--ServerApp.port_retries=0", f"--IdentityProvider.token={token}", "--LabApp.expose_app_in_browser=True",
             f"--ServerApp.root_dir={folder}", "--KernelSpecManager.ensure_native_kernel=True",
             f"--LabApp.labextensions_path={own}", *flags],
            env=environment, stdout=log, stderr=subprocess.STDOUT, cwd=folder,
        )  # fmt: skip
        try:
            _wait_until_up(f"http://127.0.0.1:{port}/api?token={token}", server, root / "server.log")
            yield Server(f"http://127.0.0.1:{port}/lab?token={token}", server.pid, time.monotonic() - start)
        finally:
            server.terminate()
            try:
                server.wait(15)
            except subprocess.TimeoutExpired:
                server.kill()
            log.close()


def _lay_labextensions(into: pathlib.Path) -> None:
    """Lay out the extensions of JupyterLab that learners have, and not that of JupyterLite.

    Who makes the site that runs in the browser alone has its kernel installed. It is made for JupyterLite: JupyterLab
    tries it at each start, fails, and complains on the console.
    """
    for place in reversed(jupyter_path("labextensions")):
        for found in pathlib.Path(place).glob("*"):
            if found.is_dir() and found.name != "@jupyterlite":
                shutil.copytree(found, into / found.name, dirs_exist_ok=True)


def _wait_until_up(address: str, server: subprocess.Popen, log: pathlib.Path, seconds: float = 90) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if server.poll() is not None:
            raise RuntimeError(f"JupyterLab stopped at once:\n{log.read_text()[-3000:]}")
        with contextlib.suppress(OSError), DIRECT.open(address, timeout=5):
            return
        time.sleep(0.1)
    raise RuntimeError(f"JupyterLab did not answer in {seconds:g} s:\n{log.read_text()[-3000:]}")


#: Runs in the page: what the kernel answers to a piece of code, without a trace in the notebook.
ASK = """
async code => {
    const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
    const options = { code: '', silent: true, store_history: false, user_expressions: { answer: code } };
    return (await kernel.requestExecute(options).done).content;
}
"""
FRAME_MS = 17
#: Runs in the page: opens a notebook beside what is open.
OPEN = "async path => { await window.jupyterapp.commands.execute('docmanager:open', { path }); }"
#: Runs in the page: shuts the kernel down and closes the notebook without saving; is nothing of it left?
LEAVE = """
async () => {
  const widget = window.jupyterapp.shell.currentWidget;
  await widget.sessionContext.shutdown();
  widget.dispose();
  await new Promise(resolve => setTimeout(resolve));
  return !document.querySelector('.jp-Dialog, .jp-Notebook') && document.body.dataset.jpThemeLight === 'true';
}
"""


def _question(expression: str) -> str:
    return (
        "__import__('json').dumps((lambda widget: " + expression + ")"
        "(__import__('ipywidgets').widgets.widget._instances.get))"
    )


class LessonPage:
    """One notebook open in JupyterLab, with everything the browser complained about."""

    #: How the kernel is asked.
    ask_in_page = ASK
    #: How long a kernel may take to start, and a widget to appear.
    start_s, appear_s = 90, 60

    def __init__(self, context, address: str, notebook: str, page=None):
        self.notebook = notebook
        self.page = page or context.new_page()
        self.console: list[str] = []
        self.requests: list[str] = []
        self._hears = {
            "console": self._on_console,
            "pageerror": lambda error: self.console.append(f"pageerror: {error}\n{error.stack}"),
            "request": lambda request: self.requests.append(request.url),
            "websocket": lambda socket: self.requests.append(socket.url),
        }
        for event, hear in self._hears.items():
            self.page.on(event, hear)
        if page:
            self.page.evaluate(OPEN, notebook)
        else:
            self.page.goto(self.place(address), wait_until="domcontentloaded")
        self.page.wait_for_function(
            """name => {
                const widget = window.jupyterapp?.shell?.currentWidget;
                return widget?.content?.model?.cells?.length > 0 && widget.context.path.endsWith(name)
                  && widget.sessionContext?.session?.kernel?.status === 'idle';
            }""",
            arg=notebook if page else "",
            timeout=self.start_s * 1000,
        )

    def place(self, address: str) -> str:
        """Return where the notebook is, beside other things at the address with the token."""
        base, query = address.split("?")
        return f"{base}/tree/{self.notebook}?{query}&reset"

    def _on_console(self, message) -> None:
        if message.type == "error":
            told, where = message.text, (message.location or {}).get("url", "")
            self.console.append(f"{told} {where}" if told.endswith("ERR_UNKNOWN_URL_SCHEME") else told)

    def complaints(self) -> list[str]:
        """Return the errors on the browser's console, but for those that are JupyterLab's own."""
        return [text for text in self.console if not any(re.search(pattern, text) for pattern, _ in NOT_OURS)]

    def unfold(self) -> None:
        """Open every heading that is collapsed, and wait until no cell is hidden: what is folded is not on the page."""
        self.page.evaluate("() => window.jupyterapp.commands.execute('notebook:expand-all-headings')")
        self.page.wait_for_function(
            "() => window.jupyterapp.shell.currentWidget.content.widgets.every(cell => !cell.isHidden)"
        )

    def hidden(self) -> list[int]:
        """Return the indexes of the cells that a collapsed heading hides, once all headings are known."""
        self.page.wait_for_function(
            """() => window.jupyterapp.shell.currentWidget.content.widgets.every((cell, index, all) =>
                 !cell.headingCollapsed || all[index + 1]?.isHidden)"""
        )
        return self.page.evaluate(
            """() => window.jupyterapp.shell.currentWidget.content.widgets.flatMap((cell, index) =>
                 cell.isHidden && !cell.node.checkVisibility() ? [index] : [])"""
        )

    def run_all(self, timeout_s: float = 240, unfold: bool = True) -> None:
        """Run every cell and wait until the last has finished and every widget is on the page."""
        if unfold:
            self.unfold()
        self.page.set_default_timeout(timeout_s * 1000)
        self.page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
        self.page.wait_for_function(
            "() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === 'idle'"
        )
        self._wait_for_widgets()
        self.page.set_default_timeout(30_000)

    def run_cell(self, index: int, timeout_s: float = 60) -> None:
        """Run one cell and wait for its answer."""
        self.page.set_default_timeout(timeout_s * 1000)
        self.page.evaluate(
            """index => {
                const content = window.jupyterapp.shell.currentWidget.content;
                content.deselectAll();
                content.activeCellIndex = index;
                return window.jupyterapp.commands.execute('notebook:run-cell');
            }""",
            index,
        )
        self._wait_for_widgets()
        self.page.set_default_timeout(30_000)

    def _wait_for_widgets(self) -> None:
        """Wait until every widget view among the outputs has drawn something."""
        self.page.wait_for_function(
            """view => [...document.querySelectorAll(`.jp-OutputArea-output[data-mime-type="${view}"]`)]
                 .every(output => output.querySelector(':scope > * > *'))""",
            arg=WIDGET_VIEW,
            timeout=self.appear_s * 1000,
        )

    def outputs(self) -> list[dict]:
        """Return the outputs of all code cells as notebook JSON, with the index of their cell."""
        return self.page.evaluate(
            """() => [...window.jupyterapp.shell.currentWidget.content.model.cells].flatMap((cell, index) =>
                 cell.type !== 'code' ? [] : cell.outputs.toJSON().map(output => ({ ...output, cell: index })))"""
        )

    def cells(self) -> list[dict]:
        """Return id, type and source of every cell, in order."""
        return self.page.evaluate(
            """() => [...window.jupyterapp.shell.currentWidget.content.model.cells].map(cell =>
                 ({ id: cell.id, type: cell.type, source: cell.sharedModel.getSource() }))"""
        )

    def active_cell(self) -> int:
        """Return the index of the cell that keyboard shortcuts would act on."""
        return self.page.evaluate("() => window.jupyterapp.shell.currentWidget.content.activeCellIndex")

    def command_mode(self, index: int = 0) -> None:
        """Make a cell the active one, in command mode, where single letters act on cells."""
        self.page.evaluate(
            """index => {
                const content = window.jupyterapp.shell.currentWidget.content;
                content.deselectAll();
                content.activeCellIndex = index;
                content.mode = 'command';
            }""",
            index,
        )

    def ask_kernel(self, expression: str):
        """Return what a Python expression over JSON values gives in the lesson's kernel; leave no trace there.

        In the expression, `widget(model_id)` is a live widget.
        """
        return self._told(expression, self.page.evaluate(self.ask_in_page, _question(expression)))

    def ask_kernel_and_look(self, expression: str, look: str, argument) -> tuple:
        """Return what the kernel answers, what a function of JavaScript sees then, and whether it sees that twice.

        The second look comes a frame later. All this is one errand to the page.
        """
        reply, seen, rests = self.page.evaluate(
            f"""async ([code, argument]) => {{
                const reply = await ({self.ask_in_page})(code);
                const look = () => ({look})(argument);
                const seen = look();
                await new Promise(resolve => setTimeout(resolve, {FRAME_MS}));
                return [reply, seen, JSON.stringify(look()) === JSON.stringify(seen)];
            }}""",
            [_question(expression), argument],
        )
        return self._told(expression, reply), seen, rests

    def _told(self, expression: str, reply: dict):
        answer = reply.get("user_expressions", {}).get("answer", reply)
        if answer.get("status") != "ok":
            raise RuntimeError(
                f"the kernel could not answer {expression}: {answer.get('ename')}: {answer.get('evalue')}"
            )
        return json.loads(ast.literal_eval(answer["data"]["text/plain"]))

    def theme(self, name: str) -> None:
        """Switch JupyterLab to 'JupyterLab Light' or 'JupyterLab Dark' and wait until the page shows it."""
        light = "true" if name.endswith("Light") else "false"
        self.page.evaluate("theme => window.jupyterapp.commands.execute('apputils:change-theme', { theme })", name)
        self.page.wait_for_function("light => document.body.dataset.jpThemeLight === light", arg=light)
        # The style sheet arrives after the mark on the body, and the old one leaves later still: wait for both.
        self.page.wait_for_function(
            """theme => {
                const sheets = [...document.querySelectorAll('link[rel=stylesheet][href*="/api/themes/"]')];
                return sheets.length === 1 && sheets[0].sheet && sheets[0].href.includes(theme);
            }""",
            arg=f"theme-{name.split()[-1].lower()}-extension",
        )
        self.page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def side_bar(self, shown: bool) -> None:
        """Show or hide the file browser at the left."""
        self.page.evaluate(
            "shown => { const s = window.jupyterapp.shell; shown ? s.expandLeft() : s.collapseLeft(); }", shown
        )

    def steady(self, in_the_middle: str = "") -> None:
        """Wait until the page stands still: offscreen cells get their height only when they come near the screen.

        An element that is named by a selector is brought to the middle, and stays there while heights settle.
        """
        self.page.evaluate(
            """async selector => {
                const panel = window.jupyterapp.shell.currentWidget.node.querySelector('.jp-WindowedPanel-outer');
                const frame = () => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
                let before, same = 0;
                for (let i = 0; i < 200 && same < 3; i += 1) {
                    if (selector) document.querySelector(selector).scrollIntoView({ block: 'center' });
                    await frame();
                    const now = `${panel.scrollHeight} ${panel.scrollTop}`;
                    same = now === before ? same + 1 : 0;
                    before = now;
                }
            }""",
            in_the_middle,
        )

    def lay_tall(self, width: int) -> None:
        """Give the window this width, and the height of the whole notebook, from its top."""
        self.page.set_viewport_size({"width": width, "height": TALL_PX})
        self.page.wait_for_function("() => [...document.querySelectorAll('.jp-Cell')].at(-1).checkVisibility()")
        self.steady()
        if (below := self.page.evaluate(BELOW)) > 0:
            self.page.set_viewport_size({"width": width, "height": TALL_PX + below + 200})
            self.steady()
            self.page.evaluate(BELOW)

    @contextlib.contextmanager
    def tall(self) -> Iterator[None]:
        """Make the screen tall enough for the whole notebook: JupyterLab draws no cell that is far from the screen."""
        window = self.page.viewport_size
        if window["height"] >= TALL_PX:
            yield
            return
        self.lay_tall(window["width"])
        try:
            yield
        finally:
            self.page.set_viewport_size(window)
            self.steady()

    def photograph(self, path, element=None) -> None:
        """Save a picture of one element, or of the whole notebook."""
        with self.tall():
            if element:
                element.screenshot(path=str(path))
            else:
                self.page.screenshot(path=str(path), clip=self.page.evaluate(WHOLE))

    def photograph_each(self, paths: Mapping[str, pathlib.Path], whole: pathlib.Path | None = None) -> None:
        """Save pictures of many elements, each named by its selector, and of the whole notebook if asked for.

        The browser takes one picture of all, because on so tall a screen each one takes it long.
        """
        import io

        from PIL import Image

        with self.tall():
            boxes = self.page.evaluate(BOXES, list(paths))
            clip = self.page.evaluate(WHOLE)
            taken = self.page.screenshot(clip=clip)
        if whole:
            whole.write_bytes(taken)
        with Image.open(io.BytesIO(taken)) as image:
            for path, box in zip(paths.values(), boxes, strict=True):
                left, top = math.floor(box["x"] - clip["x"]), math.floor(box["y"] - clip["y"])
                image.crop((left, top, left + math.ceil(box["width"]), top + math.ceil(box["height"]))).save(path)

    def close(self) -> None:
        """Shut the kernel down and close the page."""
        with contextlib.suppress(Exception):
            self.page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")
        self.page.close()

    def leave(self) -> bool:
        """Shut the kernel down and close the notebook; return whether another one can be opened in the same page."""
        from playwright.sync_api import Error

        for event, hear in self._hears.items():
            self.page.remove_listener(event, hear)
        try:
            clean = self.page.viewport_size == WINDOW and self.page.evaluate(LEAVE)
        except Error:
            clean = False
        if not clean:
            self.page.close()
        return clean


class Windows:
    """Pages in which JupyterLab is open already: to load it takes longer than most tests of a small notebook."""

    def __init__(self, context, address: str):
        self._context, self._address = context, address
        self._free: list = []

    def open(self, notebook: str) -> LessonPage:
        """Open a notebook in a page that nobody uses, or in a new one."""
        return LessonPage(self._context, self._address, notebook, self._free.pop() if self._free else None)

    def leave(self, lesson: LessonPage) -> None:
        """Close a notebook, and keep its page for another one, unless something was left on it."""
        if not lesson.page.is_closed() and lesson.leave():
            self._free.append(lesson.page)


@contextlib.contextmanager
def chromium(playwright):
    """Start the system's Chromium, which can reach nothing but the loopback address."""
    path = find_browser()
    if path is None:
        raise RuntimeError("no Chromium or Chrome was found")
    running = playwright.chromium.launch(executable_path=path, args=list(QUIET_FLAGS))
    try:
        yield running
    finally:
        running.close()


@contextlib.contextmanager
def browser(playwright, **context_options):
    """Start the system's Chromium; yield a context in which nothing but the loopback address can be reached."""
    with chromium(playwright) as running:
        context = running.new_context(viewport=dict(WINDOW), **context_options)
        try:
            yield context
        finally:
            context.close()
