"""How does the page about teaching come into the kit? As a page like the others, which leads to no file outside."""

from __future__ import annotations

from bs4 import BeautifulSoup
from nbconvert.filters import markdown2html

from ketlessons.publish.kit.sheet import LICENCE, page

#: Whose names begin so leave the kit, or stay on the page.
_LEADS = ("https://", "#")


def plans(text: str) -> str:
    """Return the page about teaching, from its text as Markdown.

    A link to a file of the checkout becomes words: the kit is handed on without the checkout.
    """
    soup = BeautifulSoup(markdown2html(text), "html.parser")
    for link in soup.find_all("a"):
        if "anchor-link" in link.get("class", []):
            link.decompose()
        elif not str(link.get("href", "")).startswith(_LEADS):
            link.unwrap()
    for head in soup.select("thead th"):
        head["scope"] = "col"
    (title,) = soup.find_all("h1")
    words = title.get_text()
    return page(words, f"<main>\n{soup}\n<p>{LICENCE}</p>\n</main>", style="handouts.css", running=words)
