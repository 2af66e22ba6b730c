"""Letters as the tests draft them. Pol writes, and Clem issues."""

from typing import Any

from broadhurst.capabilities.letters.commands.add_recipient import add_recipient
from broadhurst.capabilities.letters.commands.add_signatory import add_signatory
from broadhurst.capabilities.letters.commands.ask_to_issue import ask_to_issue
from broadhurst.capabilities.letters.commands.draft_letter import draft_letter
from broadhurst.capabilities.letters.commands.issue_letter import issue_letter
from broadhurst.capabilities.letters.commands.set_house_style import set_house_style
from broadhurst.capabilities.letters.commands.write_template import write_template
from broadhurst.capabilities.letters.models import Letter, Signatory, Template
from broadhurst.foundation.doors.pictures import read_picture
from tests.inspections.making import Room
from tests.pictures import a_picture

TEXT = """{{ recipient.greeting }}

# {{ letter.subject }}

I write about “{{ report.title }}”, published {{ report.published }}.

{{ text }}

{{ paragraphs }}

Yours sincerely

{{ signature }}

{{ signatory.name }}\\
{{ signatory.office }}
"""
WORDS = {"kind": "correspondence", "title": "Letter about a report", "text": TEXT}
HOME_SECRETARY = {
    "name": "The Home Secretary",
    "address": "2 Marsham Street\nLondon",
    "greeting": "Dear Home Secretary",
}
INSPECTOR = {
    "name": "HM Chief Inspector of Constabulary",
    "address": "23 Stephenson Street",
    "greeting": "Dear Chief Inspector",
}


def a_template(room: Room, **changes: Any) -> Template:
    return write_template(actor=room.cast.pol, **(WORDS | changes))


def a_signatory(room: Room, **changes: Any) -> Signatory:
    given = {"name": "Dora Millbrook", "office": "Deputy Mayor"} | changes
    return add_signatory(actor=room.cast.pol, **given)


def signed(room: Room) -> Signatory:
    """Add a signatory whose signature is a picture."""
    picture = read_picture(a_picture("JPEG"))
    return a_signatory(room, signature=picture, signature_alt="Signature of Dora Millbrook")


def styled(room: Room) -> None:
    set_house_style(
        actor=room.cast.pol, sender="Northshire Combined Authority\n1 Long Street",
        crest=read_picture(a_picture("PNG")), crest_alt="Crest of Northshire",
    )  # fmt: skip


def a_draft(room: Room, **changes: Any) -> Letter:
    given: dict[str, Any] = {
        "subject": "Organised crime units",
        "text": "We **welcome** the report.",
        "report": room.report,
    } | changes
    given.setdefault("template", None)
    given["template"] = given["template"] or a_template(room)
    given["signatory"] = given.get("signatory") or a_signatory(room)
    return draft_letter(actor=room.cast.pol, **given)


def addressed(room: Room, *to: dict[str, str], **changes: Any) -> Letter:
    letter = a_draft(room, **changes)
    for one in to or (HOME_SECRETARY, INSPECTOR):
        add_recipient(actor=room.cast.pol, letter=letter, **one)
    return letter


def ready(room: Room, *to: dict[str, str], **changes: Any) -> Letter:
    return ask_to_issue(actor=room.cast.pol, letter=addressed(room, *to, **changes))


def issued(room: Room, *to: dict[str, str], **changes: Any) -> Letter:
    return issue_letter(actor=room.clem, letter=ready(room, *to, **changes), is_read=True)
