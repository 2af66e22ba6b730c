"""Bytes in a form and in JSON: base64; and what a message that is not sound is refused with."""

import base64
import binascii
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError

from broadhurst.capabilities.federation.protocol.psi import Unavailable, Unsound
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.workflow import Refused


class BytesField(TextField):
    """Base64; gives the bytes."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            return from_text(text)
        except ValueError as bad:
            raise ValidationError(f"{self.subject} must be base64") from bad


def as_text(content: bytes | memoryview) -> str:
    """Bytes as JSON holds them."""
    return base64.b64encode(content).decode()


def from_text(text: object) -> bytes:
    """The bytes again. Raises ValueError."""
    if not isinstance(text, str):
        raise ValueError("This is not text.")
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as bad:
        raise ValueError("This is not base64.") from bad


@contextmanager
def refusing_unsound() -> Iterator[None]:
    """Answer a message that an honest instance does not send as a refusal, in its words."""
    try:
        yield
    except (Unavailable, Unsound) as unsound:
        raise Refused([str(unsound)]) from unsound
