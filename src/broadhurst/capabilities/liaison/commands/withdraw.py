"""Withdraw a request that is not done."""

from broadhurst.capabilities.liaison import rules
from broadhurst.capabilities.liaison.models import Request
from broadhurst.capabilities.liaison.queries import locked, parts_of
from broadhurst.capabilities.register.queries import locked as locked_ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.asking import Ask
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import refuse_if


class WithdrawForm(Ask):
    """Nothing is asked."""


@command
def withdraw(*, actor: Actor, lead_request: Request) -> Request:
    """Withdraw a request."""
    ocg = locked_ocg(lead_request.ocg)
    request = locked(lead_request)
    refuse_if(rules.WORKFLOW.objections("withdraw", request.stage, parts_of(request, actor)))

    request.stage = Request.Stage.WITHDRAWN
    request.ended_at = clock.now()
    request.save()

    record(
        actor,
        "request.withdrawn",
        request.ref,
        dossier=ocg.dossier,
        tell=[request.asked_of],
        sort=in_sentence(request.get_kind_display()),
        ocg=ocg.ref,
    )
    return request
