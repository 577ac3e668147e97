"""Does the workflow that publishes the pages build what `make site` builds, and only what was checked?"""

import pathlib

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]


def workflow(name):
    found = yaml.safe_load((ROOT / ".github" / "workflows" / name).read_text(encoding="utf-8"))
    found["on"] = found.pop(True)  # YAML takes the word "on" for a truth value
    return found


def test_pages_are_published_when_the_checks_on_main_have_passed():
    pages, checks = workflow("pages.yml"), workflow("ci.yml")
    after = pages["on"]["workflow_run"]
    assert after["workflows"] == [checks["name"]]
    assert after["branches"] == ["main"]
    condition = pages["jobs"]["build"]["if"]
    assert "conclusion == 'success'" in condition
    assert "event == 'push'" in condition
    checkout = pages["jobs"]["build"]["steps"][0]
    assert checkout["with"]["ref"].startswith("${{ github.event.workflow_run.head_sha")


def test_what_is_uploaded_is_the_folder_that_make_site_writes():
    steps = workflow("pages.yml")["jobs"]["build"]["steps"]
    (made,) = (step["run"] for step in steps if "make site" in step.get("run", ""))
    (uploaded,) = (step["with"]["path"] for step in steps if "upload-pages-artifact" in step.get("uses", ""))
    rule = (ROOT / "Makefile").read_text(encoding="utf-8").split("\nsite: ")[1].split("\n\n")[0]
    assert f"site notebooks {uploaded} " in rule
    assert "REPOSITORY=" in made
    assert "--repository $(REPOSITORY)" in rule


def test_only_the_job_that_publishes_may_write():
    pages = workflow("pages.yml")
    assert pages["permissions"] == {"contents": "read"}
    assert "permissions" not in pages["jobs"]["build"]
    assert pages["jobs"]["publish"]["needs"] == "build"
    assert pages["jobs"]["publish"]["permissions"] == {"pages": "write", "id-token": "write"}
