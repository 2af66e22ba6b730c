"""How search finds notes, and what it shows of them."""

from collections.abc import Iterable, Iterator, Sequence

from django.urls import reverse

from broadhurst.capabilities.notes.models import Note
from broadhurst.capabilities.notes.queries.notes import notes
from broadhurst.capabilities.notes.queries.records import KINDS
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.search.found import Found, Kind, in_short


def records_named(abouts: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return what to call the records of notes or files, by reference: OCGs by name.

    `abouts` has the kind and the reference of each record.
    """
    pairs = set(abouts)
    names = dict(Ocg.objects.filter(ref__in=[ref for _, ref in pairs]).values_list("ref", "name"))
    return {ref: f"{names.get(ref, KINDS[kind].noun)} {ref}" for kind, ref in pairs}


def _notes(_actor: Actor, ids: Sequence[int]) -> Iterator[Found]:
    rows: list[Note] = list(notes().filter(pk__in=ids))
    named = records_named((note.kind, note.record_ref) for note in rows)
    for note in rows:
        context = f"{note.written_by.name}, {day(note.written_at)}: {in_short(note.text)}"
        href = reverse("notes:notes", args=[note.about])
        yield Found(note.pk, f"Note on {named[note.record_ref]}", note.ref, context, href)


NOTES = Kind("note", "Notes", _notes)
