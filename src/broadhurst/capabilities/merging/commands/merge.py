"""Merge an OCG into another that is the same one. It can be undone within a day."""

from broadhurst.capabilities.deconfliction.matching import ocg_merge
from broadhurst.capabilities.following.writes.move_follows import move_follows
from broadhurst.capabilities.merging.models import Merge
from broadhurst.capabilities.merging.queries.merges import may_be_merged_into, objections
from broadhurst.capabilities.merging.queries.parts import counts_of
from broadhurst.capabilities.merging.rules import merging as rules
from broadhurst.capabilities.merging.writes.move_rows import move_rows
from broadhurst.capabilities.register.forms.fields import OcgField
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.forms_on_ocg import on_ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.capabilities.register.writes.enter_state import enter_state
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import attach
from broadhurst.foundation.access.locks import take
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.workflow import refuse_if


class MergeForm(CommandForm):
    previews = ("into",)

    into = OcgField(
        Ocg.objects.none(),
        label="OCG that stays",
        noun="the OCG that stays",
        help_text="It is active or dormant, and your unit owns it too.",
        to_field_name="ref",
    )
    because = TextAreaField(
        label="Reason",
        help_text="For example, both names were given to the same group in two operations.",
        max_length=2000,
        rows=3,
    )

    def narrow_choices(self) -> None:
        """Offer the other OCGs of the owner that are of the same kind."""
        rows = may_be_merged_into(self.subject["ocg"])
        self.fields["into"].queryset = rows  # type: ignore[attr-defined]


@for_record(
    on_ocg(lambda ocg, parts, _ocg: rules.objections_to_see(parts) + rules.objections_to_state(ocg))
)
@command
def merge(*, actor: Actor, ocg: Ocg, into: Ocg, because: str) -> Merge:
    """Move what is live on an OCG to another, and end it with a link to that one.

    Its dossier goes below the other's. So the readers of the other one see its history, and its own
    readers see what they saw before, and nothing of the other one.
    """
    # Lock both in id order, so that two merges cannot deadlock.
    for key in sorted((ocg.pk, into.pk)):
        take(Ocg, key)
    ocg, into = locked(ocg), locked(into)
    refuse_if(objections(actor, ocg, into, because))

    counts, was_state, was_due_on = counts_of(ocg, into), ocg.state, ocg.due_on
    attach(ocg.dossier, into.dossier)
    follows = move_follows(ocg, into)
    made = Merge.objects.create(
        dossier=into.dossier,
        ref=new_reference("MRG"),
        ocg=ocg,
        into=into,
        because=because,
        merged_by=actor.officer,
        merged_at=clock.now(),
        was_state=was_state,
        was_due_on=was_due_on,
        rows=move_rows(ocg, into, f"Merged into {into.ref}, which has it too"),
        entries=ocg_merge.carry(ocg.ref, into.ref),
        follows=follows.ids,
        counts=counts,
    )
    enter_state(actor, ocg, Ocg.State.MERGED, explanation=because)

    leadership, other = current_leadership(ocg), current_leadership(into)
    record(
        actor,
        "ocg.merged",
        ocg.ref,
        dossier=ocg.dossier,
        name=ocg.name,
        was=Ocg.State(was_state).label,
        because=because,
        past_the_wall=ocg_merge.TO_MERGE,
    )
    record(
        actor,
        "ocg.merged_in",
        into.ref,
        dossier=into.dossier,
        kind=Event.Kind.COMBINATION,
        tell=[*leadership.officers(), *other.officers(), other.owner, *follows.followers],
        name=into.name,
        ocg=ocg.ref,
        ocg_name=ocg.name,
        merge=made.ref,
        because=because,
    )
    return made
