"""Propose to archive an OCG. Another officer, who is not the LRO, then decides."""

from broadhurst.capabilities.archiving.queries import open_work
from broadhurst.capabilities.register.models import Archiving, Ocg
from broadhurst.capabilities.register.queries.archiving import approvers, to_decide
from broadhurst.capabilities.register.queries.forms_on_ocg import on_ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.capabilities.register.rules.archiving import objections_to_propose_archive
from broadhurst.capabilities.register.writes.enter_state import mark_archive_proposed
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import ChoiceField, TextAreaField
from broadhurst.foundation.workflow import refuse_if


class ProposeArchiveForm(CommandForm):
    reason = ChoiceField(label="Reason", choices=Archiving.Reason.choices)
    explanation = TextAreaField(
        label="Explanation",
        help_text="The evidence for this. For example, all five members were sentenced in May.",
        max_length=2000,
    )


@for_record(
    on_ocg(
        lambda ocg, parts, _ocg: objections_to_propose_archive(
            ocg, parts, proposed=to_decide(ocg).first(), open_work=(), text=""
        )
    )
)
@command
def propose_archive(*, actor: Actor, ocg: Ocg, reason: str, explanation: str) -> Archiving:
    """Propose to archive an OCG that has no open work."""
    ocg = locked(ocg)
    leadership = current_leadership(ocg)
    refuse_if(
        objections_to_propose_archive(
            ocg,
            leadership.parts_of(actor),
            proposed=to_decide(ocg).first(),
            open_work=open_work(ocg),
            text=explanation,
        )
    )

    proposal = Archiving.objects.create(
        dossier=ocg.dossier,
        ocg=ocg,
        reason=reason,
        explanation=explanation,
        proposed_by=actor.officer,
        proposed_at=clock.now(),
    )
    mark_archive_proposed(ocg, True)

    record(
        actor,
        "ocg.archive_proposed",
        ocg.ref,
        dossier=ocg.dossier,
        tell=[*leadership.officers(), *approvers(leadership.owner)],
        name=ocg.name,
        reason=proposal.get_reason_display(),
    )
    return proposal
