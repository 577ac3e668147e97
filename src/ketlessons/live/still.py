"""What stands in a saved lesson where no code runs? The still copy of a live output, beside its live view.

A live output leaves two neighbours in the cell: the still copy, which any page can show, and the live view, which only
a running kernel can. Whoever saves the file saves both, so the copy does not depend on who saved it. A style rule lets
one of the two be seen: the copy gives way where the view has drawn, and stands where it cannot draw. A page that drops
style rules, as some viewers do, draws no live view either.

JupyterLab and nbconvert ignore alt text that is kept in an output's metadata, so a picture is an HTML figure whose
image carries the sentence itself. For pages that hold no HTML (paper, a word processor) the same picture stands once
more as a plain image. The plain-text form is the sentence, so a notebook test that cannot compare pictures still
compares what the picture says.
"""

from __future__ import annotations

import base64
from html import escape

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"

#: A view that has drawn and has a kernel behind it. One that was drawn from a saved file is marked as kept.
_LIVE = ".kl:not(.kl-kept)"
_CHILD = ".jp-OutputArea-child"
#: Until a view has drawn, JupyterLab gives its place no mark of its own. What else may follow a copy has one.
_VIEW = ':has(>.jp-OutputArea-output:not([class*="jp-Rendered"]))'
_RULES = (
    f"<style>{_CHILD}:has(.kl-still):has(+{_CHILD} {_LIVE}),"
    f"{_CHILD}:has(.kl-still)+{_CHILD}{_VIEW}:not(:has({_LIVE}))"
    "{display:none}</style>"
)


def beside_a_view(html: str) -> str:
    """Return the HTML of a still copy that gives way to the live view after it."""
    return f'<div class="kl-still">{_RULES}{html}</div>'


def view(model_id: str, caption: str = "") -> dict[str, object]:
    """Return the output of a live view. Where no kernel runs it is nothing, and on paper the caption of the copy.

    Parameters
    ----------
    model_id
        By which name the kernel knows the widget.
    caption
        What the picture says. LaTeX takes the plain image of the copy, which holds no words.
    """
    place = {"version_major": 2, "version_minor": 0, "model_id": model_id}
    return {WIDGET_VIEW: place, "text/html": "", "text/latex": in_latex(caption)}


def in_latex(words: str) -> str:
    r"""Return words as LaTeX prints them.

    Examples
    --------
    >>> print(in_latex("57 % of A_1 & B"))
    57 \% of A\_1 \& B
    """
    return "".join(_LATEX.get(sign, sign) for sign in words)


_LATEX = {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
}  # fmt: skip


def picture(png: bytes, sentence: str, size_px: tuple[int, int]) -> str:
    """Return one HTML figure with the picture, its alt text and its caption.

    Parameters
    ----------
    png
        The picture.
    sentence
        What it shows: the alt text and the caption.
    size_px
        Width and height at its natural size, in pixels of the page.
    """
    width, height = size_px
    code = base64.b64encode(png).decode("ascii")
    return (
        '<figure style="margin:0.5em 0;max-width:1000px">'
        f'<img alt="{escape(sentence)}" width="{width}" height="{height}"'
        ' style="max-width:100%;height:auto;background:#fff;border-radius:6px"'
        f' src="data:image/png;base64,{code}">'
        f"<figcaption>{escape(sentence)}</figcaption></figure>"
    )


def picture_bundle(png: bytes, sentence: str, size_px: tuple[int, int]) -> dict[str, str]:
    """Return the still copy of a picture as a MIME bundle: HTML with alt text, the image itself, the sentence."""
    return {
        "text/html": picture(png, sentence, size_px),
        "image/png": base64.b64encode(png).decode("ascii"),
        "text/plain": sentence,
    }
