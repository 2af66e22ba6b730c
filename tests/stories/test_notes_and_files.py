"""An SIO writes a note that mentions the LRO, adds a file, and the LRO reads and downloads them."""

from pathlib import Path

from tests import marked_files as make
from tests.stories.conftest import Walker, own_ocg

NOTE = "The lodger has moved to the flat above the dairy."
LEASE = "Lease of the flat above the dairy, unsigned."


def test_a_note_and_a_file_reach_the_lro_and_nobody_else(walker: Walker, tmp_path: Path) -> None:
    walker.sign_in("gail")
    name, path = own_ocg(walker)
    ref = path.strip("/").split("/")[1]
    walker.press("Add a note")
    walker.answer(text=NOTE, mention="len")
    walker.send("Add note")
    walker.sees(NOTE, "The note is added.", "Len Oakapple")
    walker.picture("notes")

    lease = tmp_path / "dairy-lease.txt"
    lease.write_text("The flat above the dairy, for twelve months.\n")
    walker.go(path)
    walker.press("Add a file")
    is_refused_if_marked(walker, tmp_path / "note.docx")
    walker.page.set_input_files("main [name=file]", str(lease))
    walker.send("Add file")
    walker.sees("dairy-lease.txt", LEASE, "SHA-256", "Not scanned")
    walker.picture("files")

    walker.sign_in("len")
    walker.go("/notices/")
    walker.sees(f"Gail Fernsby mentioned Len Oakapple in a note on {ref}")
    walker.go("/search/?q=lodger+dairy")
    walker.sees(f"Note on {name} {ref}", NOTE)
    walker.picture("found")
    walker.go("/search/?q=dairy-lease")
    walker.press("dairy-lease.txt")
    walker.sees(LEASE)
    with walker.page.expect_download() as download:
        walker.page.get_by_role("link", name="Download dairy-lease.txt").click()
    assert Path(download.value.path()).read_text() == lease.read_text()

    is_hidden_from("olive", walker, name, ref)


def is_refused_if_marked(walker: Walker, marked: Path) -> None:
    """Check that a file above OFFICIAL-SENSITIVE is refused, and that the description stays."""
    marked.write_bytes(make.word("The lodger has moved.", footer="TOP SECRET"))
    walker.page.set_input_files("main [name=file]", str(marked))
    walker.answer(description=LEASE)
    walker.send("Add file")
    walker.sees("The footer says “TOP SECRET”", "so the file was not saved")
    walker.picture("marked")


def is_hidden_from(username: str, walker: Walker, name: str, ref: str) -> None:
    """Check that an officer of another force finds neither, and no address answers."""
    walker.sign_in(username)
    for words in ("lodger+dairy", "dairy-lease"):
        walker.go(f"/search/?q={words}")
        walker.sees("No results")
        walker.sees_not(ref, name)
    for kind in ("notes", "files"):
        answer = walker.page.goto(f"{walker.address}/records/{ref}/{kind}/")
        assert answer is not None
        assert answer.status == 404
