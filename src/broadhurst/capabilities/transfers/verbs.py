"""The verbs of transfers, at the API and the terminal."""

from broadhurst.capabilities.deconfliction.queries.hits import side_named
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.tasking.queries.bids import bids
from broadhurst.capabilities.transfers.api.shapes import (
    as_check,
    as_json,
    as_pack,
    as_request,
    as_risk,
    as_window,
)
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
from broadhurst.capabilities.transfers.commands.refuse_window import RefuseWindowForm, refuse_window
from broadhurst.capabilities.transfers.commands.set_terms import SetTermsForm, set_terms
from broadhurst.capabilities.transfers.commands.withdraw import WithdrawForm, withdraw
from broadhurst.capabilities.transfers.commands.withdraw_request import (
    WithdrawRequestForm,
    withdraw_request,
)
from broadhurst.capabilities.transfers.commands.withdraw_window import (
    WithdrawWindowForm,
    withdraw_window,
)
from broadhurst.capabilities.transfers.queries.asked import own_sides, transfer_requests
from broadhurst.capabilities.transfers.queries.checklist import risks
from broadhurst.capabilities.transfers.queries.moving import transfers
from broadhurst.foundation.doors.verbs import Subject, Verb

BID = Subject("bid", "/bids/{ref}", lambda _actor: bids())
HIT = Subject("hit", "/deconfliction/hits/{ref}", own_sides, lookup=side_named)
OCG = Subject("ocg", "/ocgs/{ref}", lambda _actor: Ocg.objects.select_related("dossier"))
REQUEST = Subject(
    "transfer_request", "/transfer-requests/{ref}", lambda _actor: transfer_requests()
)
RISK = Subject("risk", "/risks/{ref}", lambda _actor: risks())
TRANSFER = Subject("transfer", "/transfers/{ref}", lambda _actor: transfers())

# Answers at the terminal that several verbs share.
OPEN = "Transfer {} is open. Next, prepare the handover pack.".format
ASKED = "Request {0} is with {0.owner.name}.".format

VERBS = (
    Verb(
        "adopt", AdoptForm, adopt, BID, "Adopt a bid in full", as_json, status=201,
        says="Transfer {} is open. The owner keeps the risk until it is accepted.".format,
    ),
    Verb(
        "offer", OfferForm, offer, OCG, "Offer an OCG to another organisation", as_json,
        status=201,
        says=OPEN,
    ),
    Verb(
        "ask-for", AskForForm, ask_for, OCG, "Ask the owner to transfer an OCG", as_request,
        status=201,
        says=ASKED,
    ),
    Verb(
        "ask-about-hit", AskAboutHitForm, ask_about_hit, HIT, "Ask for the OCG behind a hit",
        as_request, status=201, address="/deconfliction/hits/{ref}/ask-for",
        says=ASKED,
    ),
    Verb(
        "agree", AgreeForm, agree, REQUEST, "Agree to a request, which opens a transfer", as_json,
        status=201,
        says=OPEN,
    ),
    Verb(
        "decline-request", DeclineRequestForm, decline_request, REQUEST,
        "Decline a request for an OCG", as_request, address="/transfer-requests/{ref}/decline",
        says="You declined request {}.".format,
    ),
    Verb(
        "withdraw-request", WithdrawRequestForm, withdraw_request, REQUEST,
        "Withdraw a request for an OCG", as_request, address="/transfer-requests/{ref}/withdraw",
        says="Request {} is withdrawn.".format,
    ),
    Verb(
        "acknowledge-risk", AcknowledgeRiskForm, acknowledge_risk, RISK, "Acknowledge a risk",
        as_risk, address="/risks/{ref}/acknowledge",
        says="You acknowledged risk {}.".format,
    ),
    Verb(
        "set-terms", SetTermsForm, set_terms, RISK,
        "Say if an item moves, or if the giver keeps it", as_risk,
        says="The terms of {} are saved. The other side sees them on the checklist.".format,
    ),
    Verb(
        "agree-terms", AgreeTermsForm, agree_terms, RISK,
        "Agree to the receiver's terms of an item", as_risk,
        says="You agreed to the terms of {}.".format,
    ),
    Verb(
        "hand-over-item", HandOverItemForm, hand_over_item, RISK,
        "Hand over an item that the giver kept", as_risk, address="/risks/{ref}/hand-over",
        says="Item {} is handed over.".format,
    ),
    Verb(
        "prepare", PrepareForm, prepare, TRANSFER, "Prepare the handover pack", as_pack,
        status=201,
        says="{} is ready and lists the open risks.".format,
    ),
    Verb(
        "add-risk", AddRiskForm, add_risk, TRANSFER, "Add an open risk", as_risk, status=201,
        says="Risk {} is added for the receiver to acknowledge.".format,
    ),
    Verb(
        "check-again", CheckAgainForm, check_again, TRANSFER, "Check for deconfliction again",
        as_check,
        says=("Check {} is done. The handover pack lists each hit without an outcome as an open "
              "risk.").format,
    ),
    Verb(
        "acknowledge-items", AcknowledgeItemsForm, acknowledge_items, TRANSFER,
        "Acknowledge several items", as_json, address="/transfers/{ref}/acknowledge",
        says="The items of transfer {} are acknowledged.".format,
    ),
    Verb(
        "name-sio", NameSioForm, name_sio, TRANSFER, "Name the next SIO", as_json,
        says="{0.new_sio} becomes the SIO when transfer {0} is accepted.".format,
    ),
    Verb(
        "propose-window", ProposeWindowForm, propose_window, TRANSFER,
        "Propose another handover window", as_window, status=201,
        says=("The other side of transfer {.transfer} is asked. The window stays as it is until "
              "they agree.").format,
    ),
    Verb(
        "agree-window", AgreeWindowForm, agree_window, TRANSFER, "Agree to the proposed window",
        as_json,
        says="The handover window of transfer {} has changed.".format,
    ),
    Verb(
        "refuse-window", RefuseWindowForm, refuse_window, TRANSFER, "Refuse the proposed window",
        as_json,
        says="The handover window of transfer {} stays as it is.".format,
    ),
    Verb(
        "withdraw-window", WithdrawWindowForm, withdraw_window, TRANSFER,
        "Withdraw your proposed window", as_json,
        says="The window proposed for transfer {} is withdrawn.".format,
    ),
    Verb(
        "accept", AcceptForm, accept, TRANSFER, "Accept a transfer", as_json,
        says=("Transfer {0} is accepted. {0.receiver} owns {0.ocg.caption}. {0.new_lro} is the "
              "LRO.").format,
    ),
    Verb(
        "decline", DeclineForm, decline, TRANSFER, "Decline a transfer", as_json,
        says="Transfer {0} is declined. {0.giver} keeps {0.ocg.caption}.".format,
    ),
    Verb(
        "withdraw", WithdrawForm, withdraw, TRANSFER, "Withdraw a transfer", as_json,
        says="Transfer {0} is withdrawn. {0.giver} keeps {0.ocg.caption}.".format,
    ),
)  # fmt: skip
