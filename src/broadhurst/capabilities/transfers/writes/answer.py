"""Store the answer to a request for an OCG, and close or pass on requests when it moves."""

from typing import Any

from broadhurst.capabilities.transfers.models import Transfer, TransferRequest
from broadhurst.capabilities.transfers.queries.asked import transfer_requests
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import record
from broadhurst.foundation.govuk.words import day, in_sentence


def answered(actor: Actor, request: TransferRequest, stage: TransferRequest.Stage) -> None:
    """Close a request at a stage. The caller sets its reason or its transfer before."""
    request.stage = stage
    request.answered_by, request.answered_at = actor.officer, clock.now()
    request.save()


def for_the_log(request: TransferRequest) -> dict[str, Any]:
    """Return what the event of an answer says, and who is notified."""
    return {
        "dossier": request.dossier,
        "tell": [request.requester, request.owner, request.asked_by],
        "about": request.about,
        "requester": request.requester.name,
        "owner": request.owner.name,
        "transfer": request.transfer.ref if request.transfer else "",
        "code": in_sentence(request.get_decline_reason_display()),
        "reason": request.answer,
    }


def agreed(actor: Actor, request: TransferRequest, transfer: Transfer) -> None:
    """Answer a request with the transfer that it opened."""
    request.ocg, request.transfer = transfer.ocg, transfer
    answered(actor, request, TransferRequest.Stage.AGREED)
    record(actor, "transfer_request.agreed", request.ref, **for_the_log(request))


def withdrawn(actor: Actor, request: TransferRequest, reason: str) -> None:
    """Close a request that its unit no longer makes."""
    request.answer = reason
    answered(actor, request, TransferRequest.Stage.WITHDRAWN)
    record(actor, "transfer_request.withdrawn", request.ref, **for_the_log(request))


def answered_by_offer(actor: Actor, transfer: Transfer) -> None:
    """Agree to the open request of a receiver that the owner offers the OCG to."""
    rows = transfer_requests().filter(ocg=transfer.ocg, stage=TransferRequest.Stage.ASKED)
    for request in rows.filter(requester=transfer.receiver):
        agreed(actor, request, transfer)


def passed_on(actor: Actor, transfer: Transfer) -> None:
    """Pass the open requests for an OCG on to its new owner, with the same day for the answer.

    A request of the new owner's own organisation is closed: it has the OCG now.
    """
    rows = transfer_requests().filter(ocg=transfer.ocg, stage=TransferRequest.Stage.ASKED)
    for request in rows:
        if request.requester.agency_id == transfer.receiver.agency_id:
            withdrawn(actor, request, f"{transfer.receiver.name} owns it now.")
            continue
        request.owner = transfer.receiver
        request.save(update_fields=["owner"])
        record(
            actor,
            "transfer_request.passed_on",
            request.ref,
            dossier=request.dossier,
            tell=[request.requester, transfer.receiver],
            about=request.about,
            owner=transfer.receiver.name,
            due=day(request.answer_due_on),
        )
