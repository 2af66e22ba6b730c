"""How search finds practice notes, and what it shows of them."""

from collections.abc import Iterator, Sequence

from broadhurst.capabilities.practice.queries.notes import notes
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.search.found import Found, Kind


def _notes(_actor: Actor, ids: Sequence[int]) -> Iterator[Found]:
    for note in notes().filter(pk__in=ids):
        context = (
            f"{note.get_topic_display()}. {note.get_label_display()}. {note.unit.agency.name}."
        )
        href = record_address("practice:note", note.ref)
        yield Found(note.pk, note.title, note.ref, context, href, suggests=note.title)


PRACTICE = Kind("practice", "Practice notes", _notes)
