"""Say a sentence about a record in the record's own words.

A register has several kinds of threat. Its rules and pages speak of OCGs, and a location or a
person says so in its own noun.
"""

from collections.abc import Mapping
from typing import Any

from broadhurst.foundation.workflow import at, field_of


def own_words(text: str, subject: Mapping[str, Any]) -> str:
    """Return a sentence in the words of the first record of a subject that has its own."""
    for row in subject.values():
        if hasattr(row, "own_words"):
            return str(row.own_words(text))
    return text


def objection_in_own_words(objection: str, subject: Mapping[str, Any]) -> str:
    """Return an objection in the words of the record, at the same field."""
    words, field = own_words(objection, subject), field_of(objection)
    if words == objection:
        return objection
    return at(field, words)[0] if field else words
