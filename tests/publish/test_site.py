"""Is each page of the site whole, by itself and among the others? What can be seen without a browser."""

import csv
import json
import pathlib
import re
import urllib.parse

import nbformat
import pytest
from bs4 import BeautifulSoup

from ketlessons.publish import site
from ketlessons.publish.pages import access

ROOT = pathlib.Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
MOST_BYTES = 2_000_000
#: Parts of a page that a reader jumps to: the elements, and which of them need a name.
NAMED = ("nav", "section", "form")


def rows():
    """Return the map of lessons as it stands in the file."""
    with (ROOT / "data" / "lessons.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def complaints(soups, check):
    """Return what a check says of each page that it complains about."""
    return {name: found for name, soup in soups.items() if (found := check(soup))}


def test_there_is_a_page_for_each_lesson_and_those_that_lead_to_them(soups):
    assert {f"{name}.html" for name in NOTEBOOKS} < set(soups)
    assert {"index.html", "search.html", "accessibility.html"} < set(soups)


def test_the_same_lessons_give_the_same_bytes(built, tmp_path):
    again = site.build(ROOT / "notebooks", tmp_path)
    assert {file.name for file in again} == {file.name for file in built.iterdir()}
    assert [file.name for file in again if file.read_bytes() != (built / file.name).read_bytes()] == []


def test_a_page_is_one_file_of_at_most_two_megabytes(built, soups):
    def fetches(soup):
        loading = soup.select("script[src], link[rel=stylesheet], iframe, object, embed, [srcset], base")
        given = [tag.get("src") or tag.get("href", "") for tag in soup.select("img, link, source, audio, video")]
        return [str(tag)[:80] for tag in loading] + [src[:80] for src in given if not src.startswith("data:")]

    assert complaints(soups, fetches) == {}
    assert {file.name: file.stat().st_size for file in built.iterdir() if file.stat().st_size > MOST_BYTES} == {}


def test_no_local_link_leads_to_nothing(soups):
    ids = {name: {tag["id"] for tag in soup.find_all(id=True)} for name, soup in soups.items()}
    lost, followed = [], 0
    for name, soup in soups.items():
        targets = [(tag, tag["href"]) for tag in soup.find_all("a", href=True)]
        targets += [(tag, tag["action"]) for tag in soup.find_all("form", action=True)]
        for tag, target in targets:
            if re.match(r"(https?|mailto|tel|data):", target):
                continue
            followed += 1
            file, _, anchor = target.partition("#")
            # A browser looks for the anchor as it is written first, and then with its signs put back.
            either = {anchor, urllib.parse.unquote(anchor)}
            if (file or name) not in soups or (anchor and not either & ids[file or name]):
                lost.append((name, target, tag.get_text()[:40]))
    assert lost == []
    assert followed > 200


def test_a_page_has_a_language_one_main_heading_and_no_gap_among_its_headings(soups):
    def check(soup):
        found = [tag for tag in soup.find_all(re.compile("^h[1-6]$"))]
        levels = [int(tag.name[1]) for tag in found]
        gaps = [found[at + 1].get_text() for at in range(len(levels) - 1) if levels[at + 1] > levels[at] + 1]
        wrong = [] if soup.html.get("lang") == "en" else ["lang"]
        wrong += [] if levels.count(1) == 1 and levels[0] == 1 else [f"levels {levels}"]
        titles = soup.title and soup.find("meta", attrs={"name": "description"}).get("content")
        return gaps + wrong + ([] if titles else ["no title or description"])

    assert complaints(soups, check) == {}
    assert len({soup.title.get_text() for soup in soups.values()}) == len(soups)


def test_ids_are_given_once_and_what_is_referred_to_is_there(soups):
    def check(soup):
        ids = [tag["id"] for tag in soup.find_all(id=True)]
        asked = [name for tag in soup.select("[for]") for name in tag["for"].split()]
        asked += [name for tag in soup.select("[aria-labelledby]") for name in tag["aria-labelledby"].split()]
        return {one for one in ids if ids.count(one) > 1} | (set(asked) - set(ids))

    assert complaints(soups, check) == {}


def test_the_first_stop_leads_past_the_menu_to_the_one_main_part(soups):
    def check(soup):
        first = soup.body.find(["a", "button", "input"])
        main = soup.find_all("main")
        return [] if len(main) == 1 and first.get("href") == f"#{main[0].get('id')}" else [str(first)]

    assert complaints(soups, check) == {}


def test_parts_have_names_and_no_two_of_a_kind_the_same(soups):
    def check(soup):
        names = [(tag.name, tag.get("aria-label")) for tag in soup.find_all("nav")]
        return [one for one in names if not one[1] or names.count(one) > 1]

    assert complaints(soups, check) == {}


def test_each_table_has_a_caption_and_its_heads_say_of_what(soups):
    def check(soup):
        wrong = []
        for table in soup.find_all("table"):
            caption = table.caption and table.caption.get_text(strip=True)
            heads = all(head.get("scope") for head in table.find_all("th"))
            named = all(row.find("th") for row in table.find_all("tr"))
            scrolls = table.find_parent(class_="scrolls")
            if not (caption and heads and named and scrolls is not None):
                wrong.append((caption, heads, named, scrolls is not None))
        return wrong

    assert complaints(soups, check) == {}
    assert sum(len(soup.find_all("table")) for soup in soups.values()) > 90


def test_each_box_of_code_has_a_name_of_its_own(soups):
    for name, soup in soups.items():
        names = [box.get("aria-label") for box in soup.select(".code_cell .input pre")]
        assert names == [f"Code {number}" for number in range(1, len(names) + 1)], name
        assert all(box.get("aria-label") and box.get("role") == "group" for box in soup.find_all("pre")), name
        assert not soup.select("pre[tabindex]"), f"{name}: whether a box scrolls is seen in the browser alone"


@pytest.mark.parametrize("row", [row for row in rows() if row["status"] == "written"], ids=lambda row: row["number"])
def test_a_lesson_says_to_machines_what_its_row_says(row, soups):
    scripts = soups[f"{row['file']}.html"].find_all("script", type="application/ld+json")
    assert len(scripts) == 1
    told = json.loads(scripts[0].string)
    assert told["@context"] == "https://schema.org"
    assert told["@type"] == "LearningResource"
    assert (told["name"], told["description"]) == (row["title"], row["asks"])
    assert (told["timeRequired"], told["dateModified"]) == (f"PT{row['minutes']}M", row["reviewed"])
    assert told["educationalLevel"] == row["level"]
    needed = [one["title"] for number in row["needs"].split(";") for one in rows() if one["number"] == number]
    assert told.get("competencyRequired", []) == needed
    assert told["license"] == "https://creativecommons.org/licenses/by/4.0/"


def test_the_course_says_to_machines_which_lessons_it_has(soups):
    told = json.loads(soups["index.html"].find("script", type="application/ld+json").string)
    assert [part["url"] for part in told["hasPart"]] == [f"{name}.html" for name in NOTEBOOKS]
    assert "Course" in told["@type"]


def test_the_index_shows_each_lesson_with_cover_minutes_and_needs(soups):
    cards = soups["index.html"].select(".cards > li")
    written = [row for row in rows() if row["status"] == "written"]
    assert len(cards) == len(written)
    for card, row in zip(cards, written, strict=True):
        link = card.h3.a
        assert (link["href"], link.get_text()) == (f"{row['file']}.html", f"{row['number']} {row['title']}")
        words = card.get_text(" ")
        assert row["asks"] in words
        assert f"{row['minutes']} minutes" in words
        needs = [one["href"] for one in card.dl.find_all("a")]
        assert needs == [f"{one['file']}.html" for one in rows() if one["number"] in row["needs"].split(";")]
        cover = nbformat.read(ROOT / "notebooks" / f"{row['file']}.ipynb", as_version=4).cells[0].attachments
        assert card.img["src"] == "data:image/png;base64," + cover["cover.png"]["image/png"].replace("\n", "")
        assert len(card.img["alt"]) > 60
    planned = [row["title"] for row in rows() if row["status"] == "planned"]
    assert all(title in soups["index.html"].get_text() for title in planned)


def test_next_leads_through_all_lessons_and_previous_back(soups):
    for end, rel, names in (("first", "next", NOTEBOOKS), ("last", "prev", NOTEBOOKS[::-1])):
        walked, at = [], names[0]
        while at:
            walked.append(at)
            links = soups[f"{at}.html"].select(f"a[rel={rel}]")
            at = links[0]["href"].removesuffix(".html") if links else ""
        assert walked == names, f"from the {end}"


def test_the_contents_list_the_headings_of_a_lesson_in_order(soups):
    for name in NOTEBOOKS:
        soup = soups[f"{name}.html"]
        listed = [(link["href"], link.get_text()) for link in soup.select("nav.contents a")]
        there = [
            (f"#{tag['id']}", " ".join(tag.get_text().split()))
            for tag in soup.main.find_all(["h2", "h3"])
            if tag.get("id")
        ]
        assert listed == there
        assert len(listed) > 12


def test_a_lesson_says_how_it_can_be_run(soups):
    for name in NOTEBOOKS:
        said = soups[f"{name}.html"].select_one(".how").get_text(" ")
        assert f"{name}.ipynb" in said
        assert "make lab" in said
        assert "run the cell" in said


def test_no_mark_of_a_notebook_is_left(soups):
    for soup in soups.values():
        assert not soup.select(".prompt, .anchor-link")
        assert "¶" not in soup.get_text()
        assert ".ipynb#" not in str(soup)


def test_answers_stand_at_the_end_for_paper_and_what_is_for_teachers_does_not(soups):
    for name in NOTEBOOKS:
        soup = soups[f"{name}.html"]
        end = soup.select_one("section.paper.answers")
        lines = [line.get_text(strip=True) for line in soup.select(".yours")]
        assert lines == [f"Answer {number}:" for number in range(1, len(lines) + 1)]
        assert [head.get_text().split(" (")[0] + ":" for head in end.find_all("h3")] == lines
        folded = soup.select("details.answer")
        said = " ".join(end.get_text(" ").split())
        for fold in folded:
            for text in fold.find_all(["p", "li"]):
                assert " ".join(text.get_text(" ").split()) in said
        assert len(end.find_all("h4")) == len(folded) > 3
        assert not end.find_all(id=True)
        (notes,) = soup.select("details.teachers")
        assert notes.p.get_text() not in said


def test_the_statement_has_a_date_and_a_contact(soups, tmp_path):
    words = soups["accessibility.html"].main.get_text(" ")
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", access.DATE)
    assert access.DATE in words
    assert "issue" in words
    named = BeautifulSoup(access.page("https://example.org/course/"), "html.parser")
    assert named.main.find("a")["href"] == "https://example.org/course/issues"
    with pytest.raises(ValueError, match="repository: must be an address that begins with https://"):
        access.page("javascript:alert(1)")


def test_a_lesson_of_a_teachers_own_has_a_page_too(tmp_path):
    new = nbformat.v4
    cells = [new.new_markdown_cell("# Mine & more\n\n[To 02](02-block-the-nmda-receptor.ipynb#Sources)")]
    cells += [new.new_code_cell("1 + 1", outputs=[new.new_output("stream", name="stdout", text="2\n")])]
    nbformat.write(new.new_notebook(cells=cells), tmp_path / "my-own.ipynb")
    site.build(tmp_path, tmp_path / "site")
    page = BeautifulSoup((tmp_path / "site" / "my-own.html").read_text(encoding="utf-8"), "html.parser")
    assert page.title.get_text() == "Mine & more - ketlessons"
    assert page.find("a", string="To 02")["href"] == "02-block-the-nmda-receptor.html#Sources"
    assert not page.select(".answers, .neighbours")
    index = BeautifulSoup((tmp_path / "site" / "index.html").read_text(encoding="utf-8"), "html.parser")
    assert [card.get_text() for card in index.select(".cards > li")] == ["Mine & more"]


def test_an_empty_folder_still_has_an_index(tmp_path):
    written = {file.name for file in site.build(tmp_path, tmp_path / "site")}
    assert written >= {"index.html", "search.html", "accessibility.html"}
