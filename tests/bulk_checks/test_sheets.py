"""Spreadsheets of any program are read or refused, and written safely."""

import csv
import zipfile
from datetime import date
from functools import cache
from io import BytesIO, StringIO
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from broadhurst.capabilities.bulk_checks.sheets import columns
from broadhurst.capabilities.bulk_checks.sheets.positions import BROKEN
from broadhurst.capabilities.bulk_checks.sheets.read import (
    NO_ROWS,
    NOT_A_TABLE,
    OLD,
    OLD_OFFICE,
    read,
)
from broadhurst.capabilities.bulk_checks.sheets.rows import RowReader
from broadhurst.capabilities.bulk_checks.sheets.separated import NOT_TEXT
from broadhurst.capabilities.bulk_checks.sheets.table import (
    NEVER_WORKED_OUT,
    TOO_LARGE,
    Table,
    Unreadable,
)
from broadhurst.capabilities.deconfliction.rules import days
from broadhurst.foundation import spreadsheet

TODAY = date(2021, 3, 1)
PEOPLE = "Name,DOB,Phone\nPerry Windle,27/03/1988,07700 900123\n\nZoë Tarn,1990,\n"


def workbook(*rows: list[object]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    packed = BytesIO()
    book.save(packed)
    return packed.getvalue()


def changed(packed: bytes, name: str, part: bytes) -> bytes:
    """Return the archive with one part replaced."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(packed)) as old, zipfile.ZipFile(out, "w") as new:
        for one in old.namelist():
            # `ZipInfo` dates each part 1980, so that the archive is always the same.
            given = part if one == name else old.read(one)
            new.writestr(zipfile.ZipInfo(one), given, zipfile.ZIP_DEFLATED)
    return out.getvalue()


@cache
def good() -> bytes:
    """Return a workbook without the time of day, so that failures can be repeated."""
    packed = workbook(["Name", "DOB"], ["Perry Windle", "27/03/1988"])
    return changed(packed, "docProps/core.xml", b"<coreProperties/>")


@pytest.mark.parametrize(
    "data",
    [
        PEOPLE.encode(),
        PEOPLE.encode("utf-8-sig"),
        PEOPLE.encode("cp1252"),
        PEOPLE.encode("utf-16"),
        PEOPLE.replace(",", ";").encode(),
        PEOPLE.replace(",", "\t").encode("utf-16"),
        PEOPLE.replace("\n", "\r\n").encode(),
        ("OFFICIAL-SENSITIVE\n" + PEOPLE).encode(),
    ],
    ids=["utf-8", "bom", "cp1252", "utf-16", "semicolons", "tabs", "windows", "marked"],
)
def test_a_text_is_read_whatever_wrote_it(data: bytes) -> None:
    table = read(data)
    assert table.headings == ["Name", "DOB", "Phone"]
    assert [cells[0] for _, cells in table.rows] == ["Perry Windle", "Zoë Tarn"]
    first, second = (number for number, _ in table.rows)
    assert second == first + 2, "a row has the number that a spreadsheet shows"


def test_a_workbook_is_read_by_what_it_shows_and_its_formulas_are_not_worked_out() -> None:
    table = read(
        workbook(
            ["Name", "DOB", "Phone", "Sum"],
            ["Perry Windle", date(1988, 3, 27), 7700900123, "=1+1"],
        )
    )
    assert table.rows == [(2, ["Perry Windle", "1988-03-27", "7700900123", NEVER_WORKED_OUT])]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no rows"),
        (b"Name,DOB\n", "no rows"),
        (b"%PDF-1.7", "not a CSV file or an Excel workbook"),
        (b"\xd0\xcf\x11\xe0 old", "older Excel file, or one with a password"),
        (b"PK\x03\x04 not an archive", "cannot be read"),
        (b"Name\n\x00\x01\x02", "not text that can be read"),
        (b"Name\n" + b"x\n" * 100_001, "more than 100,000 rows. Split it"),
        (b"Name\n" + b"," * 60 + b"x", "more than 60 columns"),
        (b"x" * 25_000_001, "larger than 25 MB"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_what_to_do(data: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        read(data)


def test_a_zip_that_would_grow_is_not_unpacked() -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(260):
                part.write(b"0" * 1_000_000)
    assert len(packed.getvalue()) < 1_000_000
    with pytest.raises(Unreadable, match="larger than"):
        read(packed.getvalue())


def test_a_workbook_that_declares_entities_is_refused() -> None:
    laughing = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
        b"<worksheet>&b;</worksheet>"
    )
    with pytest.raises(Unreadable, match="cannot be read"):
        read(changed(workbook(["Name"], ["Perry"]), "xl/worksheets/sheet1.xml", laughing))


def test_any_other_archive_is_no_workbook() -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("letter.txt", "Name\nPerry")
    with pytest.raises(Unreadable, match="cannot be read"):
        read(packed.getvalue())


def refusal(data: bytes) -> str:
    """Return the reason why a file is refused, or ""."""
    try:
        return "" if read(data).rows else "no rows were found, and nothing was said"
    except Unreadable as refused:
        return str(refused)


@given(st.binary(max_size=400))
def test_no_file_breaks_the_reader(data: bytes) -> None:
    for start in (b"", b"PK\x03\x04", b"Name,DOB\n"):
        said = refusal(start + data)
        assert not said or said.startswith(("The ", "This ")), said


def test_the_workbook_that_faults_are_put_into_is_the_same_at_any_time() -> None:
    with zipfile.ZipFile(BytesIO(good())) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [one for one in archive.namelist() if b"dcterms" in archive.read(one)]
    assert read(good()).rows == [(2, ["Perry Windle", "27/03/1988"])]


@example(0, OLD_OFFICE)
@given(st.integers(0, 6_000), st.binary(min_size=1, max_size=30))
def test_a_workbook_with_a_fault_is_read_or_refused(place: int, fault: bytes) -> None:
    packed = good()
    said = refusal(packed[:place] + fault + packed[place + len(fault) :])
    assert said in ("", BROKEN, NO_ROWS, TOO_LARGE, NOT_TEXT, NOT_A_TABLE, OLD)


@pytest.mark.parametrize(
    ("written", "born"),
    [
        ("27/03/1988", "1988-03-27"), ("3/4/1988", "1988-04-03"), ("27-3-88", "1988-03-27"),
        ("27.3.1988", "1988-03-27"), ("27 March 1988", "1988-03-27"),
        ("27th Mar 88", "1988-03-27"), ("March 27, 1988", "1988-03-27"),
        ("1988-03-27", "1988-03-27"), ("1988-03-27 00:00:00", "1988-03-27"),
        ("32229", "1988-03-27"), ("19880327", "1988-03-27"), ("27031988", "1988-03-27"),
        ("March 1988", "1988-03"), ("03/1988", "1988-03"), ("1988-03", "1988-03"),
        ("??/03/1988", "1988-03"), ("00/00/1988", "1988"), ("xx/xx/1988", "1988"),
        ("3 1988", "1988-03"), ("03 / 1988", "1988-03"), ("1988 3", "1988-03"),
        ("1988 03 27", "1988-03-27"), ("27 3 1988", "1988-03-27"),
        ("1988", "1988"), ("c. 1988", "1988"), ("1/3/21", "2021-03-01"), ("2/3/22", "1922-03-02"),
    ],
)  # fmt: skip
def test_dates_are_read_day_first_and_may_be_partial(written: str, born: str) -> None:
    assert days.born(written, TODAY) == born


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("03/27/1988", "27 is not a month. Write the day first"),
        ("31/02/1988", "is not a real date"),
        ("2/3/2021", "cannot be a date of birth"),
        ("1/1/1850", "cannot be a date of birth"),
        ("27 Foo 1988", "is not a date"),
        ("27 1988", "27 is not a month"),
        ("3 88", "is not a date"),
        ("1988 3/4", "is not a date"),
        ("soon", "is not a date"),
    ],
)
def test_what_is_no_date_of_birth_is_said(written: str, said: str) -> None:
    with pytest.raises(days.NoDate, match=said):
        days.born(written, TODAY)


def test_columns_are_guessed_from_their_headings() -> None:
    headings = {
        "Full Name": "name", "Forename": "first", "Surname": "surname", "DOB": "born",
        "Gender": "sex", "Address": "address", "Post Code": "postcode", "Mobile no": "phone",
        "Phone 2": "phone", "IMEI": "imei", "VRM": "vehicle", "Sort code": "sort_code",
        "Acc no": "account", "BTC wallet": "wallet", "Telegram handle": "handle",
        "E-mail": "email", "Company name": "company", "AKA": "aliases", "URN": "reference",
        "Notes": "", "Second surname": "",
    }  # fmt: skip
    assert dict(zip(headings, columns.guess(list(headings)), strict=True)) == headings
    assert columns.guess(list(columns.FIELDS)) == list(columns.FIELDS), "a field's own name is it"


def test_columns_that_name_nobody_or_clash_are_said() -> None:
    assert columns.objections_to_columns(["name", "born", ""]) == []
    assert columns.objections_to_columns(["phone", "phone"]) == []
    (nothing,) = columns.objections_to_columns(["born", "sex", "reference"])
    assert "at least one column" in nothing
    (twice,) = columns.objections_to_columns(["name", "name"])
    assert "More than one column is said to hold “Full name”" in twice


def subject(given_columns: list[str], *cells: str, headings: list[str] | None = None) -> Any:
    reader = RowReader(headings or [one.upper() for one in given_columns], given_columns, TODAY)
    return reader.read(list(cells))


def test_a_row_becomes_what_the_room_keeps() -> None:
    found = subject(
        ["first", "surname", "aliases", "born", "sex", "street", "town", "postcode", "phone"],
        "Perry", "Windle", "Pez; Windy", "27/3/88", "M", "14 High St", "Bolton", "BL1 1AA",
        "7700900123; 07700 900124",
    )  # fmt: skip
    assert found.content == {
        "person": ["Perry Windle", "Pez", "Windy"],
        "first": "Perry", "surname": "Windle", "born": "1988-03-27", "sex": "male",
        "street": "14 High St", "town": "Bolton", "postcode": "BL1 1AA",
        "address": ["14 High St, Bolton, BL1 1AA"],
        "phone": ["07700900123", "07700 900124"],
    }  # fmt: skip
    assert found.wrong == []


def test_what_a_spreadsheet_leaves_out_of_a_cell_is_put_back() -> None:
    found = subject(
        ["account", "sort_code", "handle", "handle", "email"],
        "12345678", "12-34-56", "@pez", "signal:pez.01", "pez@example.org",
        headings=["Account", "Sort code", "Telegram", "Other", "E-mail"],
    )  # fmt: skip
    assert found.content == {
        "account": ["12-34-56 12345678"],
        "handle": ["telegram:@pez", "signal:pez.01", "pez@example.org"],
    }


def test_what_is_wrong_in_a_row_is_said_by_its_heading() -> None:
    found = subject(
        ["name", "born", "sex", "phone"], "Perry", "soon", "maybe", "#REF!", "more", "x" * 9
    )
    assert found.content == {"person": ["Perry"]}
    assert [one.split(":")[0] for one in found.wrong] == [
        "The row has more cells than there are headings.", "PHONE", "BORN", "SEX",
    ]  # fmt: skip
    assert "more than 500 characters" in subject(["name"], "x" * 501).wrong[0]
    cut = "; ".join(["7700900556.0"] * 40)[:501]  # as the spreadsheet has it
    assert "more than 500 characters" in subject(["phone"], cut).wrong[0]


@pytest.mark.parametrize("text", ["M", "m", "\u041c", "\u039c", "Male"])
def test_an_m_is_taken_of_whatever_alphabet_it_is(text: str) -> None:
    found = subject(["name", "sex"], "Perry", text)
    assert (found.content["sex"], found.wrong) == ("male", [])


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("http://example.org","Perry")', "=1+1", "＝A1", "@SUM(A1:A9)", "+sum(1)",
        "-T.TEST(A1)", "'=1+1",
    ],
)  # fmt: skip
@pytest.mark.parametrize("column", ["name", "first", "surname", "aliases"])
def test_a_formula_is_nobodys_name(column: str, text: str) -> None:
    found = subject([column], text)
    assert found.content == {}
    said = f"“{text}” is a formula and not a name. Write the name itself in the cell."
    assert found.wrong == [f"{column.upper()}: {said}"]


@pytest.mark.parametrize(
    "text", ['=HYPERLINK("http://x","07700 900 124")', "＝A1", "'=07700900124"]
)
@pytest.mark.parametrize("column", ["phone", "born", "handle", "postcode", "reference"])
def test_a_formula_is_nothing_else_either(column: str, text: str) -> None:
    found = subject(["name", column], "Perry", text)
    assert found.content == {"person": ["Perry"]}
    said = f"“{text}” is a formula. Write in the cell what it shows."
    assert found.wrong == [f"{column.upper()}: {said}"]
    assert found.reference == ""


@pytest.mark.parametrize("written", ['="07700 900123"', '\'="07700 900123"'])
def test_what_a_program_wrote_so_that_noughts_are_kept_is_a_text(written: str) -> None:
    found = subject(["name", "phone"], '="Perry Windle"', written)
    assert (found.wrong, found.content) == (
        [], {"person": ["Perry Windle"], "phone": ["07700 900123"]}
    )  # fmt: skip


def test_a_formula_in_a_column_that_is_left_out_is_nothing_to_say() -> None:
    assert subject(["name", ""], "Perry", "=1+1").wrong == []


def test_what_begins_as_a_formula_and_is_none_is_taken() -> None:
    found = subject(
        ["name", "aliases", "phone", "handle"],
        "Perry Windle (Jnr)", "@pez; -K9; Pez (old)", "+44 7700 900123", "@pez",
        headings=["Name", "AKA", "Phone", "Telegram"],
    )  # fmt: skip
    assert found.wrong == []
    assert found.content["person"] == ["Perry Windle (Jnr)", "@pez", "-K9", "Pez (old)"]
    assert found.content["phone"] == ["+44 7700 900123"]
    assert found.content["handle"] == ["telegram:@pez"]


@pytest.mark.parametrize(
    ("heading", "platform"),
    [("X", "x:"), ("X handle", "x:"), ("Text handle", ""), ("Telegram name", "telegram:"),
     ("TelegramName", "telegram:"), ("Inbox", "")],
)  # fmt: skip
def test_a_heading_names_a_platform_by_a_word(heading: str, platform: str) -> None:
    found = subject(["handle"], "pez_windle", headings=[heading])
    assert found.content["handle"] == [f"{platform}pez_windle"]


DANGEROUS = ["=1+1", "+44 7700 900123", "-2", "@SUM(A1)", "\t=1", "＝1", " =1"]


def taken_away(form: str) -> bytes:
    """Download a spreadsheet whose cells look like formulas."""
    return written(form, ["=Name", "Row"], [[one, "2"] for one in DANGEROUS], "OFFICIAL")


def written(form: str, headings: list[str], rows: spreadsheet.Rows, marking: str) -> bytes:
    return b"".join(spreadsheet.WRITERS[form](headings, rows, marking))


def test_no_cell_of_a_csv_that_is_taken_away_is_a_formula() -> None:
    rows = list(csv.reader(StringIO(taken_away("csv").decode("utf-8-sig"))))
    assert [row[-1] for row in rows] == ["Marking", *["OFFICIAL"] * len(DANGEROUS)]
    assert [row[0] for row in rows] == [f"'{one}" for one in ("=Name", *DANGEROUS)]


def test_every_cell_of_a_workbook_that_is_taken_away_is_a_text_as_it_was_sent() -> None:
    """A workbook stores each cell's type, so “+44” needs no visible mark before it."""
    copy = taken_away("xlsx")
    sheet = load_workbook(BytesIO(copy)).active
    assert {cell.data_type for row in sheet for cell in row if cell.value} == {"s"}
    assert (sheet.oddHeader.center.text, sheet.oddFooter.center.text) == ("OFFICIAL",) * 2
    first = [row[0] for row in sheet]
    assert [cell.value for cell in first[1:-1]] == ["=Name", *DANGEROUS]
    # The mark keeps a cell a text when it is edited in Excel. Other cells do not need it.
    assert [cell.quotePrefix for cell in first] == [False, *[True] * (1 + len(DANGEROUS)), False]
    with zipfile.ZipFile(BytesIO(copy)) as archive:
        written = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in written
    assert written.count("<c ") == written.count('t="inlineStr"') == 2 * len(first) - 2


def test_a_workbook_that_is_taken_away_is_made_to_be_read() -> None:
    rows = [["Perry Windle", 2, "No hit"], ["=1+1", 10, "a\nvery long reason " * 9]]
    copy = written("xlsx", ["Name", "Row", "Why"], rows, "OFFICIAL-SENSITIVE")
    sheet = load_workbook(BytesIO(copy)).active
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A3", "A2:C4")
    assert [cell.font.bold for cell in (sheet["A1"], *sheet[2], *sheet[3])] == [
        False, *[True] * 3, *[False] * 3,
    ]  # fmt: skip
    assert [(cell.value, cell.data_type) for cell in sheet["B"][2:4]] == [(2, "n"), (10, "n")]
    assert (sheet["A4"].value, sheet["A4"].data_type, sheet["A4"].quotePrefix) == (
        "=1+1",
        "s",
        True,
    )
    assert [sheet.column_dimensions[one].width for one in "ABC"] == [14, 8, 20]
    assert sheet["C4"].alignment.wrap_text
    assert [sheet["A1"].value, sheet["A5"].value] == ["OFFICIAL-SENSITIVE"] * 2


def test_a_workbook_of_no_rows_and_one_of_very_wide_cells_are_written() -> None:
    sheet = load_workbook(BytesIO(written("xlsx", ["Name"], [], "OFFICIAL"))).active
    assert (sheet.auto_filter.ref, sheet.column_dimensions["A"].width) == ("A2:A2", 8)
    wide = load_workbook(BytesIO(written("xlsx", ["Name"], [["x" * 500]], "OFFICIAL"))).active
    assert wide.column_dimensions["A"].width == 60


@pytest.mark.parametrize("form", spreadsheet.FORMATS)
def test_what_was_taken_away_can_be_sent_again(form: str) -> None:
    copy = written(form, ["Name", "DOB"], [["Perry Windle", "1988"]], "OFFICIAL-SENSITIVE")
    row = {"csv": 2, "xlsx": 3}[form]  # a workbook has its marking above
    assert read(copy) == Table(["Name", "DOB"], [(row, ["Perry Windle", "1988"])])


@pytest.mark.parametrize(
    ("headings", "guessed"),
    [
        ("Address Line 1,Address Line 2,Town,Postcode", ["street", "street", "town", "postcode"]),
        ("Address1,Address2,Tel1", ["street", "street", "phone"]),
        ("Victim name,Suspect name,Suspect phone,Victim phone", ["", "name", "phone", ""]),
        ("Witness address,OIC,Name,Reported by", ["", "", "name", ""]),
    ],
)
def test_lines_are_one_address_and_nobody_looks_for_a_victim(
    headings: str, guessed: list[str]
) -> None:
    assert columns.guess(headings.split(",")) == guessed
    assert columns.objections_to_columns(["street", "street", "postcode"]) == []


def test_a_street_beside_a_whole_address_is_not_lost() -> None:
    headings = ["Line 1", "Address", "Postcode"]
    reader = RowReader(headings, ["street", "address", "postcode"], TODAY)
    [whole] = reader.read(["41 Larkspur Drive", "Halliwell, Bolton", "BL1 4RT"]).content["address"]
    assert whole == "41 Larkspur Drive, Halliwell, Bolton, BL1 4RT"


def test_numbers_as_programs_and_spreadsheets_leave_them() -> None:
    reader = RowReader(["Phone"], ["phone"], TODAY)
    assert reader.read(["7700900556.0"]).content["phone"] == ["07700900556"]
    assert reader.read(["447700900556.0"]).content["phone"] == ["447700900556"]
    shortened = reader.read(["4.4770090012E+11"])
    assert "phone" not in shortened.content
    assert "Make the column text" in shortened.wrong[0]


@pytest.mark.parametrize(
    ("column", "cell", "kept"),
    [
        ("phone", "7700900556.0; 07700 900557", ["07700900556", "07700 900557"]),
        ("imei", "490154203237518.0", ["490154203237518"]),
        ("imei", "4901542032375186.0", ["4901542032375186.0"]),  # 16 digits may have lost some
        ("account", "12345612345678.0", ["12345612345678"]),
        ("company", "1234567.0", ["1234567"]),
        ("company", "Studio 54.0", ["Studio 54.0"]),
        ("address", "10001234567.0", ["10001234567"]),
        ("address", "41.0 Larkspur Drive, BL1 4RT", ["41.0 Larkspur Drive, BL1 4RT"]),
        ("device", "12345.0", ["12345.0"]),  # a serial number can have a full stop
    ],
)
def test_a_fraction_goes_where_nothing_but_digits_is_meant(
    column: str, cell: str, kept: list[str]
) -> None:
    assert RowReader(["It"], [column], TODAY).read([cell]).content[column] == kept


def test_a_sort_code_and_a_house_with_a_fraction_are_whole_numbers() -> None:
    reader = RowReader(["Sort code", "Account"], ["sort_code", "account"], TODAY)
    assert reader.read(["123456.0", "12345678.0"]).content["account"] == ["123456 12345678"]
    reader = RowReader(["Line 1", "Line 2", "PC"], ["street", "street", "postcode"], TODAY)
    [whole] = reader.read(["41.0", "Larkspur Drive", "BL1 4RT"]).content["address"]
    assert whole == "41, Larkspur Drive, BL1 4RT"


def test_a_workbook_number_of_more_digits_than_are_kept_is_shortened_and_never_another() -> None:
    sent = workbook(["IMEI", "Company"], [490154203237518.0, "1234567.0"], [1.2345678901234501e18])
    good, lost = (cells for _, cells in read(sent).rows)
    reader = RowReader(["IMEI", "Company"], ["imei", "company"], TODAY)
    assert reader.read(good).content == {"imei": ["490154203237518"], "company": ["1234567"]}
    assert "has shortened this number" in reader.read(lost).wrong[0]
