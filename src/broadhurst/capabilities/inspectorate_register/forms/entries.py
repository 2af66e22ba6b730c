"""The form of the text of entries, from a text field and from files."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from broadhurst.capabilities.establishment.forms.fields import AgencyField
from broadhurst.capabilities.inspections.models import Report
from broadhurst.capabilities.inspections.queries.addressing import KINDS
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import (
    FilesField,
    ModelSelectField,
    TextAreaField,
    TextField,
)
from broadhurst.foundation.invisible_characters import find_invisible

MOST_BYTES = 1_000_000
TOO_LARGE = "“{name}” is larger than 1 MB. Select a file with the text of the entries alone."
NOT_TEXT = "“{name}” is not a text file. Save it as plain text (.txt) and select it again."
UNSEEN = "“{name}” has invisible characters. There is {which}. Remove it."


class EntriesForm(CommandForm):
    """The text, and what holds for entries that do not say it themselves."""

    text = TextAreaField(
        label="Text of the entries",
        help_text="As the register shows it, with one entry after the other. If you know the "
        "address of an entry, enter it on the line above.",
        rows=16,
        required=False,
    )
    report = ModelSelectField(
        Report.objects.none(), label="Report, for findings that are not recorded yet",
        to_field_name="key", required=False,
    )  # fmt: skip
    agency = AgencyField(
        label="Organisation, for entries without an address", required=False
    )  # fmt: skip
    source = TextField(
        label="Where the entries were published, if they have no address", required=False,
        max_length=400,
    )  # fmt: skip

    def narrow_choices(self) -> None:
        """Offer the reports that were not withdrawn, and organisations that have findings."""
        reports = Report.objects.filter(withdrawn_at=None).order_by("-published_on", "-pk")
        self.fields["report"].queryset = reports  # type: ignore[attr-defined]
        agencies = Agency.objects.filter(kind__in=KINDS).order_by("name")
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]


class SendEntriesForm(EntriesForm):
    file = FilesField(
        label="Files",
        help_text="Text files (.txt), one or several. A name like kent-8745.txt says whose entry "
        "it is.",
        accept=".txt,text/plain",
        max_length=90,
        required=False,
    )
    field_order = ("text", "file")

    def clean(self) -> dict[str, Any]:
        """Add the text of each file below its name."""
        answers, files = dict(self.cleaned_data), self.cleaned_data.get("file") or []
        answers.pop("file", None)
        parts = [answers.get("text") or "", *(f"File: {_name(f)}\n{_text(f)}" for f in files)]
        return answers | {"text": "\n\n".join(part for part in parts if part.strip())}


def _name(file: "UploadedFile[Any]") -> str:
    """Return a file's name, which has an ending so that it is read as a name."""
    name = str(file.name).strip()
    return name if "." in name else f"{name}.txt"


def _text(file: "UploadedFile[Any]") -> str:
    """Return the text of a file, or refuse it."""
    name = str(file.name)
    if (file.size or 0) > MOST_BYTES:
        raise ValidationError({"file": TOO_LARGE.format(name=name)})
    content = file.read()
    is_utf_16 = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    try:
        text = content.decode("utf-16" if is_utf_16 else "utf-8-sig")
    except UnicodeDecodeError:
        text = "" if is_utf_16 else content.decode("cp1252", errors="replace")
    if not text.strip() or "\0" in text or "\ufffd" in text:
        raise ValidationError({"file": NOT_TEXT.format(name=name)})
    if which := find_invisible(text):
        raise ValidationError({"file": UNSEEN.format(name=name, which=which)})
    return "\n".join(text.splitlines())
