"""Bulk checks at the page, the API and the CLI, from send_bulk_check to download_bulk_check."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from broadhurst.capabilities.bulk_checks.commands.cancel import cancel_bulk_check
from broadhurst.capabilities.deconfliction.models import BulkCheck
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from tests.bulk_checks.tables import PURPOSE, TABLE, checked, rows, run, started
from tests.doors import Machine, browser, terminal
from tests.people import Cast

AT = "/deconfliction/bulk-checks"


def file(table: str = TABLE) -> SimpleUploadedFile:
    return SimpleUploadedFile("nominals.csv", table.encode(), "text/csv")


def the_one(cast: Cast) -> BulkCheck:
    with as_actor(cast.gail):
        return BulkCheck.objects.select_related("receipt").get()


def test_a_table_goes_through_the_pages(cast: Cast) -> None:
    client = browser(cast.gail)
    answers = {"matter": "OP-TEASEL", "purpose": PURPOSE, "only_targets": "on", "file": file()}
    client.post(f"{AT}/send/", answers)
    at = f"{AT}/{the_one(cast).ref}"
    assert "Perry Windle" in client.get(f"{at}/map/").content.decode()
    client.post(f"{at}/map/", {"column_1": "name", "column_2": "born", "column_3": "phone"})
    assert "soon" in client.get(f"{at}/start/").content.decode()
    client.post(f"{at}/start/")
    assert 'http-equiv="refresh"' in client.get(f"{at}/").content.decode()
    run(the_one(cast))
    page = client.get(f"{at}/").content.decode()
    assert "Not checked" in page
    assert the_one(cast).receipt.ref in page  # type: ignore[union-attr]
    assert b"Perry Windle" in client.get(f"{at}/results.csv").content
    assert client.get(f"{at}/results.xlsx").content.startswith(b"PK")
    with as_actor(cast.gail):
        assert Event.objects.filter(verb="record.downloaded", kind="disclosure").count() == 2


def test_the_page_of_a_bulk_check_leads_to_its_receipt(cast: Cast) -> None:
    client, done = browser(cast.gail), checked(cast.gail)
    assert done.receipt is not None
    to_receipt = f"/deconfliction/checks/{done.receipt.ref}/"
    assert f'href="{to_receipt}"' in client.get(f"{AT}/{done.ref}/").content.decode()
    assert f"{AT}/{done.ref}/" in client.get(to_receipt).content.decode()


@pytest.mark.parametrize("who", ["olive", "cora", "connie"])
def test_of_another_unit_it_is_not_found(cast: Cast, who: str) -> None:
    done = checked(cast.gail)
    actor = getattr(cast, who)
    for path in ("", "map/", "start/", "cancel/", "results.csv", "results.xlsx"):
        assert browser(actor).get(f"{AT}/{done.ref}/{path}").status_code == 404
    for path in ("", "/rows", "/results.csv"):
        assert Machine(actor).get(f"{AT}/{done.ref}{path}").status_code == 404
    assert done.ref not in terminal(actor, "deconfliction", "bulk-checks").output


def test_a_machine_sends_rows_as_json_and_reads_the_answers(cast: Cast) -> None:
    machine = Machine(cast.gail)
    people = [{"Name": "Perry Windle", "DOB": "27/03/1988"}, {"Name": "", "DOB": "soon"}]
    given = {"matter": "OP-TEASEL", "purpose": PURPOSE, "only_targets": True, "rows": people}
    made = machine.post(AT, **given).json()
    assert [one["holds"] for one in made["columns"]] == ["name", "born"]
    assert machine.post(f"{AT}/{made['ref']}/start").json()["stage"] == "waiting"
    run(the_one(cast))
    found = machine.get(f"{AT}/{made['ref']}/rows").json()["items"]
    assert [one["answer"] for one in found] == ["no_hit", "not_checked"]
    bad = machine.post(AT, **{**given, "rows": ["Perry"]})
    assert (bad.status_code, bad.json()["errors"][0]["field"]) == (422, "rows")


def test_a_table_goes_through_the_terminal(cast: Cast, tmp_path: Path) -> None:
    table, results = tmp_path / "nominals.csv", tmp_path / "results.csv"
    table.write_text(TABLE)
    words = ("deconfliction", "bulk-check", str(table), "--matter", "OP-TEASEL")
    done = terminal(cast.gail, *words, "--purpose", PURPOSE, "--only-targets")
    assert done.exit_code == 0, done.output
    bulk = run(the_one(cast))
    terminal(cast.gail, "deconfliction", "download-bulk-check", bulk.ref, "--to", str(results))
    assert "Nothing in this row can be checked." in results.read_text()
    assert [row.answer for row in rows(cast.gail, bulk)][-1] == "not_checked"


def test_a_file_that_cannot_be_written_is_told_before_anything_is_told(
    cast: Cast,
) -> None:
    bulk = run(started(cast.gail))
    words = ("deconfliction", "download-bulk-check", bulk.ref, "--to", "/no/such/folder/x.csv")
    done = terminal(cast.gail, *words)
    assert done.exit_code == 2
    assert "not a folder that you can write to" in done.output
    with as_actor(cast.gail):
        assert not Event.objects.filter(verb="bulk_check.downloaded").exists()


def test_of_one_that_was_cancelled_there_is_nothing_to_name_or_start(cast: Cast) -> None:
    bulk = cancel_bulk_check(actor=cast.gail, bulk=started(cast.gail))
    for page in ("map", "start"):
        answer = browser(cast.gail).get(f"/deconfliction/bulk-checks/{bulk.ref}/{page}/")
        assert answer.headers["Location"] == f"/deconfliction/bulk-checks/{bulk.ref}/"
    assert "stay registered" not in browser(cast.gail).get(answer["Location"]).content.decode()


def test_what_is_no_number_is_no_cell(cast: Cast) -> None:
    asked = {"matter": "A", "purpose": PURPOSE, "rows": [{"Name": float("nan")}]}
    assert Machine(cast.gail).post("/deconfliction/bulk-checks", **asked).status_code == 422
