"""Words for an OCG's open hits, and the check that a decider knows them. Pure."""

from collections.abc import Sequence

from broadhurst.foundation.workflow import at

MATCH_FOUND = "Match found"
MOST_NAMED = 3  # contacts in one heading


def match_found(contacts: Sequence[str]) -> str:
    """Return the heading with who to contact, the same on pages, API and terminal."""
    more = len(contacts) - MOST_NAMED
    more_kinds = f"; and {more} more" if more > 0 else ""
    return f"{MATCH_FOUND}: contact {'; '.join(contacts[:MOST_NAMED])}{more_kinds}"


def as_many(hits: int) -> str:
    """Return the number of open hits as a noun phrase."""
    return "1 open hit" if hits == 1 else f"{hits} open hits"


def correction_warning(force: str, label: str, contact: str) -> str:
    """Return the warning before an officer changes details that a hit depends on."""
    return (
        f"An open hit with {force} is based on {label}. If you correct or remove this, the hit "
        f"stays open and shows the change. Contact {contact} about the change."
    )


def objections_to_unknown_hits(hits: int, *, known: int | None, heading: str) -> list[str]:
    """People who decide on an OCG must know about its open hits.

    `hits` are open at the moment of the decision, `known` is how many the decider confirmed. A hit
    that was raised since the form was opened is one that they did not know of. `heading`
    says who to contact.
    """
    if hits == (known or 0):
        return []
    now = f"{as_many(hits)} now, not {known}" if known else as_many(hits)
    return at("known_hits", f"{heading}. This OCG has {now}. Confirm that you know about this.")
