"""The API's description has one schema of each name."""

import re
from collections import Counter
from pathlib import Path

SRC = Path(__file__).parents[2] / "src" / "broadhurst"
SCHEMA = re.compile(r"^class (\w+Out)\(", re.MULTILINE)


def test_no_two_rooms_call_an_answer_the_same() -> None:
    """Of two schemas of a name, the description keeps one and gives it to both operations."""
    names = Counter(name for path in SRC.rglob("*.py") for name in SCHEMA.findall(path.read_text()))
    assert names
    assert [name for name, times in names.items() if times > 1] == []
