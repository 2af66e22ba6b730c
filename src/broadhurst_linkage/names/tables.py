"""Read the tables of words in `data/`: sections ("@") and lines of words."""

from functools import cache
from importlib.resources import files


def sections(name: str) -> dict[str, list[list[str]]]:
    """Return the lines of each section of a file in `data/`, split into words.

    A line that begins with "#" is a comment.
    """
    lines_of: dict[str, list[list[str]]] = {}
    section = ""
    for line in files(__package__).joinpath("data", name).read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            section = line[1:]
        elif line and not line.startswith("#"):
            lines_of.setdefault(section, []).append(line.split())
    return lines_of


@cache
def _parts() -> dict[str, list[list[str]]]:
    return sections("parts.txt")


@cache
def part(section: str) -> frozenset[str]:
    """Return the words of one section of `data/parts.txt`."""
    return frozenset(word for line in _parts()[section] for word in line)
