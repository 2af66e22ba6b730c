"""Terminal commands for hits, from the unit's own side."""

from typing import Any

from broadhurst.capabilities.deconfliction.lists.hits import HITS
from broadhurst.capabilities.deconfliction.models import HitSide
from broadhurst.capabilities.deconfliction.queries.hits import due_in_words
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.lists import cli as lists


def _line(side: Any) -> str:
    on_subject = f", on {side.own_subject}" if side.own_subject else ""
    theirs = f"  their event: {side.of_their_event}" if side.of_their_event else ""
    since = f"  entry: {in_sentence(side.of_own_entry)}" if side.of_own_entry else ""
    words = (
        f"{side.hit.words}{on_subject}  {status(side)}  call {side.other_contact}{since}{theirs}"
    )
    return f"{_named(side)}  {words}"


def status(side: HitSide) -> str:
    """Return the status of an open side: its deadline, or the next step."""
    if side.acknowledged_at is None:
        return due_in_words(side)
    return "no outcome yet" if side.contacted_at else "no contact yet"


def answered(side: HitSide) -> str:
    """Return the references of the hits that were answered, in a sentence."""
    return f"Saved for {', '.join((side.ref, *side.also))}."


def _named(side: Any) -> str:
    """Return a hit's reference as commands take it, with the unit if not the own."""
    return side.ref if side.is_own else f"{side.address}  {side.unit.name}"


list_hits = lists.listing(
    "hits",
    HITS,
    says=_line,
    summary="List the open hits of your unit and, for a duty desk, of the units it serves.",
)
COMMANDS = (list_hits,)
