"""Does anything that a student wrote run in a teacher's session? A notebook, a page handed in, a page of a class."""

import json
import os

import hubhouse
import livelab
from ledger import notebook
from pupil import wait

from ketlessons.publish import classroom
from ketlessons.record import handin, lines

#: Marks the page in which it runs.
RUNS = "window.top.ran = (window.top.ran || []).concat('{}')"
IMAGE = "<img src='x' onerror=\"{}\">"


def hostile() -> dict:
    """Return a notebook whose saved outputs and words would run if they were trusted."""
    view = {"application/vnd.jupyter.widget-view+json": {"model_id": "evil", "version_major": 2, "version_minor": 0}}
    outputs = [
        {"text/html": f"<p>seen</p><script>{RUNS.format('script')}</script>" + IMAGE.format(RUNS.format("html"))},
        {"application/javascript": RUNS.format("javascript")},
        {"image/svg+xml": f"<svg xmlns='http://www.w3.org/2000/svg' onload=\"{RUNS.format('svg')}\"></svg>"},
        {"text/markdown": IMAGE.format(RUNS.format("markdown"))},
        view,
    ]
    made = notebook(*("1" for _ in outputs))
    for cell, data in zip(made["cells"], outputs, strict=True):
        cell["outputs"] = [{"output_type": "display_data", "metadata": {}, "data": data}]
    words = {"cell_type": "markdown", "id": "words", "metadata": {}}
    made["cells"].append({**words, "source": "end of it " + IMAGE.format(RUNS.format("words"))})
    model = {"model_module": "@jupyter-widgets/controls", "model_module_version": "2.0.0", "model_name": "HTMLModel",
             "state": {"value": IMAGE.format(RUNS.format("widget"))}}  # fmt: skip
    state = {"version_major": 2, "version_minor": 0, "state": {"evil": model}}
    made["metadata"]["widgets"] = {"application/vnd.jupyter.widget-state+json": state}
    return made


def _ran(page) -> list[str]:
    page.wait_for_timeout(1500)  # an image that does not load tells so a moment later
    return page.evaluate("() => window.top.ran ?? []")


def test_a_students_notebook_runs_nothing_in_a_teachers_session(house, teacher, as_user, fault):
    with fault("a teacher opens a student's hostile notebook") as one:
        one.tries = 7
        context = as_user(teacher)
        place = house.students / hubhouse.TEACHER / "from-ann.ipynb"
        place.write_text(json.dumps(hostile()))
        os.chown(place, house.account(hubhouse.TEACHER).pw_uid, house.account(hubhouse.TEACHER).pw_gid)
        address = f"{teacher.address}{teacher.home}lab?from=test"
        page = livelab.LessonPage(context, address, "from-ann.ipynb")
        page.page.locator(".jp-RenderedMarkdown", has_text="end of it").first.wait_for()
        assert _ran(page.page) == []
        # The trap works: where the teacher runs such words, they do run.
        page.page.evaluate(
            """code => { const { content } = window.jupyterapp.shell.currentWidget;
                         [...content.model.cells][0].sharedModel.setSource(code); }""",
            "from IPython.display import HTML\nHTML('''<script>window.top.ran = ['control']</script>''')",
        )
        page.run_cell(0)
        page.page.wait_for_function("() => window.top.ran?.includes('control')")
        page.close()
        one.shown = "scripts, handlers, widgets and Markdown in it stay dead until the teacher runs them"


def says_it_is_trusted() -> dict:
    """Return the same notebook, which says wherever Jupyter has looked for it that it is trusted."""
    made = hostile()
    made["metadata"] |= {"trusted": True, "signature": f"sha256:{'0' * 64}"}
    for cell in made["cells"]:
        cell["metadata"] |= {"trusted": True}
        for output in cell.get("outputs", []):
            output["metadata"] |= {"trusted": True, "isolated": False}
    return made


def test_a_notebook_that_says_it_is_trusted_is_not_believed(house, teacher, as_user, fault, tmp_path):
    with fault("a teacher uploads a student's notebook that says it is trusted, opens it, and saves it") as one:
        one.tries = 7
        context = as_user(teacher)
        address = f"{teacher.address}{teacher.home}lab?from=test"
        name = "says-it-is-trusted.ipynb"
        (tmp_path / name).write_text(json.dumps(says_it_is_trusted()))
        folder = house.students / hubhouse.TEACHER
        teacher.save("my-lessons/door.ipynb", notebook("1"))
        page = livelab.LessonPage(context, address, "my-lessons/door.ipynb")
        with page.page.expect_file_chooser() as chosen:
            page.page.evaluate("() => { window.jupyterapp.commands.execute('filebrowser:open-browser-tab'); }")
            page.page.locator("[data-jp-item-name='uploader'] [title^='Upload'], [title^='Upload Files']").first.click()
        chosen.value.set_files(tmp_path / name)
        (place,) = wait("it is uploaded", lambda: list(folder.rglob(name)))
        page.close()
        assert json.loads(place.read_text())["cells"][0]["metadata"]["trusted"] is True, "it was not uploaded as it is"
        for _ in range(2):  # as it came, and once more after it was saved, unseen and unrun
            page = livelab.LessonPage(context, address, str(place.relative_to(folder)))
            page.page.locator(".jp-RenderedMarkdown", has_text="end of it").first.wait_for()
            assert _ran(page.page) == []
            trusted = page.page.evaluate(
                """() => [...window.jupyterapp.shell.currentWidget.content.model.cells]
                         .filter(cell => cell.type === 'code').map(cell => cell.trusted)"""
            )
            assert trusted == [False] * 5
            page.page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
            page.close()
        one.shown = "it is opened as any other that somebody else wrote: nothing runs"


def test_pages_made_of_what_students_wrote_run_nothing(house, teacher, as_user, fault, tmp_path):
    with fault("a teacher opens hostile pages: handed in, of a class, and any HTML") as one:
        one.tries = 3
        context = as_user(teacher)
        evil = f"<script>{RUNS.format('said')}</script>" + IMAGE.format(RUNS.format("said"))
        fields = {"lesson": "02", "of": evil, "asked": evil, "said": evil, "title": evil, "source": evil, "png": evil,
                  "right": True, "answer": evil, "misconceptions": [evil], "at": evil}  # fmt: skip
        entries = [{"n": n, "id": f"{n}", "what": what, **fields}
                   for n, what in enumerate(("answer", "built", "reflection", "picture"), 1)]  # fmt: skip
        handed_in = handin.page(entries, name=evil, when=evil)
        for learner in range(6):
            book = [{"n": 0, "id": f"b{learner}", "what": "begun", "book": f"{learner}"}, *entries]
            (tmp_path / f"{learner}{'<img src=x onerror=1>' if learner == 1 else ''}.jsonl").write_bytes(
                b"".join(map(lines.line, book))
            )
        of_class = classroom.page(classroom.read_folder(tmp_path))
        raw = f"<p>any page</p><script>window.ran = ['{'any'}']; document.title = 'ran';\n" + (
            f"fetch('{teacher.home}api/contents').then(a => {{ document.title = 'read ' + a.status; }},"
            " () => { document.title = 'refused'; });</script>"
        )
        folder = house.students / hubhouse.TEACHER
        for name, text in (("handed-in.html", handed_in), ("class.html", of_class), ("any.html", raw)):
            (folder / name).write_text(text, encoding="utf-8")
            os.chown(folder / name, *(getattr(house.account(hubhouse.TEACHER), of) for of in ("pw_uid", "pw_gid")))
        page = context.new_page()
        for name in ("handed-in.html", "class.html"):
            page.goto(f"{teacher.address}{teacher.home}files/{name}")
            assert page.locator("h1").count() == 1
            assert _ran(page) == []
        page.goto(f"{teacher.address}{teacher.home}files/any.html")
        page.wait_for_timeout(1500)
        assert page.evaluate("() => window.origin") == "null", "a student's page has the teacher's session"
        assert not page.title().startswith("read"), page.title()
        page.close()
        one.shown = "pages of ours run nothing; any other page has no session: it can read nothing of the teacher's"
