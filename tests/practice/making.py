"""Practice notes as the tests write them."""

from typing import Any

from broadhurst.capabilities.practice.commands.make_note_public import make_note_public
from broadhurst.capabilities.practice.commands.publish_note import publish_note
from broadhurst.capabilities.practice.commands.write_note import write_note
from broadhurst.capabilities.practice.models import Note
from tests.people import Cast

WORDS = {
    "title": "Landlords who spot cannabis farms",
    "label": "worked",
    "topic": "pursue",
    "what": "We trained letting agents to notice blocked meters and foil on windows.",
    "place": "Bolton",
    "evidence": "14 reports in six months, against 3 in the six months before.",
    "cost": "£900 for leaflets, and two days of an officer.",
    "contact": "Neighbourhood team, 0161 496 0000",
}


def a_draft(cast: Cast, **changes: Any) -> Note:
    return write_note(actor=cast.gail, **(WORDS | changes))


def published(cast: Cast, **changes: Any) -> Note:
    return publish_note(actor=cast.gail, note=a_draft(cast, **changes))


def in_public(cast: Cast, **changes: Any) -> Note:
    return make_note_public(actor=cast.len, note=published(cast, **changes), is_read=True)
