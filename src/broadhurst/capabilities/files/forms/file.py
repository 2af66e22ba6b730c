"""The questions about a file."""

from django.conf import settings

from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import FileField, TextField


def description_field() -> TextField:
    """Return the question for the description of a file."""
    return TextField(
        label="Description",
        help_text="For example: the tenancy agreement, as the council sent it.",
        max_length=200,
    )


class AddFileForm(CommandForm):
    file = FileField(label="File", max_length=100)
    description = description_field()

    def narrow_choices(self) -> None:
        """Say how large the file can be, and what is not read."""
        most = settings.FILE_BYTES // 1_000_000
        self.fields["file"].help_text = (
            f"At most {most} MB. Programs are refused. So are files that say SECRET or TOP SECRET, "
            "but we cannot read pictures, scanned pages or files with a password. Check them "
            "yourself."
        )
