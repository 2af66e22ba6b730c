"""The index of the decisions has each one, under its title and with the mark of its status."""

import re
from pathlib import Path

DECISIONS = Path(__file__).parents[2] / "docs" / "decisions"
TITLE = re.compile(r"# \d+\. (.+)\n")
STATUS = re.compile(r"^Status: (.*?)\n\n", re.DOTALL | re.MULTILINE)
SUPERSEDED = re.compile(r"Superseded( in part)? by (\[\d{4}\]\([\w.-]+\))", re.IGNORECASE)
SUPERSEDES = re.compile(r"It supersedes (.+?)(?:[.:] |\.?$)")
NUMBER = re.compile(r"\[(\d{4})\]")


def status_of(decision: Path) -> str:
    found = STATUS.search(decision.read_text())
    assert found, f"{decision.name} has no status"
    status = " ".join(found[1].split())
    assert "replace" not in status, "write “superseded” and “supersedes”, which the index marks"
    return status


def line_of(decision: Path) -> str:
    """Return the line that the index must have for a decision."""
    title = TITLE.match(decision.read_text())
    assert title, f"{decision.name} begins with “# number. title”"
    line = f"- [{decision.name[:4]}]({decision.name}) {title[1]}"
    mark = SUPERSEDED.search(status_of(decision))
    return f"{line}. **Superseded{mark[1] or ''}** by {mark[2]}" if mark else line


def test_the_index_has_each_decision_once_with_the_mark_of_its_status() -> None:
    index = (DECISIONS / "README.md").read_text().splitlines()
    lines = sorted(line for line in index if line.startswith("- "))
    assert lines == [line_of(decision) for decision in sorted(DECISIONS.glob("0*.md"))]


def test_a_superseded_decision_and_the_later_one_name_each_other() -> None:
    statuses = {path.name[:4]: status_of(path) for path in DECISIONS.glob("0*.md")}
    later = {
        (found[2][1:5], number)
        for number, status in statuses.items()
        if (found := SUPERSEDED.search(status))
    }
    earlier = {
        (number, superseded)
        for number, status in statuses.items()
        for sentence in SUPERSEDES.findall(status)
        for superseded in NUMBER.findall(sentence)
    }
    assert later == earlier
    assert later
