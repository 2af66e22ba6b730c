"""Rules on the words of a letter when it is saved. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from broadhurst.capabilities.letters.rules.texts import objections_to_text
from broadhurst.capabilities.letters.rules.variables import objections_to_variables


def objections_to_words(
    kind: str, subject: str, text: str, paragraphs: Sequence[Mapping[str, Any]]
) -> list[str]:
    """Say which words cannot leave, and which marks are not variables, each with its line."""
    objections = objections_to_text(subject, "the subject", "subject")
    objections += objections_to_variables(text, kind, has_blocks=False)
    objections += objections_to_text(text, "your text")
    for paragraph in paragraphs:
        where = f"the paragraph “{paragraph['title']}”"
        objections += objections_to_variables(
            paragraph["text"], kind, has_blocks=False, field="paragraphs", where=where
        )
    return objections
