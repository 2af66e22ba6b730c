"""Hints of form fields for the API and the terminal, where a date is one text.

A page has separate inputs for day, month and year, and its hint has an example for them.
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
    """Return a field's hint; for a date or time, with its ISO format as the example."""
    hint = str(field.help_text or "")
    if not isinstance(field, forms.DateField | forms.DateTimeField):
        return hint
    is_instant = isinstance(field, fields.DateTimeField | forms.DateTimeField)
    iso_format = INSTANT if is_instant else DAY
    other_words = EXAMPLE.sub("", hint).strip().rstrip(".")
    return f"{other_words}. {iso_format}" if other_words else iso_format
