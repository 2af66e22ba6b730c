"""Pages of an open transfer's window and checklist: one for each command."""

from typing import Any

from django.urls import reverse

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
from broadhurst.capabilities.transfers.queries.windows import proposed_window
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.govuk.words import day


def _transfer(request: ActingRequest, ref: str) -> dict[str, Any]:
    transfer = web.find(request, transfers(), ref=ref)
    caption = f"{transfer.ocg.caption}, {transfer.ref}"
    back = reverse("transfers:transfer", args=[ref])
    return {
        "transfer": transfer,
        "go_to": back,
        "context": {"caption": caption, "back": back},
    }


def _item(request: ActingRequest, ref: str) -> dict[str, Any]:
    risk = web.find(request, risks(), ref=ref)
    back = reverse("transfers:transfer", args=[risk.transfer.ref])
    return {
        "risk": risk,
        "go_to": f"{back}#risks",
        "context": {"caption": risk.transfer.ocg.caption, "intro": risk.text, "back": back},
    }


def _proposed(request: ActingRequest, ref: str) -> dict[str, Any]:
    """Return the transfer, with the window that the other side proposed above the form."""
    arguments = _transfer(request, ref)
    if proposed := proposed_window(arguments["transfer"]):
        now = arguments["transfer"]
        arguments["context"]["intro"] = (
            f"{proposed.unit.name} proposes {day(proposed.window_from)} to "
            f"{day(proposed.window_until)}, instead of {day(now.window_from)} to "
            f"{day(now.window_until)}: {proposed.reason}"
        )
    return arguments


acknowledge_items_page = web.verb(
    AcknowledgeItemsForm, acknowledge_items, _transfer,
    "Acknowledge items on the checklist", "Acknowledge items", "The items are acknowledged.",
    intro="Choose only items that you have read. Your name stays with each of them.",
)  # fmt: skip
acknowledge_risk_page = web.verb(
    AcknowledgeRiskForm, acknowledge_risk, _item,
    "Acknowledge this risk", "Acknowledge risk",
    lambda risk: f"You acknowledged risk {risk.ref}.",
)  # fmt: skip
set_terms_page = web.verb(
    SetTermsForm, set_terms, _item, "Change what happens to this item", "Save terms",
    "The terms are saved. The other side sees them on the checklist.",
)  # fmt: skip
agree_terms_page = web.verb(
    AgreeTermsForm, agree_terms, _item, "Agree to these terms", "Agree to terms",
    "You agreed to the terms.",
)  # fmt: skip
hand_over_item_page = web.verb(
    HandOverItemForm, hand_over_item, _item, "Hand over this item", "Hand over item",
    "The item is handed over.",
)  # fmt: skip
name_sio_page = web.verb(
    NameSioForm, name_sio, _transfer, "Name the next SIO", "Name SIO",
    lambda transfer: f"{transfer.new_sio} becomes the SIO when the transfer is accepted.",
)  # fmt: skip
propose_window_page = web.verb(
    ProposeWindowForm, propose_window, _transfer,
    "Propose another handover window", "Propose window",
    "The other side is asked. The window stays as it is until they agree.",
)  # fmt: skip
agree_window_page = web.verb(
    AgreeWindowForm, agree_window, _proposed, "Agree to the proposed window", "Agree to window",
    "The handover window has changed.",
)  # fmt: skip
refuse_window_page = web.verb(
    RefuseWindowForm, refuse_window, _proposed, "Refuse the proposed window", "Refuse window",
    "The handover window stays as it is.",
)  # fmt: skip
withdraw_window_page = web.verb(
    WithdrawWindowForm, withdraw_window, _proposed, "Withdraw your proposal", "Withdraw proposal",
    "The proposal is withdrawn.",
)  # fmt: skip
