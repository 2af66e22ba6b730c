"""Files that would take too long, or be read only in part without a note."""

import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook

from broadhurst.capabilities.bulk_checks.sheets import parts, positions, workbook
from broadhurst.capabilities.bulk_checks.sheets.positions import BROKEN, KNOWN_ERRORS
from broadhurst.capabilities.bulk_checks.sheets.read import read
from broadhurst.capabilities.bulk_checks.sheets.table import (
    NEVER_WORKED_OUT,
    NoSuchSheet,
    Unreadable,
)
from tests.bulk_checks.test_sheets import changed, good

SHEET = "xl/worksheets/sheet1.xml"
NAMED = '<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c></row>'
ESCAPED = '<c r="&#65;3"><v>1</v></c>'
PERRY = '<row r="{}"><c t="inlineStr"><is><t>Perry Windle</t></is></c></row>'


def sheet(rows: str, before: str = "") -> bytes:
    """Return a workbook with one sheet of these rows."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    part = f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'
    return changed(good(), SHEET, (before + part).encode())


def book(**sheets: list[list[object]]) -> bytes:
    """Return a workbook with several sheets, by title."""
    made = Workbook()
    made.remove(made.active)
    for title, rows in sheets.items():
        one = made.create_sheet(title)
        for row in rows:
            one.append(row)
    packed = BytesIO()
    made.save(packed)
    return packed.getvalue()


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail if a workbook is read after its scan."""
    monkeypatch.setattr(workbook, "load_workbook", lambda _file: pytest.fail("it was read"))


def test_a_row_has_its_number_however_far_down_it_is() -> None:
    table = read(sheet(NAMED + PERRY.format(1_048_576)))
    assert table.rows == [(1_048_576, ["Perry Windle"])]


@pytest.mark.usefixtures("unread")
@pytest.mark.parametrize("number", [1_048_577, 9_999_999, 30_000_000, 10**12, "-1", "1e3", ""])
def test_no_row_is_below_the_last_of_excel(number: object) -> None:
    with pytest.raises(Unreadable, match="cannot be read"):
        read(sheet(NAMED + PERRY.format(number)))


def test_rows_and_cells_with_nothing_in_them_are_no_part_of_the_table() -> None:
    empty = "<row/>" * 300_000 + "<row>" + "<c/>" * 16_385 + "</row>"
    assert read(sheet(NAMED + PERRY.format(2) + empty)).rows == [(2, ["Perry Windle"])]


@pytest.mark.usefixtures("unread")
@pytest.mark.parametrize(
    "far",
    [
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="3"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="3"><c r="XFD3"><v>1</v></c></row><row r="1048576"><c><v>1</v></c></row>',
        # A reader that does not decode these references counts on from the cell before.
        '<row r="3">'
        + '<c r="&#65;3"><v>1</v></c>' * 9
        + '</row><row r="1048576"><c><v/></c></row>',
    ],
    ids=["corner", "other row", "two cells", "escaped references"],
)
def test_a_cell_far_from_the_table_asks_for_no_memory(far: str) -> None:
    """A reader that makes every cell between needs 550 GB for one of two thousand bytes."""
    packed = sheet(NAMED + PERRY.format(2) + far)
    assert len(packed) < 20_000
    with pytest.raises(Unreadable, match="far from the table, in row 1,048,576"):
        read(packed)


@pytest.mark.usefixtures("unread")
def test_a_cell_right_of_the_last_of_excel_is_refused() -> None:
    for cells in ('<c r="XFE1"><v>1</v></c>', '<c r="XFD1"><v>1</v></c><c><v>1</v></c>'):
        with pytest.raises(Unreadable, match="more than 60 columns"):
            read(sheet(NAMED + f"<row>{cells}</row>"))


@pytest.mark.usefixtures("unread")
@pytest.mark.parametrize("place", ["1A", "A", "AAAA1", "A-1", "Ä1", "A1 "])
def test_a_reference_that_names_no_cell_is_refused(place: str) -> None:
    with pytest.raises(Unreadable, match="cannot be read"):
        read(sheet(NAMED + f'<row r="2"><c r="{place}"><v>1</v></c></row>'))


def test_what_the_scan_does_not_see_is_not_read() -> None:
    """Another reader goes on after a fault, or in another encoding."""
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    with pytest.raises(Unreadable, match="cannot be read"):
        read(sheet(NAMED + "</nothing>" + PERRY.format(2) + far))
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    part = f'<worksheet xmlns="{space}"><sheetData>{NAMED}{far}</sheetData></worksheet>'
    hidden = (part + " " * (len(part) % 2)).encode().decode("utf-16-le")
    with pytest.raises(Unreadable, match="cannot be read"):
        read(changed(good(), SHEET, f"<a>{hidden}</a>".encode("utf-16")))


def test_two_parts_of_one_name_are_refused() -> None:
    packed = BytesIO(good())
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("xl/Worksheets/Sheet1.xml", archive.read(SHEET))
    with pytest.raises(Unreadable, match="cannot be read"):
        read(packed.getvalue())


def test_a_cell_far_to_the_right_is_not_passed_over() -> None:
    with pytest.raises(Unreadable, match="more than 60 columns"):
        read(sheet(NAMED + '<row r="2"><c r="XFD2"><v>1</v></c></row>'))


@pytest.mark.usefixtures("unread")
@pytest.mark.parametrize(
    "rows",
    [
        "<row>" + "<c/>" * 5_000_000 + "</row>",
        "<x/>" * 700_000,
        "<!--" + "a" * 200_000 + "-->",
        "<!--" + "< " * 100_000 + "-->",
    ],
    ids=["cells", "others", "comment", "comment of tags"],
)
def test_what_is_small_and_takes_long_is_refused_before_it_is_read(rows: str) -> None:
    packed = sheet(NAMED + rows + PERRY.format(2))
    assert len(packed) < 30_000
    with pytest.raises(Unreadable, match="holds more than can be read"):
        read(packed)


def test_sheets_that_are_one_and_the_same_part_are_refused() -> None:
    packed = book(One=[["Name"]], Two=[["Name"]])
    links = zipfile.ZipFile(BytesIO(packed)).read("xl/_rels/workbook.xml.rels")
    with pytest.raises(Unreadable, match="cannot be read"):
        read(changed(packed, "xl/_rels/workbook.xml.rels", links.replace(b"sheet2", b"sheet1")))


def test_a_full_table_is_within_what_is_read() -> None:
    """It has the most rows, and ten columns of distinct texts."""
    row, text = parts.WORK["row"], sum(parts.WORK[one] for one in ("c", "v", "si", "t"))
    assert 100_001 * (row + 10 * text) < parts.MOST_WORK


@pytest.mark.parametrize("length", [0, 3_000, 20_000])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_however_far_down_it_stands(length: int, encoding: str) -> None:
    declared = f'<!--{"a" * length}--><!DOCTYPE w [<!ENTITY x "boo">]>'
    part = declared + f"<worksheet>{NAMED}</worksheet>"
    with pytest.raises(Unreadable) as refused:
        read(changed(good(), SHEET, part.encode(encoding)))
    assert str(refused.value) == BROKEN


def test_a_document_type_is_not_read_even_if_it_only_points_elsewhere() -> None:
    with pytest.raises(Unreadable, match="cannot be read"):
        read(sheet(NAMED + PERRY.format(2), '<!DOCTYPE w SYSTEM "file:///etc/hostname">'))


def test_a_formula_that_was_never_worked_out_is_marked() -> None:
    cells = (
        '<c><f>"07700"&amp;" 900123"</f></c><c><f>1+1</f><v/></c><c><f>1+1</f><v>2</v></c>'
        '<c t="str"><f>""</f><v></v></c><c t="str"><f>"a"</f><v>a</v></c>'
    )
    (row,) = read(sheet(NAMED + f"<row>{cells}</row>")).rows
    assert row == (2, [NEVER_WORKED_OUT, NEVER_WORKED_OUT, "2", "", "a"])


def test_formulas_beside_and_below_the_last_value_are_marked() -> None:
    beside = PERRY.format(2).replace("</row>", "<c/><c><f>A1</f></c></row>")
    table = read(sheet(NAMED + beside + '<row r="9"><c r="B9"><f>A1</f></c></row>'))
    assert table.rows == [
        (2, ["Perry Windle", "", NEVER_WORKED_OUT]), (9, ["", NEVER_WORKED_OUT]),
    ]  # fmt: skip
    with pytest.raises(Unreadable, match="more than 60 columns"):
        read(sheet(NAMED + '<row r="2"><c r="XFD2"><f>A1</f></c></row>'))


@pytest.mark.parametrize("error", KNOWN_ERRORS)
def test_a_cell_that_shows_an_error_is_not_read_as_empty(error: str) -> None:
    named = NAMED.replace("</row>", '<c r="C1" t="inlineStr"><is><t>Phone</t></is></c></row>')
    cells = f'<c r="A2"><v>2</v></c><c r="C2" t="e"><f>A1</f><v>{error}</v></c>'
    assert read(sheet(f'{named}<row r="2">{cells}</row>')).rows == [(2, ["2", "", error])]


def test_an_error_that_stops_the_reader_is_named() -> None:
    with pytest.raises(Unreadable, match=r"an error that cannot be read \(#SPILL!\) in row 2"):
        read(sheet(NAMED + '<row r="2"><c r="A2" t="e"><v>#SPILL!</v></c></row>'))


@pytest.mark.usefixtures("unread")
def test_marks_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(positions, "MOST_MARKS", 3)
    with pytest.raises(Unreadable, match="Too many cells have errors"):
        read(sheet(NAMED + "<row>" + "<c><f>A1</f></c>" * 4 + "</row>"))


def test_the_first_sheet_with_a_table_is_read_and_the_others_are_named() -> None:
    people: list[list[object]] = [["Name"], ["Perry Windle"], ["Juniper Ashdown"]]
    table = read(book(Cover=[["See the next sheet"]], Blank=[], People=people, More=people))
    assert [cells for _, cells in table.rows] == [["Perry Windle"], ["Juniper Ashdown"]]
    cover, more = table.notes
    assert cover.startswith("Sheet “Cover” (1 row) was not read")
    assert more.startswith("Sheet “More” (3 rows) was not read")
    assert "send the file again and name that sheet" in more


@pytest.mark.parametrize("name", ["More", " more "])
def test_the_sheet_that_is_named_is_read(name: str) -> None:
    people: list[list[object]] = [["Name"], ["Perry Windle"]]
    more: list[list[object]] = [["Name"], ["Juniper Ashdown"], ["Bertram Quill"]]
    table = read(book(People=people, **{"More ": more}), name)
    assert [cells for _, cells in table.rows] == [["Juniper Ashdown"], ["Bertram Quill"]]
    (note,) = table.notes
    assert note.startswith("Sheet “People” (2 rows) was not read")


def test_a_sheet_that_is_not_there_is_said_with_those_that_are() -> None:
    people: list[list[object]] = [["Name"], ["Perry Windle"]]
    with pytest.raises(NoSuchSheet, match="The first sheets are “People”, “More”"):
        read(book(People=people, More=people), "Peeple")
    with pytest.raises(NoSuchSheet, match="has no sheets"):
        read(b"Name\nPerry Windle\n", "People")


def test_many_sheets_are_named_up_to_a_number() -> None:
    people: list[list[object]] = [["Name"], ["Perry Windle"]]
    table = read(book(**{f"S{number}": people for number in range(9)}))
    assert len(table.notes) == 6
    assert table.notes[-1] == "3 more sheets were not read."


def test_one_sheet_leaves_nothing_to_be_said() -> None:
    assert read(book(People=[["Name"], ["Perry Windle"]])).notes == []


@pytest.mark.parametrize(
    "text",
    [
        'Name,DOB\n"Ann,1990\nBob,1991\nCy,1992',
        'Name,DOB\nPerry,1988\n"Ann,1990\nBob,1991\n',
        'Name,DOB\n"Ann,1990\nBob,1991\n"Cy",1992\n',
    ],
)
def test_an_open_quotation_mark_swallows_no_rows(text: str) -> None:
    with pytest.raises(Unreadable, match="a quotation mark that is not closed"):
        read(text.encode())


def test_the_line_on_which_the_quotation_mark_is_open_is_said() -> None:
    with pytest.raises(Unreadable, match="begins on line 3"):
        read(b'Name,DOB\nPerry,1988\n"Ann,1990\nBob,1991\n')


def test_cells_of_several_lines_are_said() -> None:
    table = read(b'Name,AKA\nPerry,"Pez\nWindy"\nAnn,"An\n"\n')
    assert [cells for _, cells in table.rows] == [["Perry", "Pez\nWindy"], ["Ann", "An"]]
    assert table.notes[0].startswith("1 cell has more than one line (the first in row 2).")


@pytest.mark.parametrize(
    "first",
    [
        "07700900801", "Perry Windle,27/03/1988", "Perry Windle,1988-03-27,M", "+44 7700 900123,x",
        "AB12 CDE", "perry@example.org", "490154203237518", "Perry Street,07700 900 801",
        "Perry,27 March 1988", "14 Brow,M1 1AA",
    ],
)  # fmt: skip
def test_without_headings_the_first_target_is_not_taken_for_them(first: str) -> None:
    with pytest.raises(Unreadable, match=r"first row looks like data .* row of headings above"):
        read(f"{first}\nAnn Other,1/1/1990\n".encode())


@pytest.mark.parametrize("first", ["Name,DOB", "Who,When", "Name,2021", "Ref,Name,01/03/2021"])
def test_headings_are_taken_as_they_are(first: str) -> None:
    table = read(f"{first}\nAnn Other,1/1/1990\n".encode())
    assert (table.headings, table.notes) == (first.split(","), [])


@pytest.mark.parametrize("above", ["Operation TEASEL nominals", "OP TEASEL: vehicles\n1 March"])
def test_titles_above_the_headings_are_passed_over_and_said(above: str) -> None:
    table = read(f"{above}\n\nFull name,Mobile\nAnn Other,07700 900801\n".encode())
    assert table.headings == ["Full name", "Mobile"]
    assert [cells for _, cells in table.rows] == [["Ann Other", "07700 900801"]]
    assert len(table.notes) == len(above.splitlines())
    assert above.splitlines()[0] in table.notes[0]


@pytest.mark.parametrize(
    "table", ["Name\nPerry Windle,x\n", "Phone\n07700 900801,his\n", "Name\nPerry\nAnn,Bolton\n"]
)
def test_one_heading_above_wider_rows_is_no_title(table: str) -> None:
    found = read(table.encode())
    assert found.headings == [table.splitlines()[0]]
    assert len(found.rows) == len(table.splitlines()) - 1
