"""The pages of the records that events are about, as far as the reader can see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from typing import Any

from django.db.models import Model
from django.urls import reverse

from broadhurst.capabilities.board_packs.models import BoardPack
from broadhurst.capabilities.commitments.models import Commitment
from broadhurst.capabilities.deconfliction.models import BulkCheck, Flag, HitSide
from broadhurst.capabilities.deconfliction.models import Event as PlannedEvent
from broadhurst.capabilities.disruptions.models import Disruption
from broadhurst.capabilities.funding.models import Line, Post
from broadhurst.capabilities.inspections.models import Report, Response
from broadhurst.capabilities.letters.models import Letter, Template
from broadhurst.capabilities.liaison.models import Request
from broadhurst.capabilities.meetings.models import Agenda, MeetingAction
from broadhurst.capabilities.operations.models import Operation
from broadhurst.capabilities.orders.models import Order
from broadhurst.capabilities.plans.models import Action, Plan
from broadhurst.capabilities.practice.models import Note
from broadhurst.capabilities.public_messages.models import Message
from broadhurst.capabilities.register.models import Cover, Ocg
from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.capabilities.self_assessment.models import Assessment
from broadhurst.capabilities.tasking.models import Bid, Direction
from broadhurst.capabilities.tracking.models import Milestone
from broadhurst.capabilities.transfers.models import Transfer, TransferRequest


@dataclass(frozen=True)
class Page:
    """The page of a kind of record: its noun, its address, and where its references are."""

    noun: str
    address: str
    model: type[Model]
    ref: str = "ref"


# By the letters that begin a reference, as in OCG-7K3QF2.
PAGES = {
    "ACT": Page("Action", "plans:action", Action),
    "BID": Page("Bid", "tasking:bid", Bid),
    "BLK": Page("Bulk check", "bulk_checks:bulk_check", BulkCheck),
    "CMT": Page("Proposed action", "commitments:commitment", Commitment),
    "COV": Page("Cover", "cover:cover", Cover),
    "DIS": Page("Disruption", "disruptions:disruption", Disruption),
    "DIR": Page("Direction", "tasking:direction", Direction),
    "EVT": Page("Planned event", "planned_events:event", PlannedEvent),
    "FLG": Page("Flag", "deconfliction:flag", Flag),
    "FLN": Page("Funding line", "funding:line", Line),
    "FPT": Page("Post", "funding:post", Post),
    "HIT": Page("Hit", "deconfliction:hit", HitSide, "hit__ref"),
    "MIL": Page("Milestone", "tracking:milestone", Milestone),
    "LTR": Page("Letter", "letters:letter", Letter),
    "MSG": Page("Message", "public_messages:message", Message),
    "MTA": Page("Meeting action", "meetings:action", MeetingAction),
    "MTG": Page("Meeting", "meetings:meeting", Agenda, "meeting__ref"),
    "OCG": Page("OCG", "dossier:ocg", Ocg),
    "OPN": Page("Operation", "operations:operation", Operation),
    "ORD": Page("Order", "orders:order", Order),
    "PCK": Page("Board pack", "board_packs:board_pack", BoardPack),
    "PLN": Page("Plan", "plans:plan", Plan),
    "PRA": Page("Practice note", "practice:note", Note),
    "REF": Page("Referral", "safeguarding:referral", Referral),
    "REQ": Page("Request", "liaison:request", Request),
    "RPT": Page("Report", "inspections:report", Report),
    "RSP": Page("Response", "inspections:response", Response),
    "SLF": Page("Self-assessment", "self_assessment:assessment", Assessment),
    "TPL": Page("Letter template", "letters:template", Template),
    "TRF": Page("Transfer", "transfers:transfer", Transfer),
    "TRQ": Page("Request for an OCG", "transfers:request", TransferRequest),
}


def addresses(refs: Iterable[str]) -> dict[str, str]:
    """Return the address of each record that the reader can see, by its reference.

    One query for each kind of record. Other references, and records that the reader can no longer
    see, are left out.
    """
    of_kind: dict[str, set[str]] = {}
    for ref in refs:
        of_kind.setdefault(kind_of(ref), set()).add(ref)
    hrefs: dict[str, str] = {}
    for kind, some in of_kind.items():
        if page := PAGES.get(kind):
            rows: Any = page.model._default_manager.filter(**{f"{page.ref}__in": some})
            visible = set(rows.values_list(page.ref, flat=True))
            hrefs |= {ref: reverse(page.address, args=[ref]) for ref in visible}
    return hrefs


def named(refs: Iterable[str]) -> dict[str, str]:
    """Return the name of each record that the reader can see, by its reference.

    It takes a query for each kind of record, and is meant for a few.
    """
    wanted = set(refs)
    hrefs: dict[str, str] = {}
    for kind in sorted({kind_of(ref) for ref in wanted} & PAGES.keys()):
        page = PAGES[kind]
        rows: Any = page.model._default_manager.filter(**{f"{page.ref}__in": wanted})
        hrefs |= {_ref_of(row, page): str(getattr(row, "name", row)) for row in rows}
    return hrefs


def _ref_of(row: Any, page: Page) -> str:
    return str(reduce(getattr, page.ref.split("__"), row))


def kind_of(ref: str) -> str:
    """Return the letters that begin a reference."""
    return ref.partition("-")[0]
