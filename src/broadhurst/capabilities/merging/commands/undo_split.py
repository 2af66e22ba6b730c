"""Undo a split within a day: everything that went comes back, and the new OCG ends."""

from broadhurst.capabilities.merging.commands.merge import merge
from broadhurst.capabilities.merging.models import Split
from broadhurst.capabilities.merging.queries.splits import splits
from broadhurst.capabilities.merging.rules.splitting import objections_to_undo_split
from broadhurst.capabilities.merging.writes.move_rows import reverse
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.forms_on_ocg import on_ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock, take
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.workflow import refuse_if


class UndoSplitForm(CommandForm):
    because = TextAreaField(
        label="Reason",
        help_text="For example, both lines have the same organiser.",
        max_length=2000,
        rows=3,
    )


@for_record(
    on_ocg(
        lambda _ocg, parts, split: objections_to_undo_split(split, parts, text="", now=clock.now())
    )
)
@command
def undo_split(*, actor: Actor, split: Split, because: str) -> Split:
    """Give an OCG back what went. Records added to the new one since move too.

    Units that were notified of a hit keep it.
    """
    for key in sorted((split.ocg_id, split.new_id)):
        take(Ocg, key)
    split = lock(splits(), split)
    ocg = locked(split.ocg)
    parts = current_leadership(ocg).parts_of(actor)
    refuse_if(objections_to_undo_split(split, parts, text=because, now=clock.now()))

    split.kept = reverse(split.rows)
    reason = f"The split is undone: {because}"
    split.undone_as = merge(actor=actor, ocg=split.new, into=ocg, because=reason)
    split.undone_by, split.undone_at, split.undone_because = actor.officer, clock.now(), because
    split.save(update_fields=["kept", "undone_by", "undone_at", "undone_because", "undone_as"])

    record(
        actor,
        "ocg.split_undone",
        ocg.ref,
        dossier=ocg.dossier,
        new=split.new.ref,
        because=because,
    )
    return split
