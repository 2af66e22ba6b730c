"""Why a letter cannot be issued yet: variables without a value, and texts without a place."""

from datetime import date

from broadhurst.capabilities.letters.models import Letter
from broadhurst.capabilities.letters.queries.merged import values_of
from broadhurst.capabilities.letters.rules import variables


def objections_to_content(letter: Letter, today: date) -> list[str]:
    """Say which variables have no value, and which texts have no place in the template."""
    template = letter.version.text
    written = {
        variables.TEXT: bool(letter.text),
        variables.PARAGRAPHS: bool(letter.paragraphs),
    }
    text = "\n".join(
        [template, letter.text, *(paragraph["text"] for paragraph in letter.paragraphs)]
    )
    return variables.objections_to_unused(template, written) + variables.objections_to_gaps(
        text, values_of(letter, today)
    )
