"""A marked spreadsheet of findings is refused at the page, the API and the terminal (rule 28)."""

from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from broadhurst.capabilities.finding_imports.models import FindingImport
from broadhurst.foundation.access.wall import as_actor
from tests import marked_files as make
from tests.doors import Machine, browser, terminal
from tests.inspections.making import Room

SAID = "The name of a sheet says “SECRET”. Broadhurst holds OFFICIAL and OFFICIAL-SENSITIVE only"


def test_a_marked_workbook_is_refused_and_nothing_is_kept(room: Room, tmp_path: Path) -> None:
    content = make.workbook("Number", "3", sheet="SECRET 2021")
    path = tmp_path / "findings.xlsx"
    path.write_bytes(content)
    pol, at = room.cast.pol, f"/reports/{room.report.ref}/import-findings"
    page = browser(pol).post(f"{at}/", {"file": SimpleUploadedFile(path.name, content)})
    assert (page.status_code, SAID in page.content.decode()) == (422, True)
    sent = {"file": SimpleUploadedFile(path.name, content)}
    answer = Machine(pol).client.post(f"/api/v1{at}", sent)
    assert answer.status_code == 422
    assert SAID in answer.json()["errors"][0]["message"]
    told = terminal(pol, "inspections", "send-findings", room.report.ref, f"--file={path}")
    assert (told.exit_code, f"--file: {SAID}" in told.output) == (1, True)
    with as_actor(pol):
        assert not FindingImport.objects.exists()
