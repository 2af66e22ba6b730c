"""Archive an OCG. Work on it stops, and figures leave it out."""

from broadhurst.capabilities.archiving.queries import open_work
from broadhurst.capabilities.deconfliction.writes.follow_ocg import withdraw_entries
from broadhurst.capabilities.register.models import Archiving, Ocg
from broadhurst.capabilities.register.queries.archiving import to_decide
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.capabilities.register.rules.archiving import objections_to_approve_archive
from broadhurst.capabilities.register.writes.enter_state import enter_state, mark_archive_proposed
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.workflow import refuse_if


class ApproveArchiveForm(CommandForm):
    """An empty form: the proposal has the reason."""


def to_approve(actor: Actor, ocg: Ocg) -> list[str]:
    """The rule of the form that archives an OCG. Its page lists the open work."""
    parts, proposed = current_leadership(ocg).parts_of(actor), to_decide(ocg).first()
    return objections_to_approve_archive(actor, ocg, parts, proposed=proposed, open_work=())


@for_record(to_approve)
@command
def approve_archive(*, actor: Actor, ocg: Ocg) -> Ocg:
    """Archive an OCG that another officer proposed to archive."""
    ocg = locked(ocg)
    leadership = current_leadership(ocg)
    refuse_if(
        objections_to_approve_archive(
            actor,
            ocg,
            leadership.parts_of(actor),
            proposed=to_decide(ocg).first(),
            open_work=open_work(ocg),
        )
    )

    proposal = to_decide(ocg).get()
    proposal.outcome = Archiving.Outcome.APPROVED
    proposal.decided_by, proposal.decided_at = actor.officer, clock.now()
    proposal.save(update_fields=["outcome", "decided_by", "decided_at"])
    was = ocg.status_label
    mark_archive_proposed(ocg, False)
    enter_state(actor, ocg, Ocg.State.ARCHIVED)
    withdraw_entries(actor=actor, ocg=ocg)

    record(
        actor,
        "ocg.archived",
        ocg.ref,
        dossier=ocg.dossier,
        tell=[*leadership.officers(), proposal.proposed_by, leadership.owner],
        name=ocg.name,
        was=was,
        now=ocg.get_state_display(),
        reason=proposal.get_reason_display(),
        proposed_by=proposal.proposed_by.name,
    )
    return ocg
