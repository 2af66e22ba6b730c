"""Encode bytes as base64 in forms and JSON."""

import base64
import binascii
from typing import Any

from django.core.exceptions import ValidationError

from broadhurst.foundation.govuk.fields import TextField


class BytesField(TextField):
    """A form field that takes base64 and returns bytes."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            return from_text(text)
        except ValueError as bad:
            raise ValidationError(f"{self.subject} must be base64") from bad


def as_text(content: bytes | memoryview) -> str:
    """Return bytes as base64 text."""
    return base64.b64encode(content).decode()


def from_text(text: object) -> bytes:
    """Return the bytes of a base64 text. Raise ValueError if it is not base64."""
    if not isinstance(text, str):
        raise ValueError("This is not text.")
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as bad:
        raise ValueError("This is not base64.") from bad
