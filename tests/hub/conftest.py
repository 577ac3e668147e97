"""One real hub for all faults: two students and a teacher, each with a server, and a browser for what a page says."""

from __future__ import annotations

import contextlib
import os
import pathlib
import tempfile

import falseclock
import hubhouse
import hubneeds
import ledger
import livelab
import origins
import pytest

ARTIFACTS = pathlib.Path(os.environ.get("KETLESSONS_ARTIFACTS", hubhouse.ROOT / "test-artifacts"))
FAULTS: list[ledger.Fault] = []


def pytest_collection_modifyitems(items):
    """Mark everything in this folder."""
    here = pathlib.Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.hub)


def pytest_terminal_summary(terminalreporter):
    """Tell which faults were tried and what was lost, and keep it as a file."""
    if not FAULTS:
        return
    terminalreporter.section("Faults of a hub")
    for line in ledger.table(FAULTS):
        terminalreporter.write_line(line)
    lost = sum(one.lost for one in FAULTS)
    kept = sum(one.acknowledged for one in FAULTS)
    terminalreporter.write_line(f"{len(FAULTS)} faults tried; of {kept} acknowledged answers and savings, {lost} lost")
    ARTIFACTS.mkdir(parents=True, exist_ok=True)
    (ARTIFACTS / "hub-faults.json").write_text(ledger.as_json(FAULTS) + "\n", encoding="utf-8")


@pytest.fixture
def fault():
    """Return a function that names a fault; what comes of it is told at the end of the run."""

    @contextlib.contextmanager
    def named(words: str):
        one = ledger.Fault(words)
        FAULTS.append(one)
        yield one
        assert one.lost == 0, f"{words}: {one.lost} of {one.acknowledged} that were acknowledged are lost"
        one.held = True

    return named


@pytest.fixture(scope="session")
def house():
    """Start the hub; stop it and take away what it made, whatever happens."""
    _must_be_possible(hubneeds.why_not())
    with _running(hubhouse.House(_place())) as one:
        yield one


def _must_be_possible(why: str) -> None:
    """Fail on a server where who runs this may start a hub; else say why the test is not run."""
    if why and hubneeds.may() and os.environ.get("CI", "").lower() in ("true", "1"):
        pytest.fail(f"no hub was started: {why}", pytrace=False)
    if why:  # only Linux and root can; make test says so in one line
        pytest.skip(f"no hub was started: {why}")


def _place() -> pathlib.Path:
    place = pathlib.Path(tempfile.mkdtemp(prefix=pathlib.Path(hubhouse.PLACE).name))
    place.chmod(0o755)
    return place


@contextlib.contextmanager
def _running(one: hubhouse.House):
    try:
        one.start()
        yield one
    finally:
        one.stop()


@pytest.fixture(scope="module")
def clocks(house):
    """Start a second hub, of whose programs a test sets the clocks."""
    _must_be_possible(hubneeds.why_no_false_clock())
    place = _place()
    hands = falseclock.Clocks(place / "clocks")
    release = falseclock.release(house, hubneeds.false_clock(), hands.folder)
    # Kernels are put to sleep after a minute, and looked at each quarter of one.
    with _running(hubhouse.House(place, house, release=release, student="kernel_idle_minutes = 1")) as one:
        yield one, hands


@pytest.fixture(scope="module")
def named(house):
    """Start a second hub, with HTTPS, in which each student's server has a name of its own."""
    place = _place()
    certificate = origins.certificate(house, place)
    web = f"subdomains_of = '{origins.HUB}'\nkey = '{certificate}'\ncertificate = '{certificate}'"
    with _running(hubhouse.House(place, house, web=web)) as one:
        yield one


@pytest.fixture(scope="session")
def everybody(house):
    """Return two students and a teacher, each logged in and with a server."""
    people = house.people("ann", "ben", hubhouse.TEACHER)
    for one in people.values():
        answer = one.log_in()
        assert answer.status_code == 302, f"{one.name}: {answer.status_code} {answer.text[-3000:]}"
        one.visit(f"/hub/spawn/{one.name}")  # all three start at the same time
    for one in people.values():
        one.start_server()
    yield people
    for one in people.values():
        one.close()


@pytest.fixture
def ann(everybody):
    """Return a student."""
    return everybody["ann"]


@pytest.fixture
def ben(everybody):
    """Return another student."""
    return everybody["ben"]


@pytest.fixture
def teacher(everybody):
    """Return the teacher."""
    return everybody[hubhouse.TEACHER]


@pytest.fixture(scope="session")
def chromium():
    """Start one browser for all pages."""
    livelab.browser_or_stop()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright, livelab.chromium(playwright) as running:
        yield running


#: Runs in a page before its own scripts: lets JupyterLab hand its application out to the test.
LET_IN = """
const parse = JSON.parse;
JSON.parse = (text, ...rest) => {
  const value = parse(text, ...rest);
  if (value && typeof value === 'object' && 'exposeAppInBrowser' in value) value.exposeAppInBrowser = true;
  return value;
};
"""


@pytest.fixture(scope="session")
def as_user(chromium):
    """Return a function that gives somebody's log-in to a clean browser profile."""
    opened = []

    def make(pupil):
        context = chromium.new_context(viewport=dict(livelab.WINDOW))
        context.add_cookies(
            [{"name": one.name, "value": one.value, "domain": "127.0.0.1", "path": one.path}
             for one in pupil.http.cookies.jar]
        )  # fmt: skip
        context.route(livelab.OUTSIDE, lambda route: route.abort())
        context.add_init_script(LET_IN)
        opened.append(context)
        return context

    yield make
    for context in opened:
        context.close()
