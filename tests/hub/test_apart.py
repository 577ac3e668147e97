"""Can a student come to what is not theirs? From a cell, from the browser, with another's cookie, after log-out."""

import json
import os
import pathlib
import re
import subprocess
import tempfile

import httpx
import hubhouse
import pytest
from ledger import notebook
from pupil import NAVIGATE, Pupil, wait

#: Runs in a student's kernel: what of these can be read, listed, written, or signalled?
TRY = """
import json, os, pathlib
def tried(what, *given):
    try:
        what(*given)
    except OSError:
        return False
    return True
found = []
for path in {paths!r}:
    for what in (os.listdir, lambda p: open(p, "rb").read(1), lambda p: open(p, "ab").close(),
                 lambda p: os.rename(p, p + ".moved"), lambda p: os.unlink(p)):
        if tried(what, path):
            found.append(path)
for pid in {pids!r}:
    for name in ("environ", "mem", "maps", "fd"):
        place = f"/proc/{{pid}}/{{name}}"
        if tried(os.listdir if name == "fd" else lambda p: open(p, "rb").read(1), place):
            found.append(place)
    if tried(os.kill, pid, 0):
        found.append(f"kill {{pid}}")
print(json.dumps(found))
"""
#: Runs in a student's kernel: what do these addresses answer without a secret?
ASK = """
import json, urllib.request, urllib.error
answers = {{}}
for method, address in {asked!r}:
    request = urllib.request.Request(address, data=None if method == "GET" else b'{{"target": "http://127.0.0.1:1"}}',
                                     method=method, headers={headers!r})
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({{}})).open(request, timeout=10) as answer:
            answers[f"{{method}} {{address}}"] = [answer.status, answer.url, answer.read(300).decode(errors="replace")]
    except urllib.error.HTTPError as error:
        answers[f"{{method}} {{address}}"] = [error.code, error.url, ""]
print(json.dumps(answers))
"""


def test_a_cell_cannot_reach_what_is_not_the_students(house, ann, ben, fault):
    with fault("a cell reaches for others' files, secrets and processes") as one:
        assert ben.save("my-lessons/private.ipynb", notebook("of ben")).status_code == 201
        kernel = ann.new_kernel("my-lessons")
        theirs = house.account("ben").pw_uid
        paths = [house.students / "ben", house.students / "ben/my-lessons/private.ipynb", house.students,
                 house.run, house.run / str(theirs), house.state, house.state / "hub.sqlite", house.state / "logs",
                 house.state / "logs/hub.log", house.state / "secrets",
                 *(house.state / "secrets" / name for name in ("cookie", "proxy", "supervisor")),
                 house.root / "settings.toml", house.root / "current/kethub/config.py.new"]  # fmt: skip
        pids = [house.pid("hub"), house.pid("proxy"), house.pid("supervisor"), *house.processes(theirs)]
        assert len(pids) > 3, "ben has no programs to look at"
        ran = kernel.run(TRY.format(paths=[str(path) for path in paths], pids=pids))
        assert not ran.error, ran.error
        assert json.loads(ran.said) == []
        one.tries = len(paths) * 5 + len(pids) * 5
        # The attempt sees what may be seen: its own folder.
        own = kernel.run(TRY.format(paths=[str(house.students / "ann/my-lessons")], pids=[]))
        assert json.loads(own.said), "the attempt finds nothing anywhere"
        os.rename(house.students / "ann/my-lessons.moved", house.students / "ann/my-lessons")
        # Nor may anybody write to what all students run.
        release = house.root / "current"
        ran = kernel.run(
            "import os, pathlib\n"
            f"print([str(p) for p in pathlib.Path({str(release)!r}).resolve().rglob('*') "
            "if not p.is_symlink() and os.access(p, os.W_OK)][:5])"
        )
        assert ran.said == "[]\n"
        # Secrets stand in no command line, which everybody on a machine may read.
        secrets = {(house.state / "secrets" / name).read_text().strip() for name in os.listdir(house.state / "secrets")}
        lines = kernel.run(
            "import pathlib\nfor p in pathlib.Path('/proc').glob('[0-9]*/cmdline'):\n"
            "    try: print(p.read_bytes().replace(b'\\0', b' ').decode(errors='replace'))\n    except OSError: pass"
        ).said
        assert "jupyterhub" in lines
        assert not [one for one in secrets if one in lines]
        # A kernel has nothing of root's in its variables, and no way back to root.
        ran = kernel.run("import os; print(os.getuid(), os.getgroups(), open('/proc/self/status').read())").said
        assert re.search(r"CapEff:\s*0+\n", ran)
        assert re.search(r"NoNewPrivs:\s*1\n", ran)
        assert not [one for one in secrets if one in kernel.run("import os; print(dict(os.environ))").said]
        one.shown = "nothing of another student, the hub or the proxy can be read, written or signalled"
        ann.ask("DELETE", f"{ann.home}api/kernels/{kernel.name}")


def test_inner_doors_ask_who_is_there(house, ann, ben, fault):
    with fault("a cell asks hub, proxy and another's server inside the machine") as one:
        kernel = ann.new_kernel("my-lessons")
        (bens,) = [user["server"] for user in house.api("GET", "users") if user["name"] == "ben"]
        port = house.port_of("ben")
        asked = [
            ("GET", f"http://127.0.0.1:{hubhouse.INNER + 1}/api/routes"),
            ("POST", f"http://127.0.0.1:{hubhouse.INNER + 1}/api/routes/user/ben"),
            ("DELETE", f"http://127.0.0.1:{hubhouse.INNER + 1}/api/routes/user/ben"),
            ("GET", f"http://127.0.0.1:{hubhouse.INNER}/hub/api/users"),
            ("GET", f"http://127.0.0.1:{hubhouse.INNER}/hub/api/users/ben"),
            ("POST", f"http://127.0.0.1:{hubhouse.INNER}/hub/api/users/ben/server"),
            ("DELETE", f"http://127.0.0.1:{hubhouse.INNER}/hub/api/users/ben/server"),
            ("POST", f"http://127.0.0.1:{hubhouse.INNER}/hub/api/users/ben/tokens"),
            ("POST", f"http://127.0.0.1:{hubhouse.INNER}/hub/api/shutdown"),
            ("GET", f"http://127.0.0.1:{port}{bens}api/contents/my-lessons"),
            ("GET", f"http://127.0.0.1:{port}{bens}files/my-lessons/my-record.jsonl"),
            ("GET", f"http://127.0.0.1:{port}{bens}api/kernels"),
        ]
        words = kernel.run("import os; print(os.environ['JUPYTERHUB_API_TOKEN'])").said.strip()
        assert len(words) > 20, "the kernel has no key of its own server to try"
        for headers in ({}, {"Authorization": f"token {words}"}, {"Authorization": "token wrong"}):
            ran = kernel.run(ASK.format(asked=asked, headers=headers))
            assert not ran.error, ran.error
            for what, (status, url, said) in json.loads(ran.said).items():
                one.tries += 1
                refused = status in (401, 403, 404, 405) or "/hub/login" in url or "/hub/api/oauth2" in url
                assert refused, (what, status, said)
        # The key of her own server opens her own server, so the attempt asks rightly.
        own = [("GET", f"http://127.0.0.1:{hubhouse.INNER}/hub/api/user")]
        ran = kernel.run(ASK.format(asked=own, headers={"Authorization": f"token {words}"}))
        assert next(iter(json.loads(ran.said).values()))[0] == 200
        one.shown = "each door asks for a key, and her own server's key opens none of them"
        ann.ask("DELETE", f"{ann.home}api/kernels/{kernel.name}")


def test_nobody_opens_anothers_server_by_its_address(ann, ben, teacher, fault):
    with fault("a student or a teacher opens another's server by its address") as one:
        paths = ("lab", "tree", "api/contents/my-lessons?content=1", "api/kernels", "api/sessions", "api/terminals",
                 "files/my-lessons/my-record.jsonl", "nbconvert/html/my-lessons/private.ipynb")  # fmt: skip
        for who, whose in ((ann, ben), (ben, ann), (teacher, ann)):
            for path in paths:
                for answer in (who.visit(f"/user/{whose.name}/{path}"), who.ask("GET", f"/user/{whose.name}/{path}")):
                    one.tries += 1
                    assert answer.status_code in (302, 403, 404), (who.name, path, answer.status_code)
                    assert "of ben" not in answer.text
            body = {"type": "notebook", "format": "json", "content": notebook("foreign")}
            assert who.ask("PUT", f"/user/{whose.name}/api/contents/x.ipynb", json=body).status_code == 403
            assert who.ask("POST", f"/user/{whose.name}/api/kernels", json={}).status_code == 403
            one.tries += 2
        # Neither may a student look at whom there is, or do what teachers do.
        for method, path in (("GET", "/hub/api/users"), ("GET", "/hub/api/users/ben"), ("POST", "/hub/api/users/eve"),
                             ("GET", "/hub/authorize"), ("POST", "/hub/authorize/ben"), ("POST", "/hub/discard/ben"),
                             ("GET", "/hub/change-password/ben"), ("POST", "/hub/change-password/ben"),
                             ("GET", "/hub/admin"), ("POST", "/hub/api/users/ann/tokens"),
                             ("GET", "/hub/change-password/teacher")):  # fmt: skip
            answer = ann.visit(path) if method == "GET" else ann.ask(method, path)
            one.tries += 1
            assert answer.status_code in (403, 404), (method, path, answer.status_code)
        one.shown = "refused, for a teacher too"


def test_nothing_opens_after_log_out(house, ann, everybody, fault):
    with fault("a copied cookie and a server's key after log-out") as one:
        eve = house.people("eve")["eve"]
        try:
            assert eve.log_in().status_code == 302
            eve.start_server()
            kernel = eve.new_kernel()
            key = kernel.run("import os; print(os.environ['JUPYTERHUB_API_TOKEN'])").said.strip()
            kernel.hang_up()
            thief = Pupil(house.address, "eve", "")
            thief.http.cookies = eve.http.cookies.__class__(eve.http.cookies)
            assert thief.logged_in()
            assert thief.ask("GET", "/user/eve/api/contents").status_code == 200
            eve.log_out()
            assert not eve.logged_in()
            one.tries = 4
            assert not thief.logged_in(), "a copied cookie still opens the hub"
            # A server asks the hub again at most every ten seconds.
            wait("a copied cookie opens nothing", lambda: _refused(thief), patience_s=20)
            assert not thief.come_in()
            # When her server has ended, so has its key.
            house.api("DELETE", "users/eve/server")
            with_key = httpx.Client(headers={"Authorization": f"token {key}"}, trust_env=False)
            asked = f"{house.address}/hub/api/user"
            wait("its key opens nothing", lambda: with_key.get(asked).status_code == 403, patience_s=20)
            with_key.close()
            thief.close()
            one.shown = "the hub refuses at once, the server within 10 s; a server's key ends with the server"
        finally:
            eve.close()


def _refused(pupil) -> bool:
    return pupil.ask("GET", f"{pupil.home}api/contents").status_code in (302, 401, 403, 404, 503, 424)


def test_bad_log_ins_are_throttled(house, ben, fault):
    with fault("passwords are guessed") as one:
        dora = house.people("dora")["dora"]
        statuses = []
        for guess in range(8):
            # Who guesses says each time to come from elsewhere.
            elsewhere = {**NAVIGATE, "X-Forwarded-For": f"10.0.0.{guess}", "X-Real-IP": f"10.0.1.{guess}"}
            assert dora.http.get("/hub/login", headers=elsewhere).status_code == 200
            form = {"username": "dora", "password": f"wrong {guess}", "_xsrf": dora.token_of("/hub/login")}
            answer = dora.http.post("/hub/login", data=form, headers=elsewhere)
            assert "XSRF" not in answer.text, "the password was not looked at"
            statuses.append(answer.status_code)
        one.tries = len(statuses)
        assert statuses == [403] * 5 + [429] * 3
        assert "Wait" in answer.text
        assert dora.log_in().status_code == 429, "the right password is looked at meanwhile"
        assert not dora.logged_in()
        # Nobody else is locked out: the same class sits behind the same address.
        assert Pupil(house.address, "ben", ben.password).log_in().status_code == 302
        # Nor does an answer tell which names there are.
        pages = [Pupil(house.address, name, "").log_in("wrong word").text for name in ("ben", "nobody-here")]
        said = [[line.strip() for line in page.splitlines() if "do not fit" in line] for page in pages]
        assert said[0] == said[1] != []
        dora.close()
        one.shown = "after five wrong tries none is looked at for 30 s and longer, not even the right one"


def test_a_student_who_never_came_can_be_removed(house):
    """The hub knows only who has logged in; a password that was handed out lets in all the same."""
    hana = house.people("hana")["hana"]
    house.command("remove", "hana")
    assert hana.log_in().status_code == 403
    with pytest.raises(AssertionError, match=r"There is nobody called hana\."):
        house.command("remove", "hana")


def test_passwords_wait_for_a_hub_that_has_run_once(house):
    """A database that held accounts alone would look to the hub like an old one that wants an upgrade."""
    release = (house.root / "current").resolve()
    with tempfile.TemporaryDirectory(prefix="klh-") as root:
        (pathlib.Path(root) / "state").mkdir()
        env = {**os.environ, "KETLESSONS_HUB": root, "PYTHONPATH": str(release)}
        asked = [release / "env/bin/python", "-m", "kethub.people", "anna-b"]
        done = subprocess.run(asked, env=env, cwd=release, capture_output=True, text=True, check=False)
        assert done.returncode != 0
        assert done.stderr.strip() == "the hub has not run yet: start it once, then give passwords"
        assert not list(pathlib.Path(root).rglob("*.sqlite"))


def test_the_hub_finds_the_programs_of_its_own_release(house):
    """It calls alembic by name when a newer hub finds an older database."""
    path = pathlib.Path(f"/proc/{house.pid('hub')}/environ").read_bytes().decode()
    first = next(line for line in path.split("\0") if line.startswith("PATH=")).removeprefix("PATH=").split(":")[0]
    assert (pathlib.Path(first) / "alembic").is_file()


def test_no_program_of_a_student_can_stand_where_the_hub_stands(house, ann):
    """While the hub is down for some seconds, whoever took its port would be given names and passwords."""
    kernel = ann.new_kernel("my-lessons")
    tried = (
        "import errno, socket\n"
        f"for port in ({hubhouse.INNER}, {hubhouse.INNER + 1}):\n"
        "    try:\n"
        "        socket.socket().bind(('127.0.0.1', port))\n"
        "    except OSError as error:\n"
        "        print(errno.errorcode[error.errno])"
    )
    assert kernel.run(tried).said.split() == ["EACCES", "EACCES"]
    kernel.hang_up()
    ann.ask("DELETE", f"{ann.home}api/kernels/{kernel.name}")
