"""What does axe-core find on a whole page?"""

from __future__ import annotations


def violations(page) -> list[str]:
    """Return what axe-core finds, a line for each element."""
    from axe_playwright_python.base import AXE_SCRIPT

    if not page.evaluate("() => Boolean(window.axe)"):
        page.evaluate(AXE_SCRIPT)
    settings = {"resultTypes": ["violations"], "selectors": False, "preload": False}
    found = page.evaluate("(options) => window.axe.run(document, options)", settings)
    assert found["passes"], "axe looked at nothing"
    return [
        f"{violation['id']}: {node['html'][:160]}: {' '.join(node['failureSummary'].split())}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]
