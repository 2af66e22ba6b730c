"""Read practice notes, and how organisations use them."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import QuerySet

from broadhurst.capabilities.inspections.models import Finding
from broadhurst.capabilities.practice import rules
from broadhurst.capabilities.practice.models import Adoption, Note
from broadhurst.capabilities.register.queries.text_check import Text
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.agencies.models import Unit

# The texts of a note, in the order of its form and page.
TEXTS = {
    "title": "Title",
    "what": "What was done",
    "place": "Where",
    "evidence": "Evidence",
    "cost": "Cost",
    "contact": "Contact",
}
FIELDS = (*TEXTS, "label", "topic", "finding")


def notes() -> QuerySet[Note]:
    """Return the notes that the reader may see: published ones, and drafts of the own unit."""
    return Note.objects.select_related("unit__agency", "written_by", "finding__report")


def locked_note(note: Note) -> Note:
    """Lock the note's row, if it is the actor's, and return it as it is now."""
    return lock(notes(), note)


def practice_findings() -> QuerySet[Finding]:
    """Return the findings that a note can come from."""
    rows = Finding.objects.filter(kind__in=rules.PRACTICE_KINDS, withdrawn_at=None)
    return rows.select_related("report").order_by("report__title", "pk")


def current_adoptions() -> QuerySet[Adoption]:
    """Return the latest record of each organisation on each note."""
    return (
        Adoption.objects.filter(withdrawn_at=None)
        .order_by("note_id", "agency_id", "-recorded_at", "-pk")
        .distinct("note_id", "agency_id")
    )


def with_adoptions(rows: Sequence[Note]) -> None:
    """Add to each note, as `adopted_by`, the latest record of each organisation."""
    by_note: dict[int, list[Adoption]] = defaultdict(list)
    for adoption in current_adoptions().filter(note__in=rows).select_related("agency"):
        by_note[adoption.note_id].append(adoption)
    for note in rows:
        note.adopted_by = by_note[note.pk]  # type: ignore[attr-defined]


def adopters(note: Note) -> list[Unit]:
    """Return the units whose organisations adopted a note, or plan to."""
    rows = current_adoptions().filter(note=note).select_related("unit")
    return [row.unit for row in rows if row.result != Adoption.Result.STOPPED]


def latest_of_unit(actor: Actor, note: Note) -> Adoption | None:
    """Return the latest record that the actor's unit made on a note, unless withdrawn."""
    return note.adoptions.filter(unit=actor.unit, withdrawn_at=None).first()


def texts_to_check(words: dict[str, str]) -> list[Text]:
    """Return the texts of a note, to look for names of the register in."""
    return [
        Text(f"the answer to “{TEXTS[name]}”", words[name], name) for name in TEXTS if words[name]
    ]
