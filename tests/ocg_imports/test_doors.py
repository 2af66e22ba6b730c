"""Tests of the page, the API and the terminal of imports of OCGs, and of the template."""

from io import BytesIO
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from broadhurst.capabilities.bulk_checks.sheets.read import read
from broadhurst.capabilities.ocg_imports.queries.imports import columns_of, labels
from broadhurst.capabilities.ocg_imports.sheets.alike import Names
from broadhurst.capabilities.ocg_imports.sheets.template import COLUMNS
from broadhurst.capabilities.ocg_imports.writes.progress import note_progress, progress_of
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.database.prepared import send
from tests.doors import Machine, browser, terminal, why_not_shown
from tests.ocg_imports.making import HEADINGS, TABLE, imported
from tests.people import Cast


def test_pages_from_the_file_to_undo(cast: Cast) -> None:
    cora = browser(cast.cora)
    assert 'href="/import-ocgs/"' in cora.get("/ocgs/").content.decode()
    assert 'href="/import-ocgs/"' not in browser(cast.gail).get("/ocgs/").content.decode()
    wrong = cora.post("/import-ocgs/", {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.4")})
    assert wrong.status_code == 422
    bad = TABLE + "Green Ibis,,Drugs,Bury,x,,,,,,,,,,\n"
    at_map = cora.post("/import-ocgs/", {"file": SimpleUploadedFile("t.csv", bad.encode())})
    html = cora.get(at_map.headers["Location"]).content.decode()
    assert "Amber Curlew, Amber Curlew, Blue Dunnock" in html
    at_import = cora.post(at_map.headers["Location"], _chosen(html)).headers["Location"]
    html = cora.get(at_import).content.decode()
    assert html.count("“Bury” is no district of yours. Write one of: Bolton.") == 2
    assert "Import all rows" not in html
    sent = cora.post("/import-ocgs/", {"file": SimpleUploadedFile("t.csv", TABLE.encode())})
    at_map = sent.headers["Location"]
    at_import = cora.post(at_map, _chosen(cora.get(at_map).content.decode())).headers["Location"]
    html = cora.get(at_import).content.decode()
    for words in (
        "Ready to import",
        "New OCG",
        "Adds to the OCG of row 2",
        "1 new person and 3 new",
    ):
        assert words in html
    for verb, after in (
        ("run", "2 OCGs, 2 people and 5 identifiers"),
        ("undo", "Undone"),
    ):
        assert cora.get(f"{at_import}{verb}/").status_code == 200
        assert cora.post(f"{at_import}{verb}/").status_code == 302
        assert after in cora.get(at_import).content.decode()
    assert at_import in cora.get("/import-ocgs/").content.decode()


def _chosen(html: str) -> dict[str, str]:
    """Return the answers that a form of columns begins with: none, so that it keeps them."""
    assert "What each column" in html or "Columns of the spreadsheet" in html
    return {}


def test_who_must_not_get_in(cast: Cast) -> None:
    sent = imported(cast.cora)
    for who in (cast.gail, cast.olive, cast.connie):
        for verb in ("", "undo/", "run/", "map/", "discard/"):
            assert browser(who).get(f"/ocg-imports/{sent.ref}/{verb}").status_code == 404
        assert Machine(who).get(f"/ocg-imports/{sent.ref}").status_code == 404
    file = SimpleUploadedFile("t.csv", TABLE.encode())
    assert browser(cast.gail).get("/import-ocgs/").status_code == 403
    answer = browser(cast.gail).post("/import-ocgs/", {"file": file})
    assert answer.status_code == 409
    assert "Only an OCG coordinator can import a tracker." in answer.content.decode()
    assert Machine(cast.mo).get(f"/ocg-imports/{sent.ref}").status_code == 200
    assert Machine(cast.mo).post(f"/ocg-imports/{sent.ref}/undo").status_code == 409


def test_api_and_terminal(cast: Cast, tmp_path: Path) -> None:
    cora = Machine(cast.cora)
    file = SimpleUploadedFile("tracker.csv", TABLE.encode())
    sent = cora.client.post("/api/v1/import-ocgs", {"file": file})
    assert sent.status_code == 201, sent.content
    ref = sent.json()["ref"]
    assert cora.post(f"/ocg-imports/{ref}/run").status_code == 409
    assert cora.post(f"/ocg-imports/{ref}/map").json()["stage"] == "Ready to import"
    rows = cora.get(f"/ocg-imports/{ref}/rows").json()["rows"]
    assert [(row["row"], row["outcome"]) for row in rows] == [
        (2, "New OCG"), (3, "Adds to the OCG of row 2"),
        (4, "New OCG, reported: it has no SIO and LRO"),
    ]  # fmt: skip
    done = cora.post(f"/ocg-imports/{ref}/run").json()
    assert (len(done["ocgs"]), done["people"], done["identifiers"]) == (2, 2, 5)
    path = tmp_path / "more.csv"
    path.write_text(
        HEADINGS + "Amber Curlew,,,,,Challenger Bolton,,,Al Roe,,,Villain,Principal,,\n"
    )
    said = terminal(cast.cora, "register", "send-ocgs", "--file", str(path))
    assert said.exit_code == 0, said.output
    more = said.output.split()[0]
    said = terminal(cast.cora, "register", "map-ocgs", more)
    assert "Row 2, Category: “Villain” is not known here." in said.output
    assert "Correct this row" in terminal(cast.cora, "register", "ocg-import", more).output
    assert "Discarded" in terminal(cast.cora, "register", "discard-ocgs", more).output
    said = terminal(cast.cora, "register", "undo-ocgs", ref)
    assert "Undone" in said.output, said.output
    with as_actor(cast.cora):
        assert not Ocg.objects.filter(state="active").exists()
    copy = tmp_path / "template.xlsx"
    said = terminal(cast.cora, "register", "ocgs-template", "--to", str(copy))
    assert said.exit_code == 0, said.output
    taken = cora.client.get("/api/v1/import-ocgs/template.xlsx")
    assert (taken.status_code, taken.content[:2]) == (200, copy.read_bytes()[:2])


def test_the_template_is_read_with_every_column(cast: Cast) -> None:
    copy = browser(cast.cora).get("/import-ocgs/template/").content
    book = load_workbook(BytesIO(copy))
    assert book.sheetnames == ["OCGs", "People", "Identifiers", "Actions", "Instructions"]
    assert [cell.value for cell in book["Actions"][1]][:3] == ["OCG name", "Action", "4P"]
    sheet = book["OCGs"]
    for place, (_, _, _, example) in enumerate(COLUMNS, start=1):
        sheet.cell(2, place, example)
    filled = BytesIO()
    book.save(filled)
    table = read(filled.getvalue())
    with as_actor(cast.cora):
        columns = columns_of(cast.cora.unit, table.headings)
        assert columns[: len(COLUMNS)] == [name for name, *_ in COLUMNS]
        assert len(columns) == len(set(columns) - {""}), columns
        assert set(columns) <= set(labels())


def test_cover_names_are_alike_as_the_database_says() -> None:
    names = Names.of([(1, "Copper Heron"), (2, "Operation Copper Herons"), (3, "Slate Curlew")])
    alike = names.alike("Op Copper Heron", 0.6)
    assert alike[1] == 1
    assert 0.6 <= alike[2] < 1
    assert 3 not in alike


def test_a_running_import_says_how_far_it_is(cast: Cast) -> None:
    with as_actor(cast.cora):
        assert progress_of("IMO-222222") == 0
        note_progress("IMO-222222", 40)
        send("SELECT pg_stat_clear_snapshot()")
        assert (progress_of("IMO-222222"), progress_of("IMO-333333")) == (40, 0)


def test_the_form_is_shown_only_to_those_who_can_send_it_now(cast: Cast) -> None:
    sent = imported(cast.cora)
    address = f"/ocg-imports/{sent.ref}/undo/"
    assert browser(cast.cora).get(address).status_code == 200
    assert "already imported or discarded" in why_not_shown(
        cast.cora, f"/ocg-imports/{sent.ref}/map/"
    )
    assert "Only an OCG coordinator" in why_not_shown(cast.mo, address)
