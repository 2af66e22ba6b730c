"""Each app has two migrations: its tables, and its row-level security with all its triggers."""

from pathlib import Path

SRC = Path(__file__).parents[2] / "src" / "broadhurst"
TWO = ["0001_initial", "0002_wall"]
# Apps with only the first one, and why.
ALONE = {
    "agencies": "all who sign in may read its tables, and the wall is made from them",
    "establishment": "it has no tables: it makes the system account and feeds search",
    "jobs": "it has no tables: it lets the application use those of Procrastinate",
}


def test_each_app_has_its_tables_and_its_wall() -> None:
    apps = {folder.parent.name: names(folder) for folder in SRC.glob("*/*/migrations")}
    assert {app: found for app, found in apps.items() if app not in ALONE and found != TWO} == {}
    assert {app: apps[app] for app in ALONE} == dict.fromkeys(ALONE, TWO[:1])


def test_a_part_of_a_wall_is_in_its_wall() -> None:
    for part in SRC.glob("*/*/migrations/wall/[a-z]*.py"):
        wall = (part.parents[1] / "0002_wall.py").read_text()
        assert f".wall.{part.stem} import OPERATIONS as {part.stem.upper()}" in wall, part
        assert f"*{part.stem.upper()}," in wall, part


def names(folder: Path) -> list[str]:
    """Return the names of the migrations in a folder."""
    return sorted(path.stem for path in folder.glob("*.py") if path.name != "__init__.py")
