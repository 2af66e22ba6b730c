"""What a question's hint says at the API and the terminal, where a day is one text.

At a page it is asked in boxes, and the hint has an example of what goes into each.
"""

import re

from django import forms

from broadhurst.foundation.govuk import fields

EXAMPLE = re.compile(
    r"(?:For example, |, such as )\d{1,2} \d{1,2} \d{4}(?:, \d{1,2}:\d{2})?\.? ?", re.IGNORECASE
)
DAY = "As 2026-03-27"
INSTANT = "As 2026-03-27T15:04, London time"


def hint_of(field: forms.Field) -> str:
    """The hint; of a day or an instant with how it is written here, in place of boxes."""
    said = str(field.help_text or "")
    if not isinstance(field, forms.DateField | forms.DateTimeField):
        return said
    is_instant = isinstance(field, fields.DateTimeField | forms.DateTimeField)
    how = INSTANT if is_instant else DAY
    kept = EXAMPLE.sub("", said).strip().rstrip(".")
    return f"{kept}. {how}" if kept else how
