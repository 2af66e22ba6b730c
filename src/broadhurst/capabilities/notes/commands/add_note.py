"""Add a note to a record, and notify the people it mentions."""

from typing import Any

from broadhurst.capabilities.notes import rules
from broadhurst.capabilities.notes.models import Mention, Note
from broadhurst.capabilities.notes.queries.readers import mentionable
from broadhurst.capabilities.notes.queries.records import (
    KEY_OF_MODEL,
    address_ref,
    kind_of,
    record_rows,
)
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.doors.refusals import dossier_of
from broadhurst.foundation.workflow import refuse_if


@command
def add_note(
    *,
    actor: Actor,
    about: Any,
    text: str,
    mention: str = "",
    mention_2: str = "",
    mention_3: str = "",
) -> Note:
    """Add a note to a record that you can see. Everyone who can see the record can read it."""
    key, noun = KEY_OF_MODEL[type(about)], kind_of(about).noun
    refuse_if(rules.objections_to_record(record_rows(key, actor).filter(pk=about.pk).exists()))
    asked = list(dict.fromkeys(filter(None, (mention, mention_2, mention_3))))
    offered = mentionable(about, actor) if asked else {}
    refuse_if(rules.objections_to_note(text) + rules.objections_to_mentions(asked, offered.keys()))
    told = [offered[value][1] for value in asked]

    note = Note.objects.create(
        ref=new_reference("NTE"), kind=key, record_id=about.pk, about=address_ref(about),
        text=text, written_by=actor.officer, unit=actor.unit, written_at=clock.now(),
    )  # fmt: skip
    Mention.objects.bulk_create(
        Mention(note=note, officer=who)
        if isinstance(who, Officer)
        else Mention(note=note, unit=who)
        for who in told
    )

    dossier = dossier_of(about)
    kind = Event.Kind.COLLECTION
    record(
        actor, "record_note.added", about.ref, dossier=dossier, kind=kind, note=note.ref, noun=noun
    )
    if told:
        record(
            actor,
            "record_note.mentioned",
            about.ref,
            dossier=dossier,
            tell=told,
            note=note.ref,
            noun=noun,
            who=", ".join(who.name for who in told),
        )
    return note
