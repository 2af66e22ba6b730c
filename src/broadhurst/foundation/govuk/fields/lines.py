"""A field for several texts: one on each line, or a list at the API."""

from typing import Any

from django.core.exceptions import ValidationError

from broadhurst.foundation.govuk.fields.text import TextAreaField
from broadhurst.foundation.govuk.widgets import TextArea

MOST = 30
LONGEST = 160


class Lines(TextArea):
    """A text area that also accepts a list."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        """Return all values of the name, one on each line."""
        values = data.getlist(name) if hasattr(data, "getlist") else [data.get(name) or ""]
        return "\n".join(str(value) for value in values)


class LinesField(TextAreaField):
    """Return a list of different texts, split at line ends and semicolons, at most `most`."""

    widget = Lines

    def __init__(self, *args: Any, most: int = MOST, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.most = most

    def clean(self, value: Any) -> Any:
        text: str = super().clean(value) or ""
        texts = [line.strip() for line in text.replace(";", "\n").splitlines()]
        lines = list(dict.fromkeys(text for text in texts if text))
        if len(lines) > self.most:
            raise ValidationError(f"{self.subject} must be {self.most} at the most")
        if long := next((line for line in lines if len(line) > LONGEST), ""):
            raise ValidationError(f"“{long[:40]}…” must be {LONGEST} characters or fewer")
        return lines
