"""Say which forms about a transfer, or a request for one, somebody may open, for `for_record`."""

from collections.abc import Callable

from broadhurst.capabilities.deconfliction.models import HitSide
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.forms_on_ocg import on_ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.capabilities.tasking.models import Bid
from broadhurst.capabilities.tasking.queries.bids import ocg_of
from broadhurst.capabilities.tasking.queries.forms import to_adopt as to_adopt_bid
from broadhurst.capabilities.tasking.queries.forms import to_decide
from broadhurst.capabilities.transfers.models import Risk, Transfer, TransferRequest
from broadhurst.capabilities.transfers.queries.asked import earlier_requests, request_parts
from broadhurst.capabilities.transfers.queries.moving import open_transfer_of, parts_of
from broadhurst.capabilities.transfers.queries.windows import proposed_window, side_of
from broadhurst.capabilities.transfers.rules import accepting, asking, checklist, moving, window
from broadhurst.foundation.access.actor import Actor

Rule = Callable[[Actor, Transfer], list[str]]
OnRequest = Callable[[Actor, TransferRequest], list[str]]


def to_move(verb: str) -> Rule:
    """Return the rule of a form about a transfer."""

    def objections(actor: Actor, transfer: Transfer) -> list[str]:
        return moving.WORKFLOW.objections(verb, transfer.stage, parts_of(transfer, actor))

    return objections


def to_accept(actor: Actor, transfer: Transfer) -> list[str]:
    """The rule of the form that accepts a transfer. The form itself lists the open steps."""
    leadership = current_leadership(transfer.ocg)
    parts = parts_of(transfer, actor, leadership)
    return accepting.objections_to_accepter(actor, transfer, parts, owner_id=leadership.owner.pk)


def to_propose_window(actor: Actor, transfer: Transfer) -> list[str]:
    """The rule of the form that proposes another handover window."""
    parts = parts_of(transfer, actor)
    return window.objections_to_propose_now(transfer, parts, proposed_window(transfer))


def to_answer_window(verb: str) -> Rule:
    """Return the rule of a form that answers or withdraws a proposed window."""

    def objections(actor: Actor, transfer: Transfer) -> list[str]:
        parts, proposed = parts_of(transfer, actor), proposed_window(transfer)
        unit = side_of(transfer, parts)
        return window.objections_to_answer_window(verb, transfer, parts, proposed, unit.pk)

    return objections


def to_acknowledge_risk(actor: Actor, risk: Risk) -> list[str]:
    """The rule of the form that acknowledges an item."""
    return checklist.objections_to_acknowledge_risk(
        risk.transfer,
        parts_of(risk.transfer, actor),
        is_acknowledged=risk.acknowledged_at is not None,
        is_over=risk.over_at is not None,
    )


def to_settle(rule: Callable[..., list[str]]) -> Callable[[Actor, Risk], list[str]]:
    """Return the rule of a form about the terms of an item."""
    return lambda actor, risk: rule(risk.transfer, risk, parts_of(risk.transfer, actor))


def objections_to_open_now(ocg: Ocg) -> list[str]:
    """Refuse a transfer of an OCG that is not active, or that has an open one."""
    return moving.objections_to_open_on(ocg, is_open=open_transfer_of(ocg) is not None)


to_offer = on_ocg(
    lambda ocg, parts, _ocg: moving.objections_to_offer(parts) or objections_to_open_now(ocg)
)


def _to_adopt(bid: Bid) -> list[str]:
    found, ocg = to_adopt_bid(bid), ocg_of(bid)
    return found or (objections_to_open_now(ocg) if ocg else [])


to_adopt = to_decide("decide", _to_adopt)


def to_answer_request(verb: str) -> OnRequest:
    """Return the rule of a form that answers or withdraws a request for an OCG."""

    def objections(actor: Actor, transfer_request: TransferRequest) -> list[str]:
        parts = request_parts(transfer_request, actor)
        return asking.WORKFLOW.objections(verb, transfer_request.stage, parts)

    return objections


def to_agree(actor: Actor, transfer_request: TransferRequest) -> list[str]:
    """The rule of the form that agrees to a request, of its OCG too if the request names it."""
    ocg = transfer_request.ocg
    if ocg is None:
        return to_answer_request("agree")(actor, transfer_request)
    parts, owner = request_parts(transfer_request, actor), current_leadership(ocg).owner
    found = asking.objections_to_agree(transfer_request, parts, ocg=ocg, owner_id=owner.pk)
    return found or objections_to_open_now(ocg)


def to_ask_for(actor: Actor, ocg: Ocg) -> list[str]:
    """The rule of the form that asks for an OCG."""
    return asking.objections_to_ask_now(
        actor,
        current_leadership(ocg).owner,
        earlier=earlier_requests(actor, ocg=ocg),
        ocg=ocg,
        has_open_transfer=open_transfer_of(ocg) is not None,
    )


def to_ask_about_hit(actor: Actor, hit: HitSide) -> list[str]:
    """The rule of the form that asks for the OCG behind a hit."""
    earlier = earlier_requests(actor, hit_ref=hit.hit.ref)
    return asking.objections_to_ask_now(actor, hit.other_unit, earlier=earlier)
