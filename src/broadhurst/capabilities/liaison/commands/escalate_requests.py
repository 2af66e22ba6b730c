"""Pass requests without an answer up: to the SRO of the OCG, or else to the unit asked."""

from broadhurst.capabilities.deconfliction.queries.on_duty import duty_of
from broadhurst.capabilities.liaison.models import Escalation, Request
from broadhurst.capabilities.liaison.queries.follow_up_tasks import late_requests
from broadhurst.capabilities.liaison.rules.following_up import objections_to_escalate
from broadhurst.capabilities.register.queries.leadership import Leadership, current_leadership
from broadhurst.capabilities.register.rules.registering import is_partner
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import elevated
from broadhurst.foundation.agencies.models import Officer, Unit
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.words import in_sentence, moment
from broadhurst.foundation.workflow import refuse_if

WHY = "requests between SIO and LRO that nobody answered in time, to pass them up"


class EscalateRequestsForm(CommandForm):
    """The form has no fields, because the time alone decides which requests are late."""


@command
def escalate_requests(*, actor: Actor) -> int:
    """Pass up requests that nobody answered by their deadline. Return how many.

    The SRO of the OCG has them then. Without an SRO, the unit of the lead who is asked does, or the
    owner's if the lead is from a partner, and the superior on its rota is told too. A deadline is
    passed up once.
    """
    refuse_if(objections_to_escalate(actor.roles))

    with elevated(WHY):
        late = late_requests().select_for_update(of=("self",), no_key=True).order_by("pk")
        # Look again under the lock: another run may have passed it up meanwhile.
        passed_up = [
            _pass_up(actor, request)
            for request in late
            if not request.escalations.filter(due_at=request.answer_due_at).exists()
        ]

    record(
        actor,
        "requests.escalated",
        "liaison",
        dossier=None,
        count=len(passed_up),
        past_the_wall=WHY,
    )
    return len(passed_up)


def _pass_up(actor: Actor, request: Request) -> Escalation:
    leadership = current_leadership(request.ocg)
    sro, asked = leadership.lead("sro"), leadership.lead(request.asked_role)
    # A partner's unit does not see the OCG: only its officer who leads does.
    is_partners = asked is not None and is_partner(asked.unit.agency)
    unit = asked.unit if asked and not is_partners else leadership.owner
    escalation = Escalation.objects.create(
        dossier=request.dossier,
        request=request,
        due_at=request.answer_due_at,
        at=clock.now(),
        officer=sro.officer if sro else None,
        unit=None if sro else unit,
    )
    record(
        actor,
        "request.escalated",
        request.ref,
        dossier=request.dossier,
        tell=_recipients(escalation, leadership, request),
        to=escalation.to.name,
        of=asked.officer.name if asked else unit.name,
        sort=in_sentence(request.get_kind_display()),
        due=moment(request.answer_due_at),
        ocg=request.ocg.ref,
    )
    return escalation


def _recipients(
    escalation: Escalation, leadership: Leadership, request: Request
) -> list[Unit | Officer]:
    """Return the SRO, or the unit and its superior on duty, and the two leads."""
    duty = duty_of(escalation.unit, clock.now()) if escalation.unit else None
    leads = [lead.officer for lead in leadership.leads if lead.role in ("sio", "lro")]
    return [escalation.to, *([duty.superior] if duty else []), *leads]
