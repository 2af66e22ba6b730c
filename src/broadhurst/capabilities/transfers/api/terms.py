"""JSON API of a transfer's window and checklist, with one endpoint for each command."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.transfers.api.shapes import as_json, as_risk, as_window
from broadhurst.capabilities.transfers.commands.acknowledge_items import (
    AcknowledgeItemsForm,
    acknowledge_items,
)
from broadhurst.capabilities.transfers.commands.acknowledge_risk import (
    AcknowledgeRiskForm,
    acknowledge_risk,
)
from broadhurst.capabilities.transfers.commands.agree_terms import AgreeTermsForm, agree_terms
from broadhurst.capabilities.transfers.commands.agree_window import AgreeWindowForm, agree_window
from broadhurst.capabilities.transfers.commands.hand_over_item import (
    HandOverItemForm,
    hand_over_item,
)
from broadhurst.capabilities.transfers.commands.name_sio import NameSioForm, name_sio
from broadhurst.capabilities.transfers.commands.propose_window import (
    ProposeWindowForm,
    propose_window,
)
from broadhurst.capabilities.transfers.commands.refuse_window import (
    RefuseWindowForm,
    refuse_window,
)
from broadhurst.capabilities.transfers.commands.set_terms import SetTermsForm, set_terms
from broadhurst.capabilities.transfers.commands.withdraw_window import (
    WithdrawWindowForm,
    withdraw_window,
)
from broadhurst.capabilities.transfers.queries.checklist import risks
from broadhurst.capabilities.transfers.queries.moving import transfers
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.wall import ActingRequest

router = Router()


def _add_endpoint(
    path: str,
    form: type[CommandForm],
    command: Callable[..., Any],
    summary: str,
    *,
    as_json: api.AsJson,
    subject: str,
    rows: Callable[[], QuerySet[Any]],
    status: int = 200,
) -> None:
    def endpoint(request: ActingRequest, ref: str) -> HttpResponse:
        subjects = {subject: api.find(request, rows(), ref=ref)}
        return api.ask(request, form, command, as_json=as_json, status=status, **subjects)

    endpoint.__name__ = f"{command.__name__}_by_api"
    described = api.verb(form, summary, status, answer=api.schema_of(as_json))
    router.post(path, **described)(endpoint)


Endpoints = tuple[tuple[str, type[CommandForm], Callable[..., Any], str], ...]
ON_RISK: Endpoints = (
    ("acknowledge", AcknowledgeRiskForm, acknowledge_risk, "Acknowledge a risk"),
    ("set-terms", SetTermsForm, set_terms, "Say if an item moves, or if the giver keeps it"),
    ("agree-terms", AgreeTermsForm, agree_terms, "Agree to the receiver's terms of an item"),
    ("hand-over", HandOverItemForm, hand_over_item, "Hand over an item that the giver kept"),
)
ON_TRANSFER: Endpoints = (
    ("acknowledge", AcknowledgeItemsForm, acknowledge_items, "Acknowledge several items"),
    ("name-sio", NameSioForm, name_sio, "Name the next SIO"),
    ("agree-window", AgreeWindowForm, agree_window, "Agree to the proposed window"),
    ("refuse-window", RefuseWindowForm, refuse_window, "Refuse the proposed window"),
    ("withdraw-window", WithdrawWindowForm, withdraw_window, "Withdraw your proposed window"),
)
for name, form, command, summary in ON_RISK:
    _add_endpoint(
        f"/risks/{{ref}}/{name}", form, command, summary,
        as_json=as_risk, subject="risk", rows=risks,
    )  # fmt: skip
for name, form, command, summary in ON_TRANSFER:
    _add_endpoint(
        f"/transfers/{{ref}}/{name}", form, command, summary,
        as_json=as_json, subject="transfer", rows=transfers,
    )  # fmt: skip
_add_endpoint(
    "/transfers/{ref}/propose-window", ProposeWindowForm, propose_window,
    "Propose another handover window",
    as_json=as_window, subject="transfer", rows=transfers, status=201,
)  # fmt: skip
