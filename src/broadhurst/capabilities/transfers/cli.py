"""Command line of transfers."""

from typing import Any

import click

from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.tasking.queries.bids import bids
from broadhurst.capabilities.transfers.commands.accept import AcceptForm, accept
from broadhurst.capabilities.transfers.commands.acknowledge_risk import (
    AcknowledgeRiskForm,
    acknowledge_risk,
)
from broadhurst.capabilities.transfers.commands.add_risk import AddRiskForm, add_risk
from broadhurst.capabilities.transfers.commands.adopt import AdoptForm, adopt
from broadhurst.capabilities.transfers.commands.check_again import CheckAgainForm, check_again
from broadhurst.capabilities.transfers.commands.decline import DeclineForm, decline
from broadhurst.capabilities.transfers.commands.offer import OfferForm, offer
from broadhurst.capabilities.transfers.commands.prepare import PrepareForm, prepare
from broadhurst.capabilities.transfers.commands.withdraw import WithdrawForm, withdraw
from broadhurst.capabilities.transfers.lists import TRANSFERS
from broadhurst.capabilities.transfers.models import Risk, Transfer
from broadhurst.capabilities.transfers.queries.moving import transfers
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli
from broadhurst.foundation.lists import cli as lists


def an_ocg(actor: Actor, ref: str) -> Ocg | None:
    return cli.find(actor, Ocg.objects.select_related("dossier"), ref=ref)


def a_bid(actor: Actor, ref: str) -> Any:
    return cli.find(actor, bids(), ref=ref)


def a_transfer(actor: Actor, ref: str) -> Transfer | None:
    return cli.find(actor, transfers(), ref=ref)


def a_risk(actor: Actor, ref: str) -> Risk | None:
    return cli.find(actor, Risk.objects.select_related("dossier", "transfer__ocg"), ref=ref)


group = click.Group("transfers", help="The full handover of an OCG, and its return.")
group.add_command(cli.verb("adopt", AdoptForm, adopt, finds={"bid": a_bid}, says=str))
group.add_command(cli.verb("offer", OfferForm, offer, finds={"ocg": an_ocg}, says=str))
group.add_command(
    cli.verb(
        "acknowledge-risk", AcknowledgeRiskForm, acknowledge_risk, finds={"risk": a_risk}, says=str
    )
)
for name, form, command in (
    ("prepare", PrepareForm, prepare),
    ("add-risk", AddRiskForm, add_risk),
    ("check-again", CheckAgainForm, check_again),
    ("accept", AcceptForm, accept),
    ("decline", DeclineForm, decline),
    ("withdraw", WithdrawForm, withdraw),
):
    group.add_command(cli.verb(name, form, command, finds={"transfer": a_transfer}, says=str))


def _line(transfer: Any) -> str:
    match = "  Match found" if transfer.open_hits else ""
    return (
        f"{transfer.ref}  {transfer.ocg}  {transfer.giver} to {transfer.receiver}  "
        f"{transfer.stage}{match}"
    )


group.add_command(
    lists.listing("list", TRANSFERS, says=_line, summary="List the transfers you may see.")
)
