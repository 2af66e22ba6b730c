"""Forms, API and terminal refuse invisible characters, and keep visible ones."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from broadhurst.capabilities.bulk_checks.sheets import separated
from broadhurst.capabilities.bulk_checks.sheets.rows import RowReader
from broadhurst.capabilities.bulk_checks.sheets.table import Unreadable
from broadhurst.capabilities.deconfliction.models import Check
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import elevated
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import FileField, PasswordField
from broadhurst.foundation.invisible_characters import find_invisible
from tests.doors import Machine, browser, terminal
from tests.people import Cast

OVERRIDE = "\u202e"
UNSEEN = (OVERRIDE, "\u200b", "\u200e", "\u00ad", "\ufeff", "\u2066", "\x1b", "\x9b", "\U000e0041")
SEEN = (
    "می‌خواهم", "क्‍ष", "👩‍🔬", "Zoë O’Brien-Łuk", "two\r\nlines\tof it", "No-break\u00a0space",
    "\u06dd12",
)  # fmt: skip


def forms_below(form: type[CommandForm]) -> Iterator[type[CommandForm]]:
    for one in form.__subclasses__():
        yield one
        yield from forms_below(one)


@pytest.mark.parametrize("text", SEEN)
def test_what_is_written_and_read_stays(text: str) -> None:
    assert find_invisible(text) == ""


@pytest.mark.parametrize("one", [*UNSEEN, "\ud800"], ids=ascii)
def test_what_is_not_seen_is_named_with_its_place(one: str) -> None:
    assert find_invisible(f"Ann Kings{one}ley") == f"one (U+{ord(one):04X}) after “Kings”"
    assert find_invisible(one).endswith("at the beginning")


def test_every_question_of_every_form_that_takes_a_text_refuses_it() -> None:
    """New forms are found automatically."""
    asked = {
        f"{form.__name__}.{name}": field
        for form in forms_below(CommandForm)
        for name, field in form.base_fields.items()
        if isinstance(field, forms.CharField) and not isinstance(field, PasswordField)
    }
    taken = []
    for name, field in asked.items():
        try:
            field.clean(f"12{OVERRIDE}34")
        except ValidationError as refused:
            if any(error.code == "unseen" for error in refused.error_list):
                continue
        taken.append(name)
    assert len(asked) > 100
    assert taken == []


def test_a_page_says_what_to_do_and_keeps_what_was_typed(cast: Cast) -> None:
    answer = browser(cast.gail).post(
        "/deconfliction/check/", {"person": f"Ann Kings{OVERRIDE}ley", "matter": "OP-1"}
    )
    assert answer.status_code == 422
    assert (
        "Names must not include invisible characters. There is one (U+202E) after “Kings”: "
        "type it instead of pasting it"
    ) in answer.content.decode()
    assert nothing_was_checked()


@pytest.mark.parametrize("one", [OVERRIDE, "\ud800"], ids=ascii)
def test_the_api_refuses_it_at_its_question(cast: Cast, one: str) -> None:
    """Also lone surrogates, which JSON can contain and the database cannot."""
    machine = Machine(cast.gail)
    body = json.dumps({"person": ["Ann"], "matter": f"OP{one}1"})
    answer = machine.client.post(
        "/api/v1/deconfliction/checks", body, content_type="application/json"
    )
    assert answer.status_code == 422
    [error] = answer.json()["errors"]
    assert error["field"] == "matter"
    assert "after “OP”" in error["message"]
    assert nothing_was_checked()


def test_the_terminal_refuses_it(cast: Cast) -> None:
    answer = terminal(
        cast.gail, "deconfliction", "check-target", "--person", f"Ann{OVERRIDE}", "--matter", "OP-1"
    )
    assert answer.exit_code == 1
    assert "--person: Names must not include invisible characters" in answer.output
    assert nothing_was_checked()


def test_a_cell_of_a_table_with_it_is_left_out_and_said() -> None:
    reader = RowReader(["Name", "Mobile"], ["name", "phone"], clock.today())
    found = reader.read([f"Ann Kings{OVERRIDE}ley", "07700 900123"])
    assert found.content == {"phone": ["07700 900123"]}
    assert found.wrong == [
        "Name: the cell has invisible characters. There is one (U+202E) after “Kings”: "
        "type it again."
    ]


def test_a_table_whose_heading_has_it_is_not_taken() -> None:
    with pytest.raises(Unreadable, match="The headings have invisible characters"):
        separated.read(f"Name,Mob{OVERRIDE}ile\nAnn,07700 900123\n".encode())


def test_a_file_is_taken_by_a_name_that_is_what_it_looks_like(tmp_path: Path) -> None:
    class Sends(forms.Form):
        file = FileField(label="Spreadsheet of targets")

    sent = SimpleUploadedFile(f"table{OVERRIDE}vsc.exe", b"Name\nAnn\n")
    form = Sends({}, {"file": sent})
    assert form.errors["file"] == [
        "The name of the file must not include invisible characters. There is one (U+202E) "
        "after “table”: name it again"
    ]


def nothing_was_checked() -> bool:
    with elevated("to prove in a test that nothing was checked"):
        return not Check.objects.exists()
