"""Kinds of threat and the words of each. Pure."""

import re

from broadhurst.foundation.workflow import at

OCG, INDIVIDUAL, VULNERABILITY, LOCATION = "ocg", "individual", "vulnerability", "location"
NOUNS = {
    OCG: "OCG",
    INDIVIDUAL: "priority individual",
    VULNERABILITY: "vulnerability",
    LOCATION: "location",
}
# The title of the page of its people.
PEOPLE = {
    OCG: "People",
    INDIVIDUAL: "Person and associates",
    VULNERABILITY: "People at risk",
    LOCATION: "People",
}
SUSPECTED = ("suspect", "convicted")
AN_OCG = re.compile(r"\b(An |an )?OCG\b")


def noun(kind: str) -> str:
    """Return what pages call a kind of threat, like "OCG" or "location"."""
    return NOUNS[kind]


def in_words_of(kind: str, text: str) -> str:
    """Return a sentence about an OCG in the words of another kind of threat.

    "An OCG" becomes "A location", and "this OCG" becomes "this location". Sentences about several
    OCGs stay as they are.
    """
    if kind == OCG:
        return text
    return AN_OCG.sub(lambda match: _article(match[1]) + NOUNS[kind], text)


def _article(article: str | None) -> str:
    return {"An ": "A ", "an ": "a ", None: ""}[article]


def objections_to_kind(kind: str, *, place: str, group: str) -> list[str]:
    """A location has a place, a vulnerability has a group, and no other kind has either."""
    objections: list[str] = []
    if kind == LOCATION and not place.strip():
        objections += at("place", "Enter the address of the location, or describe its extent.")
    if kind == VULNERABILITY and not group.strip():
        objections += at("group", "Describe the people at risk.")
    if kind != LOCATION and place.strip():
        objections += at("place", "Only a location has an address. Remove it.")
    if kind != VULNERABILITY and group.strip():
        objections += at("group", "Only a vulnerability has a group of people. Remove it.")
    return objections


def objections_to_nominal(kind: str, category: str, *, has_nominal: bool) -> list[str]:
    """A priority individual is one person. Others are victims, witnesses or associates."""
    if kind == INDIVIDUAL and category in SUSPECTED and has_nominal:
        return [
            "A priority individual is one person, who is recorded already. "
            "Record others as a victim, witness or other, or report an OCG."
        ]
    return []


def objections_to_nominals(kind: str, suspected: int) -> list[str]:
    """Refuse a record of a priority individual that has more than one suspect."""
    if kind == INDIVIDUAL and suspected > 1:
        return at("kind", "A priority individual is one person, and several suspects are recorded.")
    return []
