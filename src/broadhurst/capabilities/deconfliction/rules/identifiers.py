"""Whether a text can be checked as a kind of target. Pure."""

from broadhurst.capabilities.deconfliction.rules.stopping import ALWAYS_STOPPED, bare
from broadhurst_linkage import identifiers
from broadhurst_linkage.normalise.invalid import Invalid

PERSON = "person"
# Placeholders for "unknown". They must never match, or the unknowns of all forces would be hits.
NOT_KNOWN = {
    "unknown", "not known", "unk", "n/k", "nk", "none", "nil", "n/a", "tbc", "tba", "anonymous",
    "unknown male", "unknown female", "unknown person", "unknown unknown",
}  # fmt: skip
SAYS_NOTHING = "This means that it is not known. Leave it out."


def wrong_with(kind: str, text: str) -> str:
    """Return in words why a text cannot be checked as a kind; "" if it can.

    A number that is always on the stop list is well formed, so it returns "". The check itself says
    that it is left out.
    """
    if is_not_known(text):
        return SAYS_NOTHING
    if kind == PERSON:
        return "" if any(c.isalpha() for c in text) else "There is no name here."
    try:
        identifiers.KINDS[kind].normalise(text)
    except Invalid as invalid:
        return "" if (kind, bare(text)) in ALWAYS_STOPPED else str(invalid)
    return ""


def as_compared(kind: str, text: str) -> str:
    """Return a text as it is compared with others of its kind: two ways to write a number agree."""
    if kind == PERSON:
        return " ".join(text.casefold().split())
    try:
        return identifiers.KINDS[kind].normalise(text)
    except Invalid:
        return bare(text)


def is_not_known(text: str) -> bool:
    """Return whether a text only says that something is not known."""
    return " ".join(text.casefold().split()).strip(" .?-") in NOT_KNOWN
