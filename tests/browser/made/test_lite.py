"""The lessons in the browser alone: does every cell run there, and is every sentence the one that Python says here?

PYODIDE names the folder of Pyodide that the site is made with. Without it nothing of this runs, and one line says so.
The site is made once a process, with wheels that are fetched the first time and kept in `build/lite`, and served on the
loopback address; a lesson has a page and a Python of its own.
"""

import functools
import http.server
import importlib.util
import json
import os
import pathlib
import re
import shutil
import threading
import typing

import frames
import frametime
import hands
import livelab
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[3]
LESSONS = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
PYODIDE = os.environ.get("PYODIDE", "")
NOT_RUN = "the lessons in the browser alone did not run: PYODIDE names no folder of Pyodide"
pytestmark = pytest.mark.skipif(not PYODIDE, reason=NOT_RUN)

#: Settings of each explorer whose sentences and tables are compared.
SETTINGS = 25
#: Python starts in the page, and has only one thread, on which it also draws pictures beforehand.
START_S, PATIENCE_S = 300, 120
#: Runs in the page: what Python answers. This kernel keeps no answers to questions beside a cell, so they are printed.
ASK = """
async code => {
    const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
    let text = '', failed = null;
    const future = kernel.requestExecute({ code: `print(repr(${code}))`, silent: false, store_history: false });
    future.onIOPub = ({ header, content }) => {
        if (header.msg_type === 'stream' && content.name === 'stdout') text += content.text;
        if (header.msg_type === 'error') failed = content;
    };
    const reply = (await future.done).content;
    return reply.status === 'ok' && !failed
        ? { status: 'ok', data: { 'text/plain': text.trim() } }
        : { status: 'error', ename: (failed ?? reply).ename, evalue: (failed ?? reply).evalue };
}
"""
#: What the page may complain about that is not ours.
NOT_OURS = re.compile(r"ERR_UNKNOWN_URL_SCHEME attachment:")


class Page(livelab.LessonPage):
    """One lesson, open in the site."""

    ask_in_page = ASK
    start_s, appear_s = START_S, PATIENCE_S

    def place(self, address: str) -> str:
        return f"{address}/lab/index.html?path={self.notebook}"


class Files(http.server.SimpleHTTPRequestHandler):
    """Hands out files, as any host of a site does, and keeps no log."""

    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | {
        ".mjs": "text/javascript", ".wasm": "application/wasm",
    }  # fmt: skip

    #: What is not to be had, by name, and what of that was asked for.
    gone: frozenset[str] = frozenset()
    missed: typing.ClassVar[list[str]] = []

    def log_message(self, *_args):
        pass

    def do_GET(self):
        name = self.path.partition("?")[0].rpartition("/")[2]
        if name in self.gone:
            self.missed.append(name)
            self.send_error(http.HTTPStatus.NOT_FOUND)
        else:
            super().do_GET()


def built(into: pathlib.Path, pyodide: str) -> None:
    """Make the site as `make lite PYODIDE=folder` does."""
    spec = importlib.util.spec_from_file_location("lite_build", ROOT / "tools" / "lite" / "build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.build(into, module.whole(pyodide))


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """Make the site, serve it on the loopback address, and yield that."""
    folder = tmp_path_factory.mktemp("lite") / "site"
    built(folder, PYODIDE)
    # A test looks into JupyterLab; who learns need not.
    config = folder / "jupyter-lite.json"
    told = json.loads(config.read_text(encoding="utf-8"))
    told["jupyter-config-data"]["exposeAppInBrowser"] = True
    config.write_text(json.dumps(told), encoding="utf-8")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Files, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    shutil.rmtree(folder)


@pytest.fixture(scope="module", params=LESSONS)
def in_browser(request, new_context, site):
    """Open one lesson in the site, and run all its cells."""
    context = new_context()
    page = Page(context, site, request.param)
    try:
        page.run_all(timeout_s=START_S)
        yield page
    finally:
        context.close()


def test_every_cell_runs_and_every_explorer_moves_and_says_what_it_says_here(in_browser, refused, monkeypatch):
    monkeypatch.setattr(hands, "PATIENCE_S", PATIENCE_S)
    outputs = in_browser.outputs()
    assert outputs
    assert not [one for one in outputs if one["output_type"] == "error"]
    assert not [one["text"] for one in outputs if one.get("name") == "stderr"]
    sources = [cell["source"] for cell in in_browser.cells()]

    with hands.Problems() as problems:
        for explorer in hands.widgets(in_browser)[0]:
            with problems.part(explorer.name):
                (name,) = re.findall(r"explore\.(\w+)\(\)", sources[explorer.cell])
                moved(explorer)
                compared(explorer, name, problems)

    asked_for = [url for url in in_browser.requests if livelab.OUTSIDE.match(url)]
    assert asked_for == refused == []
    assert [text for text in in_browser.complaints() if not NOT_OURS.search(text)] == []


def moved(explorer: hands.Explorer) -> None:
    """Move a slider by a key, or what there is instead; wait until picture, sentence, table and Python agree."""
    spec = min(explorer.specs.values(), key=lambda one: "grid" not in one)
    name, before = spec["name"], explorer.kernel()["values"]
    explorer.show()
    if "grid" in spec:
        explorer.press(explorer.control(name), "ArrowLeft" if before[name] == spec["grid"][-1] else "ArrowRight")
    elif "options" in spec:
        last = before[name] == spec["options"][-1][0]
        explorer.press(explorer.control(name), "ArrowUp" if last else "ArrowDown")
    else:
        explorer.press(explorer.control(name), "Space")
    explorer.wait(f"a move of {name} that arrives", lambda: explorer.kernel()["values"] != before, PATIENCE_S)
    explorer.settle(f"a key on {name}")


def compared(explorer: hands.Explorer, name: str, problems: hands.Problems) -> None:
    """Set so many settings by lot in the browser's Python and in this one, and compare what they say."""
    settings = frametime.settings_of(name, SETTINGS)
    there = explorer.ask(f"[[w.set(**s).sentence, [list(r) for r in w.table]] for s in {settings!r}]")
    here = frames.SHOWN[name]()
    for setting, said in zip(settings, there, strict=True):
        here.set(**setting)
        expected = [here.sentence, [list(row) for row in here.table]]
        problems.expect(said == expected, f"{name} at {setting}: the browser says {said}, Python here {expected}")


@pytest.mark.parametrize("gone", ["early.mjs", "library.zip", "first.laid"])
def test_python_starts_also_where_what_lets_it_start_sooner_cannot_be_had(new_context, site, monkeypatch, gone):
    monkeypatch.setattr(Files, "gone", {gone})
    monkeypatch.setattr(Files, "missed", [])
    context = new_context()
    page = Page(context, site, LESSONS[1])
    assert page.ask_kernel("__import__('ketlessons').__name__") == "ketlessons"
    told = page.page.request.get(f"{site}/static/python/python.json").json()
    assert (gone in Files.missed) == (gone == "early.mjs" or bool(told["ready"]))
    context.close()


def test_the_start_page_leads_to_every_lesson_and_says_how_work_is_kept(new_context, site):
    page = new_context().new_page()
    page.goto(site)
    found = page.eval_on_selector_all("a", "all => all.map(one => one.getAttribute('href'))")
    assert {f"lab/index.html?path={name}" for name in LESSONS} == set(found)
    text = page.inner_text("main")
    assert all(words in text for words in ("Your copy", "A download", "A fresh copy"))
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 320


#: Runs in the page: what the browser hands out as a file, and how it is changed there.
CONTENTS = """
async ([what, ...rest]) => {
    const contents = window.jupyterapp.serviceManager.contents;
    const found = await contents[what](...rest);
    return found?.content ? JSON.stringify(found.content) : null;
}
"""


def test_a_copy_is_kept_in_the_browser_and_a_deleted_one_gives_the_lesson_back(new_context, site):
    context, name = new_context(), LESSONS[1]

    def opened():
        page = context.new_page()
        page.goto(f"{site}/lab/index.html?reset")
        page.wait_for_function("() => window.jupyterapp?.serviceManager?.contents", timeout=START_S * 1000)
        page.evaluate("() => window.jupyterapp.restored")
        return page

    page = opened()
    published = json.loads(page.evaluate(CONTENTS, ["get", name, {"content": True}]))
    mine = json.loads(json.dumps(published))
    mine["cells"][0]["source"] = "my own words"
    page.evaluate(CONTENTS, ["save", name, {"type": "notebook", "format": "json", "content": mine}])
    page.close()

    page = opened()
    assert json.loads(page.evaluate(CONTENTS, ["get", name, {"content": True}])) == mine, "kept"
    page.evaluate(CONTENTS, ["rename", name, "mine.ipynb"])
    assert json.loads(page.evaluate(CONTENTS, ["get", "mine.ipynb", {"content": True}])) == mine, "renamed"
    page.close()

    page = opened()
    assert json.loads(page.evaluate(CONTENTS, ["get", name, {"content": True}])) == published, "both"
    page.evaluate(CONTENTS, ["save", name, {"type": "notebook", "format": "json", "content": mine}])
    page.evaluate(CONTENTS, ["delete", name])
    page.close()

    page = opened()
    assert json.loads(page.evaluate(CONTENTS, ["get", name, {"content": True}])) == published, "a fresh copy"
    context.close()
