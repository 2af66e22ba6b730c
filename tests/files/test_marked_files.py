"""Every page, endpoint and terminal command that takes a file refuses a marked one (rule 28)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from structlog.testing import capture_logs

from broadhurst.capabilities.deconfliction.models import BulkCheck, BulkRow
from broadhurst.capabilities.files.models import File, StoredContent
from broadhurst.capabilities.imports.models import Import
from broadhurst.capabilities.ocg_imports.models import OcgImport
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.drafts.models import Draft
from broadhurst.foundation.file_markings import find as finding
from broadhurst.foundation.govuk.fields import FilesField
from tests import marked_files as make
from tests.bulk_checks.tables import PURPOSE
from tests.bulk_checks.tables import TABLE as TARGETS
from tests.doors import Machine, browser, terminal
from tests.foundation.test_invisible_characters import forms_below
from tests.imports.table import TABLE as NOMINALS
from tests.ocg_imports.making import TABLE as OCGS
from tests.people import Cast

MARKED = make.word("Juniper Ashdown met the courier.", footer="TOP SECRET")
SAID = "The footer says “TOP SECRET”. Broadhurst holds OFFICIAL and OFFICIAL-SENSITIVE only, so"
BULK = {"matter": "OP-TEASEL", "purpose": PURPOSE, "only_targets": "on"}
STORED = (File, StoredContent, Import, OcgImport, BulkCheck, BulkRow, Draft)


def a_file(content: bytes | str, name: str = "note.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())


@pytest.fixture(autouse=True)
def _nothing_is_logged() -> Iterator[None]:
    """A text of a refused file is in no line of the log."""
    with capture_logs() as lines:
        yield
    assert "Ashdown" not in str(lines)
    assert "courier" not in str(lines)


def assert_nothing_is_kept(cast: Cast) -> None:
    for actor in (cast.gail, cast.cora):
        with as_actor(actor):
            assert [model.__name__ for model in STORED if model.objects.exists()] == []  # type: ignore[attr-defined]
            details = str(list(Event.objects.values_list("detail", flat=True)))
            assert "courier" not in details


def test_every_question_for_a_file_refuses_it() -> None:
    """New forms are found automatically."""
    names, taken = [], []
    for form in forms_below(CommandForm):
        for name, field in form.base_fields.items():
            if isinstance(field, forms.FileField):
                names.append(f"{form.__name__}.{name}")
                field.get_bound_field(forms.Form(), name)
                file = a_file("Name\nTOP SECRET\n", "table.csv")
                try:
                    field.clean([file] if isinstance(field, FilesField) else file)
                except ValidationError as refused:
                    if refused.error_list[0].code == "marking":
                        continue
                taken.append(names[-1])
    assert len(names) >= 6
    assert taken == []


def test_a_page_refuses_it_beside_the_field_and_keeps_nothing(cast: Cast) -> None:
    page = f"/records/{cast.ocg().ref}/files/add/"
    site = browser(cast.gail)
    answer = site.post(page, {"file": a_file(MARKED), "description": "A note."})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert text.count(SAID) == 2, "beside the field, and in the summary of errors"
    assert 'href="#id_file"' in text
    assert "A note." in text, "what was typed stays"
    assert_nothing_is_kept(cast)
    form = site.get(page).content.decode()
    assert "we cannot read pictures, scanned pages or files with a password" in form
    honest = make.word("The Home SECRETARY has a secret.", footer="OFFICIAL-SENSITIVE")
    sent = {"file": a_file(honest), "description": "A note."}
    assert site.post(page, sent).status_code == 302
    with as_actor(cast.gail):
        assert File.objects.get().size == len(honest), "it is read from its start"


def test_the_api_and_the_terminal_refuse_it(cast: Cast, tmp_path: Path) -> None:
    ocg = cast.ocg()
    client = Machine(cast.gail).client
    sent = {"file": a_file(MARKED), "description": "A note."}
    answer = client.post(f"/api/v1/records/{ocg.ref}/files", sent)
    [error] = answer.json()["errors"]
    assert (answer.status_code, error["field"]) == (422, "file")
    assert error["message"].startswith(SAID)
    path = tmp_path / "note.docx"
    path.write_bytes(MARKED)
    told = terminal(
        cast.gail, "files", "add", ocg.ref, "--file", str(path), "--description", "A note."
    )
    assert told.exit_code == 1
    assert f"--file: {SAID}" in told.output
    assert_nothing_is_kept(cast)


DOORS = [
    ("gail", "/ocgs/{}/import/", {}, NOMINALS),
    ("cora", "/import-ocgs/", {}, OCGS),
    ("gail", "/deconfliction/bulk-checks/send/", BULK, TARGETS),
]


@pytest.mark.parametrize(("who", "at", "answers", "table"), DOORS)
def test_each_page_for_a_spreadsheet_refuses_it(
    cast: Cast, who: str, at: str, answers: dict[str, str], table: str
) -> None:
    site, page = browser(getattr(cast, who)), at.format(cast.ocg().ref)
    marked = make.workbook("Name", "Juniper Ashdown, courier", hidden="TOP SECRET")
    for content, name, place in (
        (marked, "table.xlsx", "A cell"),
        (table + "TOP SECRET\n", "table.csv", f"Line {table.count(chr(10)) + 1}"),
    ):
        answer = site.post(page, answers | {"file": a_file(content, name)})
        assert answer.status_code == 422
        assert f"{place} says “TOP SECRET”. Broadhurst holds" in answer.content.decode()
    assert_nothing_is_kept(cast)
    sent = site.post(page, answers | {"file": a_file(table, "table.csv")})
    assert sent.status_code == 302


def test_the_api_and_the_terminal_refuse_a_spreadsheet(cast: Cast, tmp_path: Path) -> None:
    marked = "Name\nSECRET\n"
    path = tmp_path / "table.csv"
    path.write_text(marked)
    ocg, gail, cora = cast.ocg(), Machine(cast.gail).client, Machine(cast.cora).client
    for client, at, answers in (
        (gail, f"/api/v1/ocgs/{ocg.ref}/import", {}),
        (cora, "/api/v1/import-ocgs", {}),
        (gail, "/api/v1/deconfliction/bulk-checks", BULK),
    ):
        answer = client.post(at, answers | {"file": a_file(marked, "table.csv")})
        assert answer.status_code == 422, (at, answer.content)
        assert "Line 2 says “SECRET”" in answer.json()["errors"][0]["message"]
    for actor, command in (
        (cast.gail, ("register", "send-import", ocg.ref)),
        (cast.cora, ("register", "send-ocgs")),
    ):
        told = terminal(actor, *command, "--file", str(path))
        assert told.exit_code == 1
        assert "--file: Line 2 says “SECRET”" in told.output
    assert_nothing_is_kept(cast)


def test_no_transaction_waits_for_it(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """A request reads a packed file after it has rolled back, and then runs again."""
    depths: list[int] = []

    def watched(content: bytes) -> Any:
        depths.append(len(connection.savepoint_ids))
        return None

    outside = len(connection.savepoint_ids)
    monkeypatch.setattr(finding, "_read_apart", watched)
    sent = {"file": a_file(MARKED), "description": "A note."}
    browser(cast.gail).post(f"/records/{cast.ocg().ref}/files/add/", sent)
    assert depths == [outside]
