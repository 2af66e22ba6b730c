"""Command line of transfers."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from broadhurst.capabilities.deconfliction.queries.hits import side_named
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.tasking.queries.bids import bids
from broadhurst.capabilities.transfers.commands.accept import AcceptForm, accept
from broadhurst.capabilities.transfers.commands.acknowledge_items import (
    AcknowledgeItemsForm,
    acknowledge_items,
)
from broadhurst.capabilities.transfers.commands.acknowledge_risk import (
    AcknowledgeRiskForm,
    acknowledge_risk,
)
from broadhurst.capabilities.transfers.commands.add_risk import AddRiskForm, add_risk
from broadhurst.capabilities.transfers.commands.adopt import AdoptForm, adopt
from broadhurst.capabilities.transfers.commands.agree import AgreeForm, agree
from broadhurst.capabilities.transfers.commands.agree_terms import AgreeTermsForm, agree_terms
from broadhurst.capabilities.transfers.commands.agree_window import AgreeWindowForm, agree_window
from broadhurst.capabilities.transfers.commands.ask_about_hit import AskAboutHitForm, ask_about_hit
from broadhurst.capabilities.transfers.commands.ask_for import AskForForm, ask_for
from broadhurst.capabilities.transfers.commands.check_again import CheckAgainForm, check_again
from broadhurst.capabilities.transfers.commands.decline import DeclineForm, decline
from broadhurst.capabilities.transfers.commands.decline_request import (
    DeclineRequestForm,
    decline_request,
)
from broadhurst.capabilities.transfers.commands.hand_over_item import (
    HandOverItemForm,
    hand_over_item,
)
from broadhurst.capabilities.transfers.commands.name_sio import NameSioForm, name_sio
from broadhurst.capabilities.transfers.commands.offer import OfferForm, offer
from broadhurst.capabilities.transfers.commands.prepare import PrepareForm, prepare
from broadhurst.capabilities.transfers.commands.propose_window import (
    ProposeWindowForm,
    propose_window,
)
from broadhurst.capabilities.transfers.commands.refuse_window import (
    RefuseWindowForm,
    refuse_window,
)
from broadhurst.capabilities.transfers.commands.set_terms import SetTermsForm, set_terms
from broadhurst.capabilities.transfers.commands.take_pack import take_pack
from broadhurst.capabilities.transfers.commands.withdraw import WithdrawForm, withdraw
from broadhurst.capabilities.transfers.commands.withdraw_request import (
    WithdrawRequestForm,
    withdraw_request,
)
from broadhurst.capabilities.transfers.commands.withdraw_window import (
    WithdrawWindowForm,
    withdraw_window,
)
from broadhurst.capabilities.transfers.lists.asked import REQUESTS
from broadhurst.capabilities.transfers.lists.transfers import TRANSFERS
from broadhurst.capabilities.transfers.models import Risk, Transfer
from broadhurst.capabilities.transfers.queries.asked import own_sides, transfer_requests
from broadhurst.capabilities.transfers.queries.moving import transfers
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.lists import cli as lists
from broadhurst.foundation.record_copies.cli import format_of


def an_ocg(actor: Actor, ref: str) -> Ocg | None:
    return cli.find(actor, Ocg.objects.select_related("dossier"), ref=ref)


def a_bid(actor: Actor, ref: str) -> Any:
    return cli.find(actor, bids(), ref=ref)


def a_transfer(actor: Actor, ref: str) -> Transfer | None:
    return cli.find(actor, transfers(), ref=ref)


def a_risk(actor: Actor, ref: str) -> Risk | None:
    return cli.find(actor, Risk.objects.select_related("dossier", "transfer__ocg"), ref=ref)


def a_request(actor: Actor, ref: str) -> Any:
    return cli.find(actor, transfer_requests(), ref=ref)


def a_hit(actor: Actor, ref: str) -> Any:
    return cli.find(actor, own_sides(actor), **side_named(ref))


Verbs = tuple[tuple[str, type[CommandForm], Callable[..., Any]], ...]
ON_BID: Verbs = (("adopt", AdoptForm, adopt),)
ON_OCG: Verbs = (("offer", OfferForm, offer), ("ask-for", AskForForm, ask_for))
ON_HIT: Verbs = (("ask-about-hit", AskAboutHitForm, ask_about_hit),)
ON_REQUEST: Verbs = (
    ("agree", AgreeForm, agree),
    ("decline-request", DeclineRequestForm, decline_request),
    ("withdraw-request", WithdrawRequestForm, withdraw_request),
)
ON_RISK: Verbs = (
    ("acknowledge-risk", AcknowledgeRiskForm, acknowledge_risk),
    ("set-terms", SetTermsForm, set_terms),
    ("agree-terms", AgreeTermsForm, agree_terms),
    ("hand-over-item", HandOverItemForm, hand_over_item),
)
ON_TRANSFER: Verbs = (
    ("prepare", PrepareForm, prepare),
    ("add-risk", AddRiskForm, add_risk),
    ("check-again", CheckAgainForm, check_again),
    ("acknowledge-items", AcknowledgeItemsForm, acknowledge_items),
    ("name-sio", NameSioForm, name_sio),
    ("propose-window", ProposeWindowForm, propose_window),
    ("agree-window", AgreeWindowForm, agree_window),
    ("refuse-window", RefuseWindowForm, refuse_window),
    ("withdraw-window", WithdrawWindowForm, withdraw_window),
    ("accept", AcceptForm, accept),
    ("decline", DeclineForm, decline),
    ("withdraw", WithdrawForm, withdraw),
)
SUBJECTS: tuple[tuple[Verbs, dict[str, cli.Find]], ...] = (
    (ON_BID, {"bid": a_bid}),
    (ON_OCG, {"ocg": an_ocg}),
    (ON_HIT, {"hit": a_hit}),
    (ON_REQUEST, {"transfer_request": a_request}),
    (ON_RISK, {"risk": a_risk}),
    (ON_TRANSFER, {"transfer": a_transfer}),
)
group = click.Group("transfers", help="The full handover of an OCG, and its return.")
for verbs, finds in SUBJECTS:
    for name, form, command in verbs:
        group.add_command(cli.verb(name, form, command, finds=finds, says=str))


@group.command("take-pack")
@click.argument("ref")
@click.option("--to", "path", required=True, type=cli.NEW_FILE, help="A .docx or .pdf")
@cli.in_posting
@cli.acting_as
def pack_taken(ref: str, path: Path, username: str, unit: str | None) -> None:
    """Write the handover pack of a transfer to a DOCX or PDF."""
    form = format_of(path)
    with cli.acting(username, unit) as actor, cli.refusals():
        transfer = a_transfer(actor, ref)
        if transfer is None:
            raise click.ClickException(f"There is no transfer {ref}, or you cannot see it.")
        content = take_pack(actor=actor, transfer=transfer, form=form)
    path.write_bytes(content)


def _line(transfer: Any) -> str:
    match = "  Match found" if transfer.open_hits else ""
    return (
        f"{transfer.ref}  {transfer.ocg}  {transfer.giver} to {transfer.receiver}  "
        f"{transfer.stage}{match}"
    )


group.add_command(
    lists.listing("list", TRANSFERS, says=_line, summary="List the transfers you can see.")
)
group.add_command(
    lists.listing(
        "requests",
        REQUESTS,
        says=lambda row: f"{row.ref}  {row.about}  {row.requester} asks {row.owner}  {row.stage}",
        summary="List the requests for OCGs you can see.",
    )
)
