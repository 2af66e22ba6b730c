"""Receipt numbers. Any officer may verify one later, and nobody can guess one."""

from broadhurst.foundation import clock
from broadhurst.foundation.doors.references import new_reference

# Every check has a receipt, also a check by an API client. With ten million receipts a year, a new
# number is already taken, and its check refused, once in 40,000 checks.
LETTERS = 8


def new_number() -> str:
    """Return a new number, such as DCN-2026-7K3QF2BX, with the year of issue."""
    return new_reference(f"DCN-{clock.today().year}", LETTERS)
