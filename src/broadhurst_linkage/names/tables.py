"""Reads the tables of words in `data/`: sections that begin with "@", lines of words."""

from functools import cache
from importlib.resources import files


def sections(name: str) -> dict[str, list[list[str]]]:
    """Section to its lines, each a list of words; "#" begins a remark. `name` is a file's name."""
    found: dict[str, list[list[str]]] = {}
    at = ""
    for line in files(__package__).joinpath("data", name).read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            at = line[1:]
        elif line and not line.startswith("#"):
            found.setdefault(at, []).append(line.split())
    return found


@cache
def _parts() -> dict[str, list[list[str]]]:
    return sections("parts.txt")


@cache
def part(section: str) -> frozenset[str]:
    """The words of one section of `data/parts.txt`."""
    return frozenset(word for line in _parts()[section] for word in line)
