"""Who can use these pages, what was tested, what was not, and who hears of a fault? With the date of the statement."""

from __future__ import annotations

from html import escape

from .frame import frame

#: When the statement was last held against the pages. Whoever changes what it says changes this too.
DATE = "2026-11-26"

_BODY = """<h1>Accessibility</h1>
<p>These pages are made to be read and used by everybody: with eyes or ears, with a mouse, a finger or the keyboard
alone, enlarged, in the dark, and on paper. The aim is level AA of the Web Content Accessibility Guidelines 2.2. Nobody
from outside has audited them.</p>
<p>Last held against the pages on {date}.</p>
<h2 id="tested">What is tested</h2>
<p>A program opens every page in Chromium, light and dark, 1280 and 320 pixels wide, and looks whether</p>
<ul>
<li>the automatic rules of axe find nothing;</li>
<li>no page scrolls sideways; wide tables and code scroll in a window of their own, which the keyboard reaches;</li>
<li>each page has one main heading, no level of heading is left out, and its parts have names;</li>
<li>each picture has a name and says its numbers in words, each table has a caption and named rows and columns;</li>
<li>no link on a page leads to a page or heading that is not there;</li>
<li>what is folded can be printed, and nothing on paper is cut off.</li>
</ul>
<h2 id="not-tested">What is not tested</h2>
<ul>
<li>No person who uses a screen reader, magnifier, switch or voice control has tried these pages yet.</li>
<li>Firefox, Safari, NVDA, JAWS, VoiceOver and TalkBack have not been tried.</li>
<li>Automatic rules find only part of what hinders people.</li>
</ul>
<h2 id="known">What is known to be hard</h2>
<ul>
<li>Pictures are drawn on light paper. In a dark page they keep it, dimmed.</li>
<li>The words are for a first course in pharmacology; there is no version in plain language or in sign language.</li>
<li>Papers and services that a page leads to are not ours: some of them cannot be read with a screen reader.</li>
</ul>
<h2 id="contact">Tell us</h2>
<p>{contact} Say which page it was and what you used. It is a fault, not a wish.</p>
"""
_UNNAMED = (
    "If something stands in your way, please open an issue in the repository from which this course comes. It is "
    "public, so write nothing there about your health."
)


def page(repository: str = "") -> str:
    """Return the accessibility statement.

    Parameters
    ----------
    repository : str
        The address where the course is kept, if it is known. Faults are then told there.

    Raises
    ------
    ValueError
        If the address does not begin with ``https://``.
    """
    if repository and not repository.startswith("https://"):
        raise ValueError(f"repository: must be an address that begins with https://, or empty, got {repository!r}")
    contact = _UNNAMED
    if repository:
        address = f"{repository.rstrip('/')}/issues"
        link = f'<a href="{escape(address)}">{escape(address)}</a>'
        contact = (
            f"If something stands in your way, please open an issue at {link}. "
            "It is public, so write nothing there about your health."
        )
    return frame(
        "Accessibility",
        _BODY.format(date=DATE, contact=contact),
        description="What was tested on these pages, what was not, and where to tell a fault.",
        here="accessibility.html",
    )
