"""How soon does a lesson's page live, and how long is it from a key to a picture there?

One headless Chromium, one run, every page opened from its file. In each explorer the slider with most steps takes turns
with a slider over bare recorded pictures, which does nothing but show them. Read the differences; the milliseconds
belong to the machine. `python benchmarks/pages.py [--presses 20] [--json FILE]`. See README.md beside this file.
"""

from __future__ import annotations

import argparse
import json
import pathlib
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests" / "support" / "screen"))

import livelab  # noqa: E402
import livepage  # noqa: E402

from ketlessons.publish import site  # noqa: E402
from ketlessons.publish.recorded import grid, record  # noqa: E402

FRAME_MS = 1000 / 60


def measured(chromium, file: pathlib.Path, presses: int) -> dict:
    """Open one page, once to warm up and then to measure, and return what was found."""
    livepage.LivePage(chromium, file).wait().close()
    page = livepage.LivePage(chromium, file).wait()
    try:
        own = {hand.name: hand.pace(presses) for hand in page.explorers() if hand.slider()}
        packs = record.recorded([hand.name for hand in page.explorers()])
        return {
            "page": file.stem,
            "bytes": file.stat().st_size,
            "ready_ms": page.ready_ms,
            "work_ms": page.work_ms,
            "explorers": [
                {
                    "name": name,
                    "states": sum(1 for _ in grid.settings(grid.on_pages(record.figure_of(name).panel))),
                    "bytes": len(pack),
                    "own_ms": own.get(name, (None, None))[0],
                    "bare_ms": own.get(name, (None, None))[1],
                }
                for name, pack in packs.items()
            ],
        }
    finally:
        page.close()


def told(pages: list[dict]) -> str:
    """Return what was found, as a table."""
    head = f"{'page or explorer':34} {'states':>7} {'bytes':>9} {'ready':>7} {'work':>6}"
    lines = [f"{head} {'own':>7} {'bare':>7} {'frames more':>12}"]
    for page in pages:
        lines.append(f"{page['page']:34} {'':7} {page['bytes']:9} {page['ready_ms']:7.0f} {page['work_ms']:6.0f}")
        for one in page["explorers"]:
            line = f"  {one['name']:32} {one['states']:7} {one['bytes']:9}"
            if one["own_ms"] is not None:
                more = (one["own_ms"] - one["bare_ms"]) / FRAME_MS
                line += f" {'':14} {one['own_ms']:7.1f} {one['bare_ms']:7.1f} {more:12.2f}"
            lines.append(line)
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--presses", type=int, default=20)
    parser.add_argument("--json", type=pathlib.Path)
    given = parser.parse_args()
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        files = site.build(HERE.parent / "notebooks", pathlib.Path(folder))
        with livelab.chromium(playwright) as chromium:
            lessons = [file for file in files if file.name[:2].isdigit()]
            pages = [measured(chromium, file, given.presses) for file in lessons]
    print(told(pages))
    if given.json:
        given.json.write_text(json.dumps(pages, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
