"""A chief officer's quarter, from a trend to a board pack; and a tracker of 200 OCGs."""

import csv
import io
import re
import shutil
import subprocess
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader

from tests.stories.conftest import Walker

OFFICE = shutil.which("soffice")
HEADINGS = ("OCG name", "Threat types", "Districts", "Description", "Owning unit", "SIO", "LRO",
            "Person", "DOB", "Category", "Part")  # fmt: skip
MANY, BAD = 200, range(9, 200, 22)  # nine of the rows have something wrong
ANIMALS = ("Quagga", "Okapi", "Numbat", "Dugong")  # no OCG of the demo has such a name


def test_a_chief_officer_takes_a_quarter_from_trend_to_board_pack(
    walker: Walker, tmp_path: Path
) -> None:
    page = walker.page
    walker.sign_in("anya")
    walker.go("/insight/")
    trend = page.locator("figure, .bh-chart").first
    assert trend.count(), "a question has a trend"
    first_record(walker)

    walker.go("/board-packs/make/")
    walker.answer(name="A quarter for the board", period="quarter", figures=["active_ocgs"])
    page.locator("main select[name=scope]").select_option(index=1)
    walker.send("Make board pack")
    walker.sees("A quarter for the board", "Figures", "Month", "Change")
    assert page.locator(".bh-letter svg[role=img]").count() == 1
    walker.picture("board-pack")
    opens_in_office(walker, tmp_path)


def first_record(walker: Walker) -> None:
    """Open a figure of a question, and the first record behind one that has any to open.

    A chief officer sees numbers of OCGs, and no OCG. Records that everyone can read are open.
    """
    page = walker.page
    links = page.get_by_role("link", name=re.compile("^Show the records"))
    hrefs = [*links.evaluate_all("all => all.map(one => one.getAttribute('href'))")]
    assert hrefs
    for href in [*hrefs, "/insight/venetic_arrests/"]:
        walker.go(str(href))
        record = page.locator("main td a.bh-reference")
        if record.count():
            record.first.click()
            page.wait_for_load_state()
            walker.look()
            assert page.locator("h1").count() == 1
            return
        walker.sees("Each organisation")
    raise AssertionError("No figure has a record that a chief officer can open.")


def opens_in_office(walker: Walker, folder: Path) -> None:
    """Download the pack as DOCX, with its chart, and read it with LibreOffice."""
    with walker.page.expect_download() as download:
        walker.page.locator("a[href*='copy.docx']").click()
    pack = folder / "pack.docx"
    shutil.copy(download.value.path(), pack)
    assert len(docx.Document(str(pack)).inline_shapes) == 1
    if OFFICE is None:
        pytest.skip("LibreOffice is not installed, so the pack was not opened in it.")
    subprocess.run(  # noqa: S603
        [OFFICE, "--headless", f"-env:UserInstallation=file://{folder}/office", "--convert-to",
         "pdf", "--outdir", str(folder), str(pack)], check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    text = "".join(one.extract_text() for one in PdfReader(folder / "pack.pdf").pages)
    assert "A quarter for the board" in text
    assert "OFFICIAL-SENSITIVE" in text


def tracker(*, bad: bool) -> str:
    """Return a tracker of 200 OCGs. Nine of a bad one name an officer who is not there."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(HEADINGS)
    for number in range(MANY):
        name = f"{ANIMALS[number % 4]} {number}"
        sio = "Gale Fernsby" if bad and number in BAD else "gail"
        what = ("Fraud", "Bolton", "Sells cars that do not exist.", "Challenger Bolton")
        rows.writerow((name, *what, sio, "len", f"Al Roe {number}", f"{1 + number % 28}/3/1988",
                       "Suspect", "Principal"))  # fmt: skip
    return out.getvalue()


def send(walker: Walker, file: Path, text: str) -> None:
    """Send a tracker, and confirm its columns."""
    file.write_text(text)
    walker.go("/import-ocgs/")
    walker.page.set_input_files("main [name=file]", str(file))
    walker.send("Send")
    walker.send("Continue")


def test_a_tracker_of_200_is_mended_imported_and_undone(walker: Walker, tmp_path: Path) -> None:
    file = tmp_path / "tracker.csv"
    walker.sign_in("cora")
    send(walker, file, tracker(bad=True))
    wrong = walker.page.locator("[aria-label='Rows to correct'] tbody tr", has_text="Gale")
    assert wrong.count() == len(BAD) == 9
    walker.sees_not("Import all rows")
    walker.picture("nine-bad-rows")
    send(walker, file, tracker(bad=False))
    walker.sees("Ready to import")
    walker.picture("two-hundred-rows")
    walker.press("Import all rows")
    walker.send("Import all rows")
    walker.sees(f"{MANY} OCGs, {MANY} people")
    walker.go("/ocgs/?q=Quagga+0")
    walker.sees("Quagga 0")
    walker.page.go_back()
    walker.press("Undo the import")
    walker.send("Undo the import")
    walker.sees("Undone")
