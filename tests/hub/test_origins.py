"""A student's own program at /user/NAME/: what does its page get with a teacher's cookies?"""

import json
import ssl

import httpx
import hubhouse
import livelab
import origins
from pupil import NAVIGATE, wait


def _filled_in(page, name: str, password: str) -> None:
    """Log in by hand, with the keys alone."""
    page.locator("#username_input").focus()
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.type(password)
    page.keyboard.press("Enter")


def _asks(house, context, address: str, name: str) -> None:
    """Ask for an account, as a student does."""
    page = context.new_page()
    page.goto(f"{address}/hub/signup")
    page.locator("#username_input").fill(name)
    page.locator("#password_input").fill("a word for itself")
    page.locator("#password_confirmation_input").fill("a word for itself")
    page.locator("#signup_submit").click()
    page.get_by_role("alert").wait_for()
    page.close()


def _visit(context, address: str) -> dict:
    """Let somebody who is logged in open a page; return what the page got."""
    page = context.new_page()
    page.goto(address)
    page.wait_for_function("() => window.told", timeout=30_000)
    told = page.evaluate("() => window.told")
    page.close()
    return told


def _approved(context, password: str, name: str) -> bool:
    """Log in as the teacher; return whether a student is approved, as the teacher sees it."""
    page = context.new_page()
    page.goto(f"{origins.HUB}/hub/login?next=/hub/authorize")
    _filled_in(page, hubhouse.TEACHER, password)
    said = page.locator(f"#{name}").inner_text()
    page.close()
    return "yes" in said


def _log_in_is_under_the_hubs_name(context, own: str, password: str) -> None:
    """Under a student's name no password is taken: the cookie for it would be sent to that student's server."""
    page = context.new_page()
    for path in ("login", "signup", "change-password"):
        page.goto(f"{own}/hub/{path}")
        assert page.url == f"{origins.HUB}/hub/login"
    page.close()
    host = own.removeprefix("https://")
    form = {"username": hubhouse.TEACHER, "password": password, "_xsrf": "x"}
    with httpx.Client(verify=False, trust_env=False, headers={"Host": host, **NAVIGATE}) as browser:
        answer = browser.post(f"https://127.0.0.1:{hubhouse.OTHER_PORT}/hub/login", data=form)
    assert answer.headers["Location"] == f"{origins.HUB}/hub/login"
    assert "hub-login" not in str(answer.headers)


def test_with_a_name_for_each_student_a_page_of_ones_own_gets_nothing(named, chromium, fault):
    with fault("a teacher opens a student's own program at /user/NAME/, with a name for each student") as one:
        one.tries = 12
        words = {pupil.name: pupil.password for pupil in named.people("ben", hubhouse.TEACHER).values()}
        bens, teachers, anew = (chromium.new_context(ignore_https_errors=True) for _ in range(3))
        try:
            student = bens.new_page()
            student.goto(f"{origins.HUB}/hub/login")
            _filled_in(student, "ben", words["ben"])
            own = origins.HUB.replace(origins.DOMAIN, f"ben.{origins.DOMAIN}")
            student.wait_for_url(f"{own}/user/ben/lab**", timeout=120_000)  # with a name of its own, over HTTPS
            student.locator(".jp-NotebookPanel, .jp-Launcher").first.wait_for(timeout=60_000)
            student.goto(f"{origins.HUB}/hub/home")
            cookies = {cookie["name"]: cookie for cookie in bens.cookies(f"{origins.HUB}/hub/")}
            assert cookies["__Host-jupyterhub-hub-login"]["secure"]
            token = cookies["_xsrf"]["value"]
            _asks(named, bens, origins.HUB, "eve")
            student.close()

            assert not _approved(teachers, words[hubhouse.TEACHER], "eve")
            work = origins.HUB.replace(origins.DOMAIN, f"{hubhouse.TEACHER}.{origins.DOMAIN}")
            page = teachers.new_page()
            page.goto(f"{origins.HUB}/hub/spawn")
            page.wait_for_url(f"{work}/user/{hubhouse.TEACHER}/lab**", timeout=120_000)
            page.goto(f"{work}/user/{hubhouse.TEACHER}/api/contents?content=1")
            assert "my-lessons" in page.inner_text("body"), "the teacher has nothing to read"
            page.close()
            said = {"hub": origins.HUB, "whom": "eve", "domain": origins.DOMAIN, "token": token}
            said["work"] = f"{work}/user/{hubhouse.TEACHER}"
            with origins.own_page(named, "ben", **said) as heard:
                look = bens.new_page()
                wait("the page stands", lambda: look.goto(f"{own}/user/ben/").status == 200, 20)
                told = _visit(teachers, f"{own}/user/ben/")
                came = heard.read_text()
            for name in ("asked", "framed", "opened", "work", "work opened"):
                assert told[name].startswith("refused"), (name, told[name][:300])
            assert "eve" not in told["asked here"], told["asked here"][:300]
            assert told["laid over"] == "sent"
            assert told["posted"] in ("opaque", "refused: TypeError")
            login = [cookie["value"] for cookie in teachers.cookies() if "hub-login" in cookie["name"]]
            assert login
            assert not [value for value in login if value in came or value in json.dumps(told)]
            _log_in_is_under_the_hubs_name(anew, own, words[hubhouse.TEACHER])
            assert not _approved(anew, words[hubhouse.TEACHER], "eve"), "a page of ben's acted as the teacher"
        finally:
            for context in (bens, teachers, anew):
                context.close()
        one.shown = "it reads nothing of the hub, gets no cookie that lets in, and changes nothing"


def test_without_names_such_a_page_acts_as_who_opens_it(house, everybody, chromium):
    """The trap works; and what SECURITY.md says of a hub without `subdomains_of` is so."""
    finn = house.people("finn")["finn"]
    try:
        assert finn.log_in().status_code == 302
        finn.start_server()
        guests = chromium.new_context()
        _asks(house, guests, house.address, "gwen")
        guests.close()
        context = chromium.new_context(viewport=dict(livelab.WINDOW))
        teacher = everybody[hubhouse.TEACHER]
        context.add_cookies(
            [{"name": one.name, "value": one.value, "domain": "127.0.0.1", "path": one.path}
             for one in teacher.http.cookies.jar]
        )  # fmt: skip
        said = {"hub": house.address, "whom": "gwen", "domain": "127.0.0.1", "token": "x"}
        said["work"] = f"{house.address}{teacher.home[:-1]}"
        with origins.own_page(house, "finn", **said):
            wait("the page stands", lambda: finn.http.get("/user/finn/").status_code == 200, 20)
            told = _visit(context, f"{house.address}/user/finn/")
        assert "gwen" in told["opened"], told
        assert "my-lessons" in told["work opened"], told
        context.close()
        assert 'aria-label="Take back the approval of gwen"' in teacher.visit("/hub/authorize").text
    finally:
        finn.close()


def test_a_renewed_certificate_is_taken(named):
    """Nobody has to stop anything each time that a certificate is renewed."""
    before, server = named.pid("proxy"), ("127.0.0.1", named.port)
    old = ssl.get_server_certificate(server)
    place = origins.certificate(named, named.root)
    new = place.read_text().partition("-----BEGIN CERT")[2]
    assert wait("a new proxy", lambda: named.pid("proxy") != before and named.pid("proxy"), 20)

    def held() -> str:
        try:
            return ssl.get_server_certificate(server)
        except OSError:
            return ""

    assert wait("the new certificate", lambda: held() not in ("", old) and held(), 20).partition("CERT")[2] in new
    wait("the hub answers", lambda: "hub" in str(_routes(named)))
    assert (named.state / "logs/supervisor.log").read_text().count("was renewed") == 1


def _routes(house) -> dict:
    return house.api("GET", "proxy")
