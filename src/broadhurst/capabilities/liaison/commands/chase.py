"""Chase a request: remind the lead who is asked."""

from broadhurst.capabilities.liaison.models import Chaser, Request
from broadhurst.capabilities.liaison.queries.follow_up import chased_days
from broadhurst.capabilities.liaison.queries.forms import to_chase
from broadhurst.capabilities.liaison.queries.requests import locked, parts_of
from broadhurst.capabilities.liaison.rules.following_up import objections_to_chase
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.capabilities.register.queries.leadership import locked as locked_ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.words import count, in_sentence
from broadhurst.foundation.workflow import refuse_if


class ChaseForm(CommandForm):
    """A form without fields. The button chases the request."""


@for_record(to_chase)
@command
def chase(*, actor: Actor, lead_request: Request) -> Chaser:
    """Remind the lead who is asked, at most once a day."""
    ocg = locked_ocg(lead_request.ocg)
    request = locked(lead_request)
    days, today = chased_days(request), clock.today()
    refuse_if(objections_to_chase(request, parts_of(request, actor), chased=days, today=today))

    chaser = Chaser.objects.create(
        dossier=ocg.dossier,
        request=request,
        chased_on=today,
        officer=actor.officer,
        at=clock.now(),
    )

    leads = current_leadership(ocg).leads
    record(
        actor,
        "request.chased",
        request.ref,
        dossier=ocg.dossier,
        tell=[lead.officer for lead in leads if lead.role == request.asked_role],
        sort=in_sentence(request.get_kind_display()),
        times=count(len(days) + 1, "time"),
        ocg=ocg.ref,
    )
    return chaser
