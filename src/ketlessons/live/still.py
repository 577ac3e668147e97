"""What stands in a saved lesson where no code runs? The still copy of a live output, beside its live view.

A live output leaves two neighbours in the cell: the still copy, which any page can show, and the live view, which only
a running kernel can. Whoever saves the file saves both, so the copy does not depend on who saved it. A style rule lets
one of the two be seen: the copy gives way where the view has drawn, and stands where it cannot draw. A page that drops
style rules, as some viewers do, draws no live view either.

JupyterLab and nbconvert ignore alt text that is kept in an output's metadata, so a picture is an HTML figure whose
image carries the sentence itself. For what holds no HTML (LaTeX, a word processor) the same picture stands once more as
a plain image; such an image takes the place of all words of its output, so the sentence stands in a second output after
it, which is nothing on a page. The plain-text form is the sentence, so a notebook test that cannot compare pictures
still compares what the picture says.

The copy also brings the style of a printed page, because whoever prints a saved lesson (JupyterLab's *Print* and
nbconvert) does so without a style of ours: folded answers are printed, and long lines wrap.
"""

from __future__ import annotations

import base64
from html import escape

from ketlessons.evidence.paper import on_paper
from ketlessons.stage.live_figure import Reading

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"

#: A view that has drawn and has a kernel behind it. One that was drawn from a saved file is marked as kept.
_LIVE = ".kl:not(.kl-kept)"
_CHILD = ".jp-OutputArea-child"
#: Until a view has drawn, JupyterLab gives its place no mark of its own. What else may follow a copy has one.
_VIEW = ':has(>.jp-OutputArea-output:not([class*="jp-Rendered"]))'
_RULES = (
    f"{_CHILD}:has(.kl-still):has(+{_CHILD} {_LIVE}),"
    f"{_CHILD}:has(.kl-still)+{_CHILD}{_VIEW}:not(:has({_LIVE}))"
    "{display:none}"
)
#: Paper cannot be scrolled or unfolded. A browser that cannot print what is folded says that it was left out.
PRINT = (
    "@media print{"
    "details::details-content{content-visibility:visible;block-size:auto}"
    "@supports not selector(::details-content)"
    "{details:not([open])>summary::after{content:' (folded, and left out on paper)'}}"
    "pre,code{white-space:pre-wrap!important;word-break:normal!important;overflow-wrap:anywhere!important}"
    "a{overflow-wrap:anywhere}summary{list-style:none}figure,tr{break-inside:avoid}"
    ".jp-Cell-inputWrapper,summary,caption,figure img{break-after:avoid}"
    "}"
)


def beside_a_view(html: str) -> str:
    """Return the HTML of a still copy that gives way to the live view after it."""
    return f'<div class="kl-still"><style>{_RULES}{PRINT}</style>{html}</div>'


def caption(words: str) -> dict[str, str]:
    """Return the output that follows a still copy: nothing on a page, and elsewhere the words that its image lacks.

    Parameters
    ----------
    words
        What the picture says. Empty if the copy before is no picture; then there is nothing to add.
    """
    return {"text/html": "", "text/latex": on_paper(words), **({"text/plain": words} if words else {})}


def view(model_id: str, words: str = "") -> dict[str, object]:
    """Return the output of a live view. Where no kernel runs it is the caption of the copy before it.

    Parameters
    ----------
    model_id
        By which name the kernel knows the widget.
    words
        What the picture says, if it is one.
    """
    place = {"version_major": 2, "version_minor": 0, "model_id": model_id}
    return {WIDGET_VIEW: place, **caption(words)}


def picture(png: bytes, title: str, reading: Reading, size_px: tuple[int, int]) -> str:
    """Return one HTML figure with the picture, its name and its caption.

    What the picture shows is said once, in the caption: an alt text that repeats it is read twice by a screen reader.

    Parameters
    ----------
    png
        The picture.
    title
        What it is called; the alt text is "Picture: " and this.
    reading
        What it shows: the caption, and after it its parts as a list if it has any.
    size_px
        Width and height at its natural size, in pixels of the page.
    """
    width, height = size_px
    code = base64.b64encode(png).decode("ascii")
    items = "".join(f"<li>{escape(item)}</li>" for item in reading.listed)
    parts = f"<ul>{items}</ul>" if items else ""
    # The list stands after the figure: a word processor keeps of a figure its image and caption alone.
    return (
        '<div class="kl-picture"><figure style="margin:0.5em 0;max-width:1000px">'
        f'<img alt="Picture: {escape(title)}" width="{width}" height="{height}"'
        ' style="max-width:100%;height:auto;background:#fff;border-radius:6px"'
        f' src="data:image/png;base64,{code}">'
        f"<figcaption>{escape(reading.first)}</figcaption></figure>{parts}</div>"
    )


def picture_bundle(png: bytes, title: str, reading: Reading, size_px: tuple[int, int]) -> dict[str, str]:
    """Return the still copy of a picture as a MIME bundle: HTML with its caption, the image itself, the sentence."""
    return {
        "text/html": picture(png, title, reading, size_px),
        "image/png": base64.b64encode(png).decode("ascii"),
        "text/plain": reading.sentence,
    }
