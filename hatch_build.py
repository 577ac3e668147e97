"""What does the README say where it stands alone, on a package index? Its words, without what leads nowhere there.

Links and pictures of the README lead to files beside it. A page that shows the README by itself has no such files, and
the project promises no address at which they would be. So, while a package is built, a link becomes its words and a
picture becomes its description. The README itself stays as it is.
"""

from __future__ import annotations

import pathlib
import re

from hatchling.metadata.plugin.interface import MetadataHookInterface

#: Code stays as it is: fenced, or between backticks.
CODE = r"^```.*?^```$|`[^`\n]*`"
#: A picture or a link, its words, and where it leads. The words may hold code.
LINK = r"(?P<picture>!?)\[(?P<words>[^\]]*)\]\((?P<target>[^)\s]+)\)"
EITHER = re.compile(rf"{LINK}|{CODE}", re.MULTILINE | re.DOTALL)


def alone(text: str) -> str:
    """Return a Markdown text in which nothing leads to a file beside it."""

    def resolved(hit: re.Match[str]) -> str:
        target = hit["target"]
        if target is None or re.match(r"#|[a-z][a-z0-9+.-]*:", target):
            return hit[0]
        return f"*Picture: {hit['words']}*" if hit["picture"] else hit["words"]

    return EITHER.sub(resolved, text)


class ReadmeAlone(MetadataHookInterface):
    """Hatchling asks this class for the fields that pyproject.toml calls dynamic."""

    def update(self, metadata: dict) -> None:
        """Set the readme."""
        text = (pathlib.Path(self.root) / "README.md").read_text(encoding="utf-8")
        metadata["readme"] = {"content-type": "text/markdown", "text": alone(text)}
