"""Rules on texts that leave in a letter. Each refusal names the line and the kind of word. Pure."""

from broadhurst.capabilities.inspections.rules.responses import REFERENCE
from broadhurst.foundation.classification import ABOVE_THE_CEILING
from broadhurst.foundation.workflow import at


def objections_to_text(text: str, where: str, field: str = "text") -> list[str]:
    """Say which lines have a marking above OFFICIAL or the reference of a record."""
    objections = []
    for number, line in enumerate(text.splitlines(), start=1):
        place = f"line {number} of {where}" if "\n" in text.strip() else where
        for kind, pattern in (("marking", ABOVE_THE_CEILING), ("reference of a record", REFERENCE)):
            objections += [
                f"Remove the {kind} “{text}” from {place}. This text will leave Broadhurst."
                for text in dict.fromkeys(match[0] for match in pattern.finditer(line))
            ]
    return at(field, objections)
