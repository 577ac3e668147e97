"""What is spoken after a move? What `briefly` in explorer.js puts together, once more, to be tried headless.

`tests/browser/lessons/test_speech.py` holds the two to the same words.
"""

from __future__ import annotations

from ketlessons.stage.live_figure import Reading

MOST_WORDS = 25


def briefly(before: Reading, now: Reading) -> str:
    """Return what is said when the picture has moved from one reading to another."""
    if not now.brief:
        return now.sentence
    was = {(news.subject, news.of): news.said for news in before.brief}
    moved = [news for news in now.brief if was.get((news.subject, news.of)) != news.said]
    told = [(one, was.get((one.subject, one.of))) for one in moved]
    fresh = [f"{one.subject} {one.said}{'' if then is None else f', was {then}'}." for one, then in told]
    stays = [f"{one.subject} unchanged, {one.said}." for one in now.brief if one.steady and one not in moved]
    if not fresh and not stays:
        stays = [f"{now.brief[0].subject} unchanged, {now.brief[0].said}."]
    spoken, words = [], 0
    for part in (*fresh, *stays):
        more = len(part.split(" "))
        if not spoken or words + more <= MOST_WORDS:
            spoken.append(part)
            words += more
    return " ".join(spoken)
