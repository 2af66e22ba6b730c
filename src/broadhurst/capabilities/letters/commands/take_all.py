"""Download the letters to all recipients. Each letter is recorded as a disclosure."""

import re
import zipfile
from collections.abc import Sequence
from io import BytesIO

from broadhurst.capabilities.letters.models import Issued, Letter
from broadhurst.capabilities.letters.queries.letters import issued_to
from broadhurst.capabilities.letters.rules.letters import objections_to_copy
from broadhurst.capabilities.letters.writes.disclosed import disclosed
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command
from broadhurst.foundation.spreadsheet import as_csv
from broadhurst.foundation.workflow import refuse_if

ZIP = "application/zip"
LIST = "letters.csv"
HEADINGS = ["Number", "Recipient", "Address", "PDF", "SHA-256 of the PDF", "DOCX",
            "SHA-256 of the DOCX"]  # fmt: skip
NOT_IN_A_NAME = re.compile(r"[^a-z0-9]+")


@command
def take_all(*, actor: Actor, letter: Letter) -> bytes:
    """Return a ZIP with the letter to each recipient as PDF and DOCX, and a list of them."""
    refuse_if(objections_to_copy(letter))
    rows = list(issued_to(letter))
    disclosed(actor, letter, rows, "ZIP")
    return _packed(rows)


def _packed(rows: Sequence[Issued]) -> bytes:
    """Return the ZIP, without the time at which it was made."""
    packed = BytesIO()
    listed: list[list[str | int]] = []
    with zipfile.ZipFile(packed, "w") as target:
        for number, row in enumerate(rows, start=1):
            stem = f"{number:02}-{file_name(row.recipient.name)}"
            for form, content in (("pdf", row.pdf), ("docx", row.docx)):
                target.writestr(zipfile.ZipInfo(f"{stem}.{form}"), bytes(content))
            address = ", ".join(row.recipient.address.splitlines())
            listed.append(
                [number, row.recipient.name, address, f"{stem}.pdf", row.pdf_digest,
                 f"{stem}.docx", row.docx_digest]
            )  # fmt: skip
        target.writestr(zipfile.ZipInfo(LIST), as_csv(HEADINGS, listed, "OFFICIAL"))
    return packed.getvalue()


def file_name(name: str) -> str:
    """Return a name as part of a file's name, like the-home-secretary."""
    return NOT_IN_A_NAME.sub("-", name.lower()).strip("-")[:60] or "letter"
