"""Decline a proposal to archive an OCG, so that it stays as it is."""

from broadhurst.capabilities.register.models import Archiving, Ocg
from broadhurst.capabilities.register.queries.archiving import to_decide
from broadhurst.capabilities.register.queries.forms_on_ocg import on_ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.capabilities.register.rules.archiving import objections_to_decline_archive
from broadhurst.capabilities.register.writes.enter_state import mark_archive_proposed
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.workflow import refuse_if


class DeclineArchiveForm(CommandForm):
    because = TextAreaField(
        label="Reason", help_text="Why this OCG is not archived.", max_length=2000
    )


@for_record(
    on_ocg(
        lambda ocg, parts, _ocg: objections_to_decline_archive(
            ocg, parts, proposed=to_decide(ocg).first(), text=""
        )
    )
)
@command
def decline_archive(*, actor: Actor, ocg: Ocg, because: str) -> Archiving:
    """Decline a proposal to archive, or withdraw your own, with a reason."""
    ocg = locked(ocg)
    leadership = current_leadership(ocg)
    refuse_if(
        objections_to_decline_archive(
            ocg, leadership.parts_of(actor), proposed=to_decide(ocg).first(), text=because
        )
    )

    proposal = to_decide(ocg).get()
    proposal.outcome = Archiving.Outcome.DECLINED
    proposal.decided_by, proposal.decided_at = actor.officer, clock.now()
    proposal.decided_because = because
    proposal.save(update_fields=["outcome", "decided_by", "decided_at", "decided_because"])
    mark_archive_proposed(ocg, False)

    record(
        actor,
        "ocg.archive_declined",
        ocg.ref,
        dossier=ocg.dossier,
        tell=[*leadership.officers(), proposal.proposed_by],
        name=ocg.name,
        because=because,
    )
    return proposal
