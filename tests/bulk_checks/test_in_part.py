"""Wherever a bulk check has an answer, it says what was not checked."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from broadhurst.capabilities.bulk_checks.queries.checks import rows_of
from broadhurst.capabilities.bulk_checks.queries.parsed_rows import preview_of
from broadhurst.capabilities.bulk_checks.rules import TABLES_SENT_AN_HOUR
from broadhurst.capabilities.deconfliction.models import BulkCheck, Entry
from broadhurst.capabilities.establishment.commands.post import post
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import actor_in
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.notices.words import words as words_of
from broadhurst.foundation.workflow import Refused
from tests.bulk_checks.tables import PURPOSE, checked, rows, run, sent
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.people import SINCE, Cast

AT = "/deconfliction/bulk-checks"
GIVEN = {"matter": "OP-TEASEL", "purpose": PURPOSE, "only_targets": "on"}
# Rows checked fully, in part because of the date, in part because of the number, not at all.
TABLE = (
    "Name,DOB,Phone\n"
    "Juniper Ashdown,14/08/1979,07700 900124\n"
    "Tamsin Reedmace,soon,07700 900125\n"
    "Perry Windle,27/03/1988,999\n"
    ",,none\n"
)
TOLD = ["no_hit", "no_hit_in_part", "no_hit_in_part", "not_checked"]


def two_sheets() -> bytes:
    """Return a spreadsheet of one row, next to a sheet that is not read."""
    made = Workbook()
    for row in (["Name", "Mobile"], ["Perry Windle", '="07700"&" 900123"']):
        made.active.append(row)
    made.create_sheet("More").append(["Ann Other"])
    packed = BytesIO()
    made.save(packed)
    return packed.getvalue()


def two_tables() -> bytes:
    """Return a workbook with two sheets that can be checked."""
    made = Workbook()
    more = made.create_sheet("More")
    for row in (["Name"], ["Perry Windle"]):
        made.active.append(row)
        more.append(row)
    packed = BytesIO()
    made.save(packed)
    return packed.getvalue()


def file(data: bytes, name: str = "nominals.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def the_one(cast: Cast) -> BulkCheck:
    with as_actor(cast.gail):
        return BulkCheck.objects.select_related("receipt").get()


def test_a_row_of_which_something_was_not_checked_has_no_hit_in_part(cast: Cast) -> None:
    done = checked(cast.gail, TABLE)
    assert [row.told for row in rows(cast.gail, done)] == TOLD
    assert (done.rows_in_part, done.rows_wrong) == (2, 1)
    with as_actor(cast.gail):
        assert [row.number for row in rows_of(done, "no_hit_in_part")] == [3, 4]
        assert [row.number for row in rows_of(done, "no_hit")] == [2]
    assert done.receipt is not None
    assert done.receipt.not_checked[-1].startswith("No hit, in part: 2 rows of bulk check BLK-")


def test_the_page_says_so_and_counts_them_apart(cast: Cast) -> None:
    done = checked(cast.gail, TABLE)
    page = browser(cast.gail).get(f"{AT}/{done.ref}/").content.decode()
    assert page.count(">No hit, in part</strong>") == 2
    assert page.count(">No hit</strong>") == 1
    assert "?answer=no_hit_in_part" in page
    assert f"Purpose: {PURPOSE}</p>" in page
    some = browser(cast.gail).get(f"{AT}/{done.ref}/?answer=no_hit").content.decode()
    assert "Juniper Ashdown" in some
    assert "Perry Windle" not in some


def test_the_api_says_so(cast: Cast) -> None:
    done, machine = checked(cast.gail, TABLE), Machine(cast.gail)
    found = machine.get(f"{AT}/{done.ref}/rows").json()["items"]
    assert [one["answer"] for one in found] == TOLD
    assert machine.get(f"{AT}/{done.ref}").json()["no_hit_in_part"] == 2
    clean = machine.get(f"{AT}/{done.ref}/rows?answer=no_hit").json()["items"]
    assert [one["row"] for one in clean] == [2]


def test_the_terminal_says_so(cast: Cast) -> None:
    checked(cast.gail, TABLE)
    said = terminal(cast.gail, "deconfliction", "bulk-checks").output
    assert "0 with a hit, 0 referred to a desk, 2 with no hit, in part, 1 not checked" in said


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_is_taken_away_says_so(cast: Cast, form: str) -> None:
    done = checked(cast.gail, TABLE)
    copy = browser(cast.gail).get(f"{AT}/{done.ref}/results.{form}").content
    if form == "csv":
        lines = list(csv.reader(StringIO(copy.decode("utf-8-sig"))))
    else:
        sheet = load_workbook(BytesIO(copy)).active
        lines = [[cell.value for cell in row] for row in sheet][1:-1]  # between the markings
    numbers = [line[3] for line in lines[1:]]
    assert numbers == (["2", "3", "4", "5"] if form == "csv" else [2, 3, 4, 5])
    answers = [line[4] for line in lines]
    assert answers == ["Answer", "No hit", "No hit, in part", "No hit, in part", "Not checked"]


def test_the_preview_lists_as_checked_what_is_checked_alone(cast: Cast) -> None:
    bulk = sent(
        cast.gail,
        "Name,AKA,Phone,Reg\nPerry Windle,Pez;123,999;07700 900123,XX99 %%%\n,,07700 9,\n",
    )
    with as_actor(cast.gail):
        first, second = preview_of(bulk).first
    assert first.checked == ["Perry Windle", "Also Pez", "Phone number: 07700 900123"]
    assert second.checked == []
    assert len(first.wrong) == 3


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("Name,Phone\nunknown,unknown\n", ["Phone: “unknown”. {}", "Name: “unknown”. {}"]),
        ("Name,Phone\nPerry Windle,unknown; n/k; unknown\n", ["Phone: “unknown”, “n/k”. {}"]),
        ("Phone,Mobile,Reg\nnk,nk,AB12 CDE\n", ["Phone, Mobile: “nk”. {}"]),
        (
            "Forename,Surname,Reg\nunknown,male,AB12 CDE\n",
            ["Forename, Surname: “unknown male”. {}"],
        ),
        ("Phone,,Reg\n,nk,AB12 CDE\n", ["Column 2: “nk”. {}"]),
    ],
)
def test_what_is_wrong_begins_with_its_heading_and_is_said_once(
    cast: Cast, table: str, said: list[str]
) -> None:
    bulk = sent(cast.gail, table)
    bulk.columns = [one or "phone" for one in bulk.columns]
    with as_actor(cast.gail):
        (row,) = preview_of(bulk).first
    not_known = "This means that it is not known. Leave it out."
    assert [one for one in row.wrong if not_known in one] == [one.format(not_known) for one in said]


def test_a_day_and_an_address_in_parts_have_their_headings_too(cast: Cast) -> None:
    table = "Line 1,Town,Postcode,DOB,Phone\nThe Barn,Bolton,BL1,1988,07700 900123\n"
    with as_actor(cast.gail):
        (row,) = preview_of(sent(cast.gail, table)).first
    address, born = row.wrong
    assert address.startswith("Line 1, Town, Postcode: “The Barn, Bolton, BL1”. ")
    assert born == "DOB: not checked, because no name goes with it."


def test_two_telephones_in_one_cell_are_said_to_be_two(cast: Cast) -> None:
    table = "Name,Mobile\nPerry Windle,07700 900123 / 07700 900126\n"
    with as_actor(cast.gail):
        (row,) = preview_of(sent(cast.gail, table)).first
    assert row.wrong[0] == (
        "Mobile: “07700 900123 / 07700 900126”. This is more than one phone number. Enter each "
        "in its own column or on a new line."
    )


def test_a_name_alone_is_said_under_its_heading(cast: Cast) -> None:
    with as_actor(cast.gail):
        (row,) = preview_of(sent(cast.gail, "Name\nPerry Windle\n")).first
    assert row.wrong[0].startswith("Name: “Perry Windle”. Checked, but a name alone finds little.")


def test_the_preview_says_how_many_rows_with_something_wrong_it_does_not_list(cast: Cast) -> None:
    client = browser(cast.gail)

    def shown(wrong: int) -> str:
        bulk = sent(cast.gail, "Name,DOB\n" + "Perry Windle,soon\n" * wrong)
        return client.get(f"{AT}/{bulk.ref}/start/").content.decode()

    assert "And 2 more rows with something wrong." in shown(12)
    assert "And 1 more row with something wrong." in shown(11)
    assert "more row" not in shown(10)


def test_a_formula_without_a_value_and_another_sheet_are_said_at_the_pages(cast: Cast) -> None:
    client = browser(cast.gail)
    client.post(f"{AT}/send/", {**GIVEN, "file": file(two_sheets())})
    at = f"{AT}/{the_one(cast).ref}"
    for page in ("map", "start"):
        shown = client.get(f"{at}/{page}/").content.decode()
        assert "Sheet “More” (1 row) was not read" in shown
    assert "Mobile: the cell holds a formula that was never calculated." in shown
    client.post(f"{at}/start/")
    done = run(the_one(cast))
    assert "Sheet “More” (1 row) was not read" in client.get(f"{at}/").content.decode()
    assert done.receipt is not None
    assert done.receipt.not_checked[0].startswith("Sheet “More” (1 row) was not read")
    (row,) = rows(cast.gail, done)
    assert row.told == "no_hit_in_part"
    assert "never calculated" in row.why


def test_a_row_whose_name_is_a_formula_is_not_checked_for_it_and_says_so(cast: Cast) -> None:
    done = checked(cast.gail, "Name,Phone\n=1+1,\n@SUM(A1),+44 7700 900123\n")
    first, second = rows(cast.gail, done)
    assert [first.told, second.told] == ["not_checked", "no_hit_in_part"]
    assert "Name: “=1+1” is a formula and not a name." in first.why
    assert "Name: “@SUM(A1)” is a formula and not a name." in second.why
    with as_actor(cast.gail):
        (entry,) = Entry.objects.all()
    assert entry.submitted == {"phone": ["+44 7700 900123"]}


def test_the_other_sheet_can_be_named_at_every_door(cast: Cast, tmp_path: Path) -> None:
    client = browser(cast.gail)
    wrong = client.post(f"{AT}/send/", {**GIVEN, "file": file(two_tables()), "sheet": "Mor"})
    assert "There is no sheet of this name. The first sheets are" in wrong.content.decode()
    client.post(f"{AT}/send/", {**GIVEN, "file": file(two_tables()), "sheet": "More"})
    (note,) = the_one(cast).notes
    assert "“More”" not in note
    machine = Machine(cast.gail).client
    body = {**GIVEN, "file": file(two_tables()), "sheet": "More"}
    made = machine.post(f"/api/v1{AT}", body).json()
    assert made["notes"] == [note]
    body = {**GIVEN, "file": file(two_tables()), "sheet": "Mor"}
    (error,) = machine.post(f"/api/v1{AT}", body).json()["errors"]
    assert error["field"] == "sheet"
    table = tmp_path / "nominals.xlsx"
    table.write_bytes(two_tables())
    words = ("deconfliction", "bulk-check", str(table), "--matter", "OP-TEASEL")
    done = terminal(cast.gail, *words, "--purpose", PURPOSE, "--only-targets", "--sheet", "More")
    assert note in done.output


def test_and_at_the_api_and_the_terminal(cast: Cast, tmp_path: Path) -> None:
    client = Machine(cast.gail).client
    made = client.post(f"/api/v1{AT}", {**GIVEN, "file": file(two_sheets())}).json()
    assert made["notes"][0].startswith("Sheet “More” (1 row) was not read")
    table = tmp_path / "nominals.xlsx"
    table.write_bytes(two_sheets())
    words = ("deconfliction", "bulk-check", str(table), "--matter", "OP-TEASEL")
    done = terminal(cast.gail, *words, "--purpose", PURPOSE, "--only-targets")
    assert done.exit_code == 0, done.output
    assert "Sheet “More” (1 row) was not read" in done.output


def test_an_officer_sends_so_many_tables_an_hour_started_or_not(cast: Cast) -> None:
    keepers = actor_in(
        post(
            actor=cast.system, officer=cast.gail.officer, unit=cast.cora.unit,
            title="Detective Inspector", roles=("investigator",), from_on=SINCE,
        )
    )  # fmt: skip
    for number in range(TABLES_SENT_AN_HOUR):
        sent((cast.gail, keepers)[number % 2])
    for actor in (cast.gail, keepers):
        with pytest.raises(Refused, match="sent 20 spreadsheets in the last hour"):
            sent(actor)
    sent(cast.len)
    with clock.set_to(NOW + timedelta(hours=1, minutes=1)):
        sent(cast.gail)


def test_those_that_could_not_be_read_count_and_none_is_read_beyond_the_limit(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`note_unread` records each of them."""
    client = browser(cast.gail)

    def send(data: bytes) -> str:
        answered = client.post(f"{AT}/send/", {**GIVEN, "file": file(data, "a.csv")})
        assert answered.status_code == 422
        return answered.content.decode()

    for _ in range(TABLES_SENT_AN_HOUR):
        assert "not a CSV file or an Excel workbook" in send(b"%PDF-1.7")
    with as_actor(cast.gail):
        noted = Event.objects.filter(verb="bulk_check.unread")
        assert noted.count() == TABLES_SENT_AN_HOUR
        assert "Gail Fernsby sent a spreadsheet that could not be read" in words_of(noted[0])
    monkeypatch.setattr(
        "broadhurst.capabilities.bulk_checks.commands.send.read",
        lambda _: pytest.fail("it was read"),
    )
    assert "spreadsheets in the last hour" in send(TABLE.encode())


def test_a_row_of_which_nothing_is_checked_is_named_by_what_it_holds(cast: Cast) -> None:
    done = checked(cast.gail, "Name,DOB,Phone,Car\nunknown,,N/K,\nPerry Windle,1988-03-27,,\n")
    page = browser(cast.gail).get(f"/deconfliction/bulk-checks/{done.ref}/").content.decode()
    assert ">unknown, N/K</td>" in page
