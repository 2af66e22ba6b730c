"""Undo a merge within a day: everything that moved goes back."""

from broadhurst.capabilities.deconfliction.matching import ocg_merge
from broadhurst.capabilities.following.writes.move_follows import move_follows
from broadhurst.capabilities.merging.models import Merge, Split
from broadhurst.capabilities.merging.queries.merges import merges
from broadhurst.capabilities.merging.rules import merging as rules
from broadhurst.capabilities.merging.writes.move_rows import move_back
from broadhurst.capabilities.plans.models import Plan
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.capabilities.register.writes.enter_state import enter_state
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import attach
from broadhurst.foundation.access.locks import lock, take
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.workflow import refuse_if


class UndoMergeForm(CommandForm):
    because = TextAreaField(
        label="Reason",
        help_text="For example, the two groups only share a supplier.",
        max_length=2000,
        rows=3,
    )


def objections_now(actor: Actor, merge: Merge, ocg: Ocg, into: Ocg, because: str = "") -> list[str]:
    """Say why an actor cannot undo the merge of an OCG into another now."""
    other = current_leadership(into)
    return rules.objections_to_undo(
        merge,
        other.parts_of(actor),
        owner=other.owner,
        was_owner=current_leadership(ocg).owner,
        is_replanned=_is_replanned(merge),
        undid_a_split=Split.objects.filter(undone_as=merge).exists(),
        text=because,
        now=clock.now(),
    )


@for_record(lambda actor, merge: objections_now(actor, merge, merge.ocg, merge.into))
@command
def undo_merge(*, actor: Actor, merge: Merge, because: str) -> Merge:
    """Give an OCG back what moved. Units that were notified of a hit keep it."""
    for key in sorted((merge.ocg_id, merge.into_id)):
        take(Ocg, key)
    merge = lock(merges(), merge)
    ocg, into = locked(merge.ocg), locked(merge.into)
    leadership, other = current_leadership(ocg), current_leadership(into)
    refuse_if(objections_now(actor, merge, ocg, into, because))

    merge.kept = move_back(merge)
    ocg_merge.carry_back(merge.entries, into.ref, ocg.ref)
    merge.undone_by, merge.undone_at, merge.undone_because = actor.officer, clock.now(), because
    merge.save(update_fields=["kept", "undone_by", "undone_at", "undone_because"])
    enter_state(actor, ocg, merge.was_state, due_on=merge.was_due_on, explanation=because)
    attach(ocg.dossier, None)
    follows = move_follows(into, ocg, merge.follows)

    record(
        actor,
        "ocg.merge_undone",
        ocg.ref,
        dossier=ocg.dossier,
        tell=[*leadership.officers(), *other.officers(), leadership.owner, *follows.followers],
        name=ocg.name,
        now=ocg.get_state_display(),
        kept=len(merge.kept),
        because=because,
        past_the_wall=ocg_merge.TO_MERGE,
    )
    record(
        actor,
        "ocg.merge_in_undone",
        into.ref,
        dossier=into.dossier,
        merge=merge.ref,
        because=because,
    )
    return merge


def _is_replanned(merge: Merge) -> bool:
    """Return whether a plan that moved has a later version."""
    of_plans = [change for change in merge.rows if change["table"] == Plan._meta.label]
    moved = [change["columns"]["version"][1] for change in of_plans]
    later = Plan.objects.filter(ocg=merge.into, version__gt=max(moved, default=0))
    return bool(moved) and later.exists()
