"""Each data file of the package names its source and licence."""

import re
from pathlib import Path

import broadhurst_linkage

PACKAGE = Path(broadhurst_linkage.__file__).parent


def test_every_data_file_is_listed_with_source_licence_and_command() -> None:
    listed: dict[str, list[str]] = {}
    for line in (PACKAGE / "DATA.md").read_text().splitlines():
        if line.startswith("| `"):
            files, *cells = (cell.strip() for cell in line.strip("|").split("|"))
            listed |= dict.fromkeys(re.findall(r"`([^`]+)`", files), cells)
    found = {
        file.relative_to(PACKAGE).as_posix()
        for file in PACKAGE.rglob("data/*")
        if file.suffix in {".txt", ".json"}
    }
    assert listed.keys() == found
    assert all(len(cells) == 4 and all(cells) for cells in listed.values())
