"""The pages with names and passwords: do they say what everything is, and do they work with the keys alone?"""

import axecore
import hubhouse
import pytest
from pupil import Pupil

WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 360, "height": 740}


@pytest.fixture
def page(house, everybody, as_user, request):
    """Return a page of a visitor, or of the teacher, who has students to approve and to look after."""
    opened = as_user(everybody[hubhouse.TEACHER] if request.param else Pupil(house.address, "", "")).new_page()
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("page", "path"),
    [
        (False, "login"),
        (False, "signup"),
        (True, "authorize"),
        (True, "change-password"),
        (True, "change-password/ann"),
    ],
    indirect=["page"],
)
def test_axe_finds_nothing(house, page, path, tmp_path):
    page.goto(f"{house.address}/hub/{path}")
    assert page.locator("h1").count() == 1
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.reload()
            found = axecore.violations(page)
            page.screenshot(path=tmp_path / f"{path.replace('/', '-')}-{size['width']}-{scheme}.png")
            assert not found, f"{size['width']} px, {scheme}: {found}"
        assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth"), f"{path} is cut off"


@pytest.mark.parametrize("page", [False], indirect=True)
def test_the_password_is_shown_and_hidden_by_a_key_and_the_button_says_so(house, everybody, page):
    ann = everybody["ann"]
    page.goto(f"{house.address}/hub/login")
    name, password = page.get_by_label("Name"), page.get_by_label("Password", exact=True)
    name.focus()
    page.keyboard.type("ann")
    page.keyboard.press("Tab")
    page.keyboard.type("wrong word")
    page.keyboard.press("Tab")
    eye = page.get_by_role("button", name="Show password")
    assert eye.evaluate("button => button === document.activeElement")
    for shown in (True, False, True):
        page.keyboard.press("Space")
        assert password.get_attribute("type") == ("text" if shown else "password")
        assert page.get_by_role("button", name="Show password", pressed=shown).count() == 1
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    alert = page.get_by_role("alert")
    alert.wait_for()
    assert "do not fit" in alert.inner_text()
    assert page.get_by_label("Name").input_value() == "ann"
    assert page.get_by_label("Password", exact=True).get_attribute("type") == "password"
    page.get_by_label("Password", exact=True).focus()
    page.keyboard.type(ann.password)
    page.keyboard.press("Enter")
    page.wait_for_url("**/user/ann/lab**", timeout=60_000)
