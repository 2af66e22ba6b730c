"""Pages of transfers: the list, one transfer, its pack, and one for each command."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.deconfliction.queries.ocg_hits import open_hits_of
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.tasking.queries.bids import bids, named, ocg_of
from broadhurst.capabilities.transfers.commands.accept import AcceptForm, accept
from broadhurst.capabilities.transfers.commands.add_risk import AddRiskForm, add_risk
from broadhurst.capabilities.transfers.commands.adopt import AdoptForm, adopt
from broadhurst.capabilities.transfers.commands.check_again import CheckAgainForm, check_again
from broadhurst.capabilities.transfers.commands.decline import DeclineForm, decline
from broadhurst.capabilities.transfers.commands.offer import OfferForm, offer
from broadhurst.capabilities.transfers.commands.prepare import PrepareForm, prepare
from broadhurst.capabilities.transfers.commands.take_pack import take_pack
from broadhurst.capabilities.transfers.commands.withdraw import WithdrawForm, withdraw
from broadhurst.capabilities.transfers.lists.transfers import TRANSFERS
from broadhurst.capabilities.transfers.models import Transfer
from broadhurst.capabilities.transfers.queries.checklist import items_of
from broadhurst.capabilities.transfers.queries.moving import (
    may_accept,
    pack_of,
    parts_of,
    progress,
    transfers,
)
from broadhurst.capabilities.transfers.queries.shown import after_acceptance
from broadhurst.capabilities.transfers.queries.windows import is_own_window, proposed_window
from broadhurst.capabilities.transfers.rules.moving import WORKFLOW, objections_to_take_pack
from broadhurst.foundation.doors import downloads, web
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.documents import FORMATS
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists.page import show


def transfers_page(request: ActingRequest) -> HttpResponseBase:
    """List the transfers that the officer can see, newest first."""
    return show(request, TRANSFERS, "transfers/transfers.html")


def transfer_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show one transfer: steps left to do, open risks, pack and the open commands."""
    transfer = _find_transfer(request, ref)
    steps = progress(transfer) if transfer.stage == Transfer.Stage.OPEN else []
    parts, proposed = parts_of(transfer, request.actor), proposed_window(transfer)
    context = {
        "transfer": transfer,
        "open_hits": open_hits_of(transfer.ocg),
        "steps": steps,
        "may_accept": may_accept(transfer, request.actor, steps),
        "left_to_do": [step for step in steps if not step.is_done],
        "risks": items_of(transfer),
        "proposed": proposed,
        "is_own_window": is_own_window(transfer, parts, proposed),
        "changes": transfer.window_changes.select_related("unit", "proposed_by", "answered_by"),
        "pack": pack_of(transfer),
        "open_to": WORKFLOW.open_to(transfer.stage, parts),
    }
    return render(request, "transfers/transfer.html", context)


def pack_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show the latest pack on its own, to read or print."""
    transfer = _find_transfer(request, ref)
    pack, parts = pack_of(transfer), parts_of(transfer, request.actor)
    may_take = not objections_to_take_pack(
        request.actor, transfer, parts, has_pack=pack is not None
    )
    open_to = WORKFLOW.open_to(transfer.stage, parts)
    context = {"transfer": transfer, "pack": pack, "open_to": open_to, "may_take": may_take}
    context |= _hits_on(transfer.ocg)
    return render(request, "transfers/pack.html", context)


def pack_copy_page(request: ActingRequest, ref: str, form: str) -> HttpResponse:
    """Download the latest pack as a DOCX or PDF. Each download is recorded as a disclosure."""
    transfer = _find_transfer(request, ref)
    if form not in FORMATS:
        raise Http404
    return downloads.page(
        request,
        take_pack,
        {"transfer": transfer},
        title="You cannot download this pack",
        back=(reverse("transfers:pack", args=[ref]), "Handover pack"),
        filename=f"{ref}-handover-pack.{form}",
        content_type=FORMATS[form][1],
        form=form,
    )


def adopt_page(request: ActingRequest, ref: str) -> HttpResponse:
    bid = web.find(request, bids(), ref=ref)
    return web.ask(
        request,
        AdoptForm,
        adopt,
        bid=bid,
        title="Adopt this bid in full",
        submit="Adopt in full",
        go_to=_href_of,
        done="Adopted in full. A transfer is open. The owner keeps the risk until it is accepted.",
        context={
            "caption": named(bid),
            "back": reverse("tasking:bid", args=[ref]),
            **_hits_on(ocg_of(bid)),
        },
    )


def offer_page(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = web.find(request, Ocg.objects.select_related("dossier"), ref=ref)
    intro = (
        "Your unit owns the risk until an officer of the other organisation accepts. "
        "They can see the OCG as soon as you open the transfer."
    )
    return web.ask(
        request,
        OfferForm,
        offer,
        ocg=ocg,
        title="Offer this OCG to another organisation",
        submit="Open the transfer",
        go_to=_href_of,
        done="The transfer is open. Next, prepare the handover pack.",
        context={
            "intro": intro,
            "back": reverse("dossier:ocg_handover", args=[ref]),
            **_hits_on(ocg),
        },
    )


def prepare_page(request: ActingRequest, ref: str) -> HttpResponse:
    title, done = (
        "Prepare the handover pack",
        "The handover pack is ready and lists the open risks.",
    )
    intro = "Broadhurst fills the rest of the pack from its records. Enter what it does not hold."
    return _ask(
        request, ref, PrepareForm, prepare, title, "Prepare handover pack", done, intro=intro
    )


def add_risk_page(request: ActingRequest, ref: str) -> HttpResponse:
    title, done = "Add an open risk", "The risk is added for the receiver to acknowledge."
    return _ask(request, ref, AddRiskForm, add_risk, title, "Add risk", done, another=())


def check_again_page(request: ActingRequest, ref: str) -> HttpResponse:
    title, intro = (
        "Run a deconfliction check",
        "We compare each of the OCG's targets with those of other units.",
    )
    done = "Checked. The handover pack lists each hit without an outcome as an open risk."
    return _ask(request, ref, CheckAgainForm, check_again, title, "Run check", done, intro=intro)


def accept_page(request: ActingRequest, ref: str) -> HttpResponse:
    return _ask(
        request,
        ref,
        AcceptForm,
        accept,
        "Accept this transfer",
        "Accept transfer",
        lambda moved: f"{moved.receiver} owns {moved.ocg.caption}. {moved.new_lro} is the LRO.",
        go_to=lambda moved: reverse("dossier:ocg", args=[moved.ocg.ref]),
        above="transfers/_after.html",
        checks=True,
        warn="When you accept, your unit becomes responsible for the threat, risk and harm.",
    )


def decline_page(request: ActingRequest, ref: str) -> HttpResponse:
    title, href = "Decline this transfer", reverse("transfers:transfers")
    return _ask(
        request, ref, DeclineForm, decline, title, "Decline transfer", _done_message, go_to=href,
        checks=True,
    )  # fmt: skip


def withdraw_page(request: ActingRequest, ref: str) -> HttpResponse:
    title = "Withdraw this transfer"
    return _ask(
        request, ref, WithdrawForm, withdraw, title, "Withdraw transfer", _done_message, checks=True
    )


def _done_message(transfer: Transfer) -> str:
    return f"{transfer.get_stage_display()}. {transfer.giver} keeps {transfer.ocg.caption}."


def _ask(
    request: ActingRequest,
    ref: str,
    form: type[CommandForm],
    command: Callable[..., Any],
    title: str,
    submit: str,
    done: str | Callable[[Any], str],
    *,
    another: tuple[str, ...] | None = None,
    **context: Any,
) -> HttpResponse:
    transfer = _find_transfer(request, ref)
    href = reverse("transfers:transfer", args=[ref])
    context = {
        **_hits_on(transfer.ocg),
        "caption": f"{transfer.ocg.caption}, {transfer.ref}",
        "back": href,
        **context,
    }
    if command is accept and transfer.stage == Transfer.Stage.OPEN:
        context |= {"after": after_acceptance(transfer), "steps": progress(transfer)}
    return web.ask(
        request,
        form,
        command,
        transfer=transfer,
        title=title,
        submit=submit,
        another=another,
        go_to=context.pop("go_to", href),
        done=done,
        context=context,
    )


def _hits_on(ocg: Ocg | None) -> dict[str, Any]:
    """Return the open hits of an OCG and the template that shows them above a form."""
    return {"above": "deconfliction/_match_found.html", "open_hits": open_hits_of(ocg)}


def _href_of(transfer: Transfer) -> str:
    return reverse("transfers:transfer", args=[transfer.ref])


def _find_transfer(request: ActingRequest, ref: str) -> Transfer:
    return web.find(request, transfers(), ref=ref)
