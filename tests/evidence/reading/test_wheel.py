"""The installed package: does a wheel carry the tables, and read its own copy?"""

import json
import os
import subprocess
import sys
from pathlib import Path

from ketlessons.evidence import all_rows, fact, table, tables

ASK = """
import json
from ketlessons.evidence import claims, data_path, fact, reference, table, tables
ids = [row.id for name in tables() for row in table(name)]
print(json.dumps({
    "path": str(data_path()),
    "text": {id: fact(id).text() for id in ids},
    "claims": [claim.id for claim in claims("02")],
    "link": reference("gilling2009").link,
}))
"""


def test_wheel_carries_every_file_of_the_package(wheel_unpacked, data_folder):
    described = json.loads((data_folder / "datapackage.json").read_text(encoding="utf-8"))
    shared = {entry["schema"] for entry in described["resources"] if isinstance(entry.get("schema"), str)}
    assert shared
    for name in ["datapackage.json", *shared, *(resource["path"] for resource in described["resources"])]:
        packed = wheel_unpacked / "ketlessons" / "_data" / name
        assert packed.read_bytes() == (data_folder / name).read_bytes(), name


def test_wheel_reads_its_own_copy_and_says_the_same(wheel_unpacked, tmp_path):
    environment = {**os.environ, "PYTHONPATH": str(wheel_unpacked)}
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        cwd=tmp_path,
        env=environment,
    )
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert Path(answer["path"]).is_relative_to(wheel_unpacked)
    assert answer["text"] == {row.id: fact(row.id).text() for name in tables() for row in table(name)}
    assert len(answer["text"]) < sum(len(all_rows(name)) for name in tables())
    assert answer["claims"] == ["claim_10", "claim_13", "claim_14", "claim_20"]
    assert answer["link"] == "https://doi.org/10.1016/j.neuropharm.2009.01.012"


def test_wheel_carries_the_molecules(wheel_unpacked, data_folder):
    for path in (data_folder / "structures").iterdir():
        assert (wheel_unpacked / "ketlessons" / "_data" / "structures" / path.name).read_bytes() == path.read_bytes()
