"""A file that says SECRET or TOP SECRET is found, in whatever part of it (rule 28)."""

import time
import zipfile
from email.message import EmailMessage
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from structlog.testing import capture_logs

from broadhurst.foundation.file_markings import find as finding
from broadhurst.foundation.file_markings.find import find_marking_in
from tests import marked_files as make

OLD_WORD = b"\xd0\xcf\x11\xe0" + bytes(600)
RTF = b"{\\rtf1\\ansi{\\fonttbl\\f0 Arial;}\\f0 The note\\par {\\b SEC}{\\i RET}\\par Ends.}"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20
BOMB = make.zipped({"word/document.xml": b"<w:p>" + b"<w:r>a</w:r>" * 9_000_000})
ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "SEC"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><x><p>&b;&b;&b;&b;</p></x>'
)


def found_in(content: bytes, name: str = "note.bin") -> tuple[str, str] | None:
    """Return the place of a marking and the marking."""
    file = SimpleUploadedFile(name, content)
    found = find_marking_in(file)
    assert file.tell() == 0, "the command reads it from its start"
    return (found.place, found.marking) if found else None


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"The note\nTOP SECRET\n", "Line 2"),
        ("Name\nTOP SECRET é\n".encode("cp1252"), "Line 2"),
        ("Name\nTOP SECRET\n".encode("utf-16"), "Line 2"),
        (OLD_WORD + b"\x13TOP SECRET\r" + bytes(40), "The file"),
        (OLD_WORD + "\rTOP SECRET\r".encode("utf-16-le") + bytes(40), "The file"),
        (make.word("TOP SECRET"), "The text"),
        (make.word("The name is TOP SEC", "RE", "T."), "The text"),
        (make.word("A note", header="TOP SECRET"), "The header"),
        (make.word("A note", footer="UK TOP SECRET - 1"), "The footer"),
        (make.word("A note", cell="TOP SECRET"), "The text"),
        (make.word("A note", title="TOP SECRET"), "The properties of the file"),
        (make.workbook("Name", "TOP SECRET"), "A cell"),
        (make.workbook("Name", hidden="TOP SECRET"), "A cell"),
        (make.workbook("Name", footer="TOP SECRET"), "The footer"),
        (make.workbook("Name", sheet="TOP SECRET"), "The name of a sheet"),
        (make.slides("TOP SEC", "RET"), "Slide 2"),
        (make.opendocument("TOP SEC", "RET"), "The text"),
        (make.opendocument("A note", "", footer="TOP SECRET"), "The footer"),
        (make.pdf("One", "Two TOP SECRET"), "Page 2"),
        (make.pdf("One", footer="TOP SECRET"), "Page 1"),
        (make.pdf("One", stamp="TOP SECRET"), "Page 1"),
        (make.pdf("TOP SECRET", password=""), "Page 1"),
        (make.zipped({"a/note.txt": "TOP SECRET"}), "A file in it"),
        (make.zipped({"note.docx": make.word("x", footer="TOP SECRET")}), "A file in it"),
        (make.zipped({"TOP SECRET_1.txt": "Nothing"}), "The name of a file in it"),
    ],
)  # fmt: skip
def test_a_marking_is_found_with_its_place(content: bytes, place: str) -> None:
    assert found_in(content) == (place, "TOP SECRET")


def mail(text: str, subject: str = "The note", file: bytes = b"") -> bytes:
    """Return an email whose text and attachment are in base 64."""
    message = EmailMessage()
    message["From"], message["Subject"] = "gail@northshire.example", subject
    message.set_content(text, cte="base64")
    if file:
        message.add_attachment(file, maintype="application", subtype="x", filename="a.docx")
    return bytes(message)


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (mail("It is TOP SECRET."), "The text"),
        (mail("A note", subject="TOP SECRET: é"), "The subject"),
        (mail("A note", file=make.word("x", header="TOP SECRET")), "An attachment"),
        (make.zipped({"a.eml": mail("TOP SECRET")}), "A file in it"),
    ],
)
def test_an_email_is_decoded(content: bytes, place: str) -> None:
    assert found_in(content) == (place, "TOP SECRET")
    assert found_in(mail(WORDS, subject=WORDS, file=make.word(WORDS))) is None


def test_a_reader_that_was_stopped_is_told_to_the_operator_without_the_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with capture_logs() as lines:
        assert found_in(b"%PDF-1.7 Juniper Ashdown") is None
        monkeypatch.setattr(finding, "SECONDS", 0.01)
        assert found_in(make.word("Juniper Ashdown")) is None
    assert [line["because"] for line in lines] == [1, "TimeoutExpired"]
    assert "Ashdown" not in str(lines)


def test_rich_text_is_joined_as_word_is() -> None:
    assert found_in(RTF) == ("The text", "SECRET")


def test_the_name_of_a_file_counts_too() -> None:
    assert found_in(b"A note", "plan_SECRET_v2.txt") == ("The name of the file", "SECRET")


WORDS = "The Home SECRETARY has a secret. Secret Garden"


@pytest.mark.parametrize(
    "content",
    [
        WORDS.encode(), WORDS.encode("utf-16"), OLD_WORD + WORDS.encode(), make.word(WORDS),
        make.word("SECRET", "ARY"), make.word("A", header=WORDS, footer=WORDS, title=WORDS),
        make.workbook("Name", WORDS, footer=WORDS, hidden=WORDS), make.slides(WORDS, WORDS),
        make.opendocument("SECRET", "ARY", footer=WORDS), make.pdf(WORDS, footer=WORDS),
        make.zipped({"note.txt": WORDS}), b"{\\rtf1 {\\b SECRET}{\\i ARY}}", b"",
    ],
)  # fmt: skip
def test_an_ordinary_word_is_no_marking(content: bytes) -> None:
    assert found_in(content) is None


@pytest.mark.parametrize(
    "content",
    [
        PICTURE, make.pdf("TOP SECRET", password="a password"),
        b"%PDF-1.7\n1 0 obj\n%%EOF", make.pdf("TOP SECRET")[:900], b"PK\x03\x04" + bytes(500),
        make.word("TOP SECRET")[:-60], b"{\\rtf", make.zipped({"word/document.xml": "<p>SEC"}),
        make.zipped({"word/document.xml": ENTITIES}),
    ],
)  # fmt: skip
def test_what_cannot_be_read_counts_as_having_none(content: bytes) -> None:
    assert found_in(content) is None


def test_a_damaged_page_does_not_hide_the_others() -> None:
    damaged = make.with_a_damaged_page(make.pdf("One", "TOP SECRET"))
    assert found_in(damaged) == ("Page 2", "TOP SECRET")


def test_what_comes_before_a_fault_is_read() -> None:
    damaged = make.zipped({"word/document.xml": "<w:p>SECRET</w:p><w:p", "b.xml": "<p>x</p>"})
    assert found_in(damaged) == ("The text", "SECRET")


def test_a_bomb_takes_no_memory_and_a_footer_beside_it_is_read() -> None:
    """100 MB that unpack from 200 KB are read in blocks, after the footer."""
    assert len(BOMB) < 300_000
    packed = BytesIO(BOMB)
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("word/footer1.xml", "<w:p>SECRET</w:p>")
    assert found_in(packed.getvalue()) == ("The footer", "SECRET")


def test_reading_ends_after_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "SECONDS", 0.5)
    began = time.monotonic()
    assert found_in(BOMB) is None
    assert time.monotonic() - began < 5


def test_a_large_file_in_an_archive_is_read_up_to_a_limit() -> None:
    """A part that is not XML is taken whole, so it has a limit of its own."""
    nested = make.zipped({"a.bin": bytes(60_000_000)})
    assert found_in(make.zipped({"b.zip": nested, "c.zip": nested})) is None
