"""Rules for downloading a letter, and for who gets a copy of it. Pure."""

from typing import Any

# The inspectors of constabulary and the Secretary of State both get a copy by law (s.55(6)).
BY_LAW = ("HMICFRS", "the Home Secretary")


def objections_to_copy(response: Any) -> list[str]:
    """Say why there is no letter: it was published elsewhere or withdrawn."""
    if response.stage == "elsewhere":
        return ["This response was published elsewhere. Read it at the address on its page."]
    if response.stage == "withdrawn":
        return ["This response was withdrawn, so there is no letter to copy."]
    return []


def copied_to(recipient: str, copies: str) -> list[str]:
    """Return who gets a copy, by law or by `copies`, without the recipient."""
    requested = [line.strip() for line in copies.splitlines() if line.strip()]
    addressed = {_bare(line) for line in recipient.splitlines()}
    names_once: dict[str, str] = {}
    for name in (*BY_LAW, *requested):
        names_once.setdefault(_bare(name), name)
    return [name for bare, name in names_once.items() if bare not in addressed]


def _bare(name: str) -> str:
    """Normalise a name for comparison: no capitals, article or outer punctuation."""
    return name.strip(" ,.").casefold().removeprefix("the ")
