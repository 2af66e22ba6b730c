"""Of which responses there is a letter to take a copy of. Pure."""

from typing import Any


def objections_to_copy(response: Any) -> list[str]:
    """There is a letter while a response is written here, and once it is published here."""
    if response.stage == "elsewhere":
        return ["This response was published elsewhere. Read it at the address on its page."]
    if response.stage == "withdrawn":
        return ["This response was withdrawn, so there is no letter to copy."]
    return []
