"""Which responses have a letter to download, and who gets a copy of the letter. Pure."""

from typing import Any

# The law says that both get one: the inspectors of constabulary and the Secretary of State.
BY_LAW = ("HMICFRS", "the Home Secretary")


def objections_to_copy(response: Any) -> list[str]:
    """There is a letter while a response is written here, and once it is published here."""
    if response.stage == "elsewhere":
        return ["This response was published elsewhere. Read it at the address on its page."]
    if response.stage == "withdrawn":
        return ["This response was withdrawn, so there is no letter to copy."]
    return []


def copied_to(recipient: str, copies: str) -> list[str]:
    """Who gets a copy: those whom the law names and those in `copies`, but not the recipient."""
    asked = [line.strip() for line in copies.splitlines() if line.strip()]
    addressed = {_bare(line) for line in recipient.splitlines()}
    once: dict[str, str] = {}
    for name in (*BY_LAW, *asked):
        once.setdefault(_bare(name), name)
    return [name for bare, name in once.items() if bare not in addressed]


def _bare(name: str) -> str:
    """A name as it is compared: without capitals, an article or the comma at the end of a line."""
    return name.strip(" ,.").casefold().removeprefix("the ")
