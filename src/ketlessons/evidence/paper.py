r"""How are words printed where no HTML is shown? As LaTeX, for whoever makes a PDF of a notebook.

`nbconvert --to pdf` sets plain text as if it were code: in typewriter letters, cut into lines of 80. What is shown here
as words is therefore also given as LaTeX paragraphs, which wrap between words and hang like a list.

And nbconvert's fonts (Latin Modern) have no glyph for some signs: a PDF says Mg² where the lesson says Mg²⁺, without a
word of warning. So each piece of LaTeX first teaches these signs to the rest of the document, also to the cells that
are not ours.
"""

from __future__ import annotations

import re

#: Signs without a glyph in Latin Modern that the lessons say, or that learners are likely to write, and what is set.
SIGNS = {"\u2082": r"\textsubscript{2}", "\u2083": r"\textsubscript{3}",
         "\u207a": r"\textsuperscript{+}", "\u207b": r"\textsuperscript{\textminus}",
         "\u2012": "--", "\u2248": r"\ensuremath\approx",
         "\u2264": r"\ensuremath\le", "\u2265": r"\ensuremath\ge"}  # fmt: skip

# The engines that read Unicode let a sign be a command; for pdfTeX, where it is several bytes, nothing is done.
_TEACH = (
    r"\ifdefined\Umathcode\begingroup\def\K#1#2{\lccode`\~#1\lowercase{\protected\gdef~{#2}}\global\catcode#1=13 }"
    + "".join(rf"\K{{{ord(sign)}}}{{{command}}}" for sign, command in SIGNS.items())
    + r"\endgroup\fi"
)
# Tighter than nbconvert's paragraphs; and a long address may break at a hyphen too.
_SETTING = r"\begingroup\parskip.2em\relax\raggedright\def\UrlBreaks{\do\/\do\-\do\.\do\?\do\&\do\=\do\_}"
_ESCAPED = {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", '"': r"\textquotedbl{}",
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
}  # fmt: skip
_LINK = re.compile(r"(https?://[^\s{}\\]*[\w/])")
# A number begins an item only with a space behind its point: "2.5 h" is no item.
_ITEM = re.compile(r"( *)(?:(-|\d+\.) +)?(.*)")


def in_latex(words: str) -> str:
    r"""Return words as LaTeX prints them.

    Examples
    --------
    >>> print(in_latex("57 % of A_1 & B"))
    57 \% of A\_1 \& B
    """
    return "".join(_ESCAPED.get(sign, sign) for sign in words)


def on_paper(text: str) -> str:
    r"""Return lines of plain text as LaTeX paragraphs, one a line. Nothing becomes nothing.

    Parameters
    ----------
    text
        A line may begin with spaces, which indent it, and then with ``-`` or a number with a point, which let it hang.
        Web addresses may break over lines.

    Examples
    --------
    >>> print(on_paper("  1. At most 5 %").splitlines()[-2])
    \noindent\hangindent2.5em\hspace*{1em}\makebox[1.5em][l]{1.}At most 5 \%\par
    """
    if not text:
        return ""
    lines = [_paragraph(line) for line in text.splitlines() if line.strip()]
    return "\n".join([_TEACH, _SETTING, *lines, r"\endgroup"])


def _paragraph(line: str) -> str:
    indent, mark, words = _ITEM.findall(line.rstrip())[0]
    left_em = len(indent) / 2
    hang_em = {"-": 1.0, "": 0.0}.get(mark, 1.5)
    begin = rf"\noindent\hangindent{left_em + hang_em:g}em"
    begin += rf"\hspace*{{{left_em:g}em}}" if left_em else ""
    begin += rf"\makebox[{hang_em:g}em][l]{{{mark}}}" if mark else "{}"
    parts = _LINK.split(words)
    body = "".join(rf"\url{{{part}}}" if place % 2 else in_latex(part) for place, part in enumerate(parts))
    return rf"{begin}{body}\par"
