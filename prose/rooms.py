"""`python -m prose.rooms`: write docs/rooms.md from what each room and surface says of itself."""

import ast
from pathlib import Path

from broadhurst.config.rooms import ROOMS, SURFACES

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "rooms.md"
SRC = "src/broadhurst"
HEAD = """# Rooms and surfaces

For a developer. A room holds the records, rules and commands of one subject. A surface shows pages
that span rooms, and writes nothing. [Decision 0001](decisions/0001-rooms-import-in-one-order.md)
says which room may import which.

`make rooms` writes this page, from the heading of each room's `README.md` and the docstring of each
surface. Change the words there.
"""


def page() -> str:
    """Return the page that docs/rooms.md must be."""
    rooms = [
        f"| [{room}](../{SRC}/capabilities/{room}/README.md) | {_of_room(room)} |"
        for room in sorted(ROOMS)
    ]
    surfaces = [
        f"| [{surface}](../{SRC}/surfaces/{surface}) | {_of_surface(surface)} |"
        for surface in sorted(SURFACES)
    ]
    return "\n".join(
        [
            *(HEAD, "## Rooms", "", "| room | what it is for |", "|---|---|", *rooms),
            *("", "## Surfaces", "", "| surface | what it shows |", "|---|---|", *surfaces, ""),
        ]
    )


def _of_room(room: str) -> str:
    heading = (ROOT / SRC / "capabilities" / room / "README.md").read_text().partition("\n")[0]
    words = heading.partition(": ")[2]
    return words[:1].upper() + words[1:]


def _of_surface(surface: str) -> str:
    module = ast.parse((ROOT / SRC / "surfaces" / surface / "__init__.py").read_text())
    return (ast.get_docstring(module) or "").partition("\n")[0].removesuffix(".")


if __name__ == "__main__":
    PAGE.write_text(page())
