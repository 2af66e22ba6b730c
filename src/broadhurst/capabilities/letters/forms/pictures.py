"""The questions about a picture: the file, and the words for those who cannot see it."""

from typing import Any

from django.core.exceptions import ValidationError

from broadhurst.foundation.doors.pictures import NotAPicture, Picture, read_picture
from broadhurst.foundation.govuk.fields import FileField, TextField

ACCEPT = ".png,.jpg,.jpeg"


class PictureField(FileField):
    """A PNG or JPEG file, read and saved again as pixels."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, accept=ACCEPT, required=False, max_length=100, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Picture | None:
        """Return the picture, or None; refuse what is not one with the reason."""
        file = super().clean(data, initial)
        if not file:
            return None
        try:
            return read_picture(file.read())
        except NotAPicture as wrong:
            raise ValidationError(str(wrong), "not_a_picture") from wrong


def words_field(label: str, example: str) -> TextField:
    """Return the question for a picture's words."""
    return TextField(
        label=label,
        help_text=f"For people who cannot see it. For example, {example}.",
        max_length=120,
        required=False,
    )
