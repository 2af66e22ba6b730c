"""The number of a receipt: any officer may verify it later, and nobody guesses one."""

from broadhurst.foundation import clock
from broadhurst.foundation.doors.references import new_reference

# Each check has one, of a machine's too. Of ten million in a year a new one is there already, and
# its check refused, once in forty thousand.
LETTERS = 8


def new_number() -> str:
    """A number such as DCN-2026-7K3QF2BX, of the year in which it is issued."""
    return new_reference(f"DCN-{clock.today().year}", LETTERS)
