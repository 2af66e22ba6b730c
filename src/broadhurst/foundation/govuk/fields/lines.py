"""A question that takes several texts: a line each, or a list at the API."""

from typing import Any

from django.core.exceptions import ValidationError

from broadhurst.foundation.govuk.fields.text import TextAreaField
from broadhurst.foundation.govuk.widgets import TextArea

MOST = 30
LONGEST = 160


class Lines(TextArea):
    """Reads a list as it reads lines."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        """All that was given under the name, a line each."""
        given = data.getlist(name) if hasattr(data, "getlist") else [data.get(name) or ""]
        return "\n".join(str(one) for one in given)


class LinesField(TextAreaField):
    """Gives a list of texts. One line, or what stands between semicolons, is one of them."""

    widget = Lines

    def clean(self, value: Any) -> Any:
        text: str = super().clean(value) or ""
        texts = [one.strip() for one in text.replace(";", "\n").splitlines()]
        given = list(dict.fromkeys(one for one in texts if one))
        if len(given) > MOST:
            raise ValidationError(f"{self.subject} must be {MOST} at the most")
        if long := next((one for one in given if len(one) > LONGEST), ""):
            raise ValidationError(f"“{long[:40]}…” must be {LONGEST} characters or fewer")
        return given
