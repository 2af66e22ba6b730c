"""The documents lead to pages, files and names that exist."""

import re
from pathlib import Path

import pytest

from broadhurst.config.rooms import ROOMS, SURFACES
from prose import rooms

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src" / "broadhurst"
PAGES = [
    *sorted(ROOT.glob("*.md")),
    *(
        page
        for folder in ("bench", "docs", "src")
        for page in sorted((ROOT / folder).rglob("*.md"))
    ),
]
LINK = re.compile(r"\]\(([^)#\s]+)")
PICTURES = ROOT / "docs" / "pictures"
PICTURE = re.compile(r"!\[[^]]*\]\(([^)]+)\)")
TAKEN = re.compile(r"\.picture\(\"([\w-]+)\"\)")
MARKED = re.compile(r"`([^`\n]+)`")
NAMED_PAGE = re.compile(r"[\w-]+\.md\b")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_to_a_file(page: Path) -> None:
    links = [link for link in LINK.findall(page.read_text()) if not link.startswith("http")]
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_code_names_only_pages_that_exist() -> None:
    """Statute and guidance are named by title and section: a reader cannot open private notes."""
    names = {page.name for page in PAGES}
    named = {
        (path.name, page)
        for path in SRC.rglob("*.py")
        for page in NAMED_PAGE.findall(path.read_text())
    }
    assert named, "docstrings of the guides name their pages"
    assert [(path, page) for path, page in sorted(named) if page not in names] == []


def test_nothing_is_called_planned_that_is_there() -> None:
    """The glossary marked words with “(planned)”, and kept it when their thing came."""
    pages = [*PAGES, *SRC.rglob("*.html"), *SRC.rglob("*.txt")]
    assert [page.name for page in pages if "(planned)" in page.read_text()] == []


def test_pages_show_each_picture_and_a_story_takes_it() -> None:
    """Pictures are kept as `<number>-<name>-<width>.jpg` (tests/stories/conftest.py)."""
    shown = {
        (page.parent / picture).resolve()
        for page in PAGES
        for picture in PICTURE.findall(page.read_text())
    }
    assert shown == {*PICTURES.iterdir()}
    stories = (ROOT / "tests" / "stories").glob("test_*.py")
    taken = {name for story in stories for name in TAKEN.findall(story.read_text())}
    names = {picture.stem.partition("-")[2].rpartition("-")[0] for picture in shown}
    assert names - taken == set()


@pytest.mark.parametrize(("folder", "named"), [("capabilities", ROOMS), ("surfaces", SURFACES)])
def test_every_folder_is_a_room_or_a_surface(folder: str, named: tuple[str, ...]) -> None:
    assert {path.parent.name for path in (SRC / folder).glob("*/__init__.py")} == {*named}


def test_the_page_of_rooms_says_what_each_room_says() -> None:
    assert rooms.PAGE.read_text() == rooms.page(), "run `make rooms`"
    assert "|  |" not in rooms.page(), "a room's README.md begins with “# name: what it is for”"


@pytest.mark.parametrize("page", ["walk-full-transfer.md", "walk-a-check.md"])
def test_the_walk_names_files_and_functions_that_exist(page: str) -> None:
    marked = MARKED.findall((ROOT / "docs" / page).read_text())
    files = [name for name in marked if re.fullmatch(r"[a-z_]+/[\w/]+\.(py|txt)", name)]
    names = [
        name.split(".")[-1] for name in marked if re.fullmatch(r"@?[A-Za-z_.]+(?<!\.py)", name)
    ]
    folders = (ROOT, SRC, SRC / "capabilities", SRC / "capabilities" / "deconfliction")
    assert len(files) > 10
    assert [name for name in files if not any((at / name).exists() for at in folders)] == []
    code = {word for path in SRC.rglob("*.py") for word in re.findall(r"\w+", path.read_text())}
    assert [name for name in names if name.removeprefix("@") not in code] == []


IN_A_FILE = re.compile(
    r"`@?(\w+)(?:\([^`]*\))?`,? (?:\(|in |\| )`([\w/]+\.py)`"  # `lock` (`access/locks.py`)
)


@pytest.mark.parametrize("page", ["walk-full-transfer.md", "walk-a-check.md"])
def test_the_walk_says_in_which_file_a_function_is(page: str) -> None:
    walk = " ".join((ROOT / "docs" / page).read_text().split())
    placed = IN_A_FILE.findall(walk)
    folders = (ROOT, SRC, SRC / "capabilities", SRC / "capabilities" / "deconfliction")
    assert len(placed) > 7
    for name, file in placed:
        paths = [at / file for at in folders if (at / file).exists()]
        paths = paths or list(SRC.rglob(f"*/{file}"))
        assert any(re.search(rf"\b{name}\b", path.read_text()) for path in paths), (name, file)
