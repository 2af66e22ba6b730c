"""Undo a merge of two people of an OCG within a day."""

from broadhurst.capabilities.members.writes.checks import follow
from broadhurst.capabilities.members.writes.end_rows import as_recorded, memberships_of
from broadhurst.capabilities.merging.models import PersonMerge
from broadhurst.capabilities.merging.queries.people import person_merges
from broadhurst.capabilities.merging.rules import merging as rules
from broadhurst.capabilities.merging.writes.move_rows import reverse
from broadhurst.capabilities.register.corrections import Correction
from broadhurst.capabilities.register.models import Identifier, Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.capabilities.register.rules.correcting import objections_to_remove
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.workflow import refuse_if


class UndoPersonMergeForm(CommandForm):
    because = TextAreaField(
        label="Reason",
        help_text="For example, fingerprints show that they are two people.",
        max_length=2000,
        rows=3,
    )


def objections_now(actor: Actor, merge: PersonMerge, ocg: Ocg, because: str = "") -> list[str]:
    """Say why an actor cannot undo a merge of two people now."""
    parts = current_leadership(ocg).parts_of(actor)
    return rules.objections_to_undo_person(
        merge,
        objections_to_remove(ocg, parts, is_ended=False, text=""),
        is_there=bool(memberships_of(ocg, merge.into)),
        text=because,
        now=clock.now(),
    )


@for_record(lambda actor, merge: objections_now(actor, merge, merge.ocg))
@command
def undo_person_merge(*, actor: Actor, merge: PersonMerge, because: str) -> PersonMerge:
    """Give a person back what moved. Units that were notified of a hit keep it."""
    ocg = locked(merge.ocg)
    merge = lock(person_merges(), merge)
    leadership = current_leadership(ocg)
    refuse_if(objections_now(actor, merge, ocg, because))

    recorded = as_recorded(merge.into)
    merge.kept = reverse(merge.rows)
    merge.undone_by, merge.undone_at, merge.undone_because = actor.officer, clock.now(), because
    merge.save(update_fields=["kept", "undone_by", "undone_at", "undone_because"])

    record(
        actor,
        "ocg.people_merge_undone",
        ocg.ref,
        dossier=ocg.dossier,
        tell=leadership.officers(),
        person=merge.person.ref,
        into=merge.into.ref,
        because=because,
    )
    for person in (merge.person, merge.into):
        person.refresh_from_db()
    people = memberships_of(ocg, merge.person, merge.into)
    things = Identifier.objects.filter(ocg=ocg, person__in=(merge.person, merge.into))
    follow(actor, ocg, Correction([recorded], [*people, *things]))
    return merge
