"""What does a search engine learn about a lesson? The row of `data/lessons.csv`, in the words of schema.org."""

from __future__ import annotations

from ketlessons.evidence.course.lessons import Lesson, lessons

COURSE = "ketlessons: an open, executable pharmacology course on ketamine"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_AUTHOR = {"@type": "Organization", "name": "The ketlessons contributors"}
_COMMON = {
    "inLanguage": "en",
    "license": LICENCE,
    "isAccessibleForFree": True,
    "author": _AUTHOR,
    "accessMode": ["textual", "visual"],
    "accessModeSufficient": [{"@type": "ItemList", "itemListElement": ["textual"]}],
    "accessibilityFeature": ["alternativeText", "longDescription", "structuralNavigation", "tableOfContents"],
}


def lesson_resource(row: Lesson) -> dict[str, object]:
    """Return a lesson as a `LearningResource`; minutes are a duration, and lessons that it needs are competencies."""
    titles = {other.number: other.title for other in lessons()}
    found: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "LearningResource",
        "name": row.title,
        "description": row.asks,
        "learningResourceType": "lesson",
        "educationalLevel": row.level,
        "position": int(row.number),
        **_COMMON,
        "isPartOf": {"@type": "Course", "name": COURSE},
    }
    if row.minutes:
        found["timeRequired"] = f"PT{row.minutes}M"
    if row.needs:
        found["competencyRequired"] = [titles[number] for number in row.needs]
    if row.reviewed:
        found["dateModified"] = row.reviewed
    return found


def course_resource(rows: list[Lesson]) -> dict[str, object]:
    """Return the course as a `Course` that has these lessons as its parts."""
    parts = [{key: value for key, value in lesson_resource(row).items() if key in _OF_A_PART} for row in rows]
    for part, row in zip(parts, rows, strict=True):
        part["url"] = f"{row.file}.html"
    return {
        "@context": "https://schema.org",
        "@type": ["Course", "LearningResource"],
        "name": COURSE,
        "description": "Lessons on the pharmacology of ketamine, with live figures and a source for every number.",
        "provider": _AUTHOR,
        **_COMMON,
        "hasPart": parts,
    }


_OF_A_PART = ("@type", "name", "description", "timeRequired", "educationalLevel", "learningResourceType", "position")
