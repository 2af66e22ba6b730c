"""Records that search finds by their whole reference alone: those that are not in its index."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model

from broadhurst.capabilities.board_packs.models import BoardPack
from broadhurst.capabilities.commitments.models import Commitment
from broadhurst.capabilities.deconfliction.models import BulkCheck, Event, Flag
from broadhurst.capabilities.funding.models import Post
from broadhurst.capabilities.inspections.models import Response
from broadhurst.capabilities.letters.models import Template
from broadhurst.capabilities.liaison.models import JointReview, LogEntry
from broadhurst.capabilities.meetings.models import Agenda, MeetingAction
from broadhurst.capabilities.operations.models import Operation
from broadhurst.capabilities.plans.models import Plan
from broadhurst.capabilities.public_messages.models import Message
from broadhurst.capabilities.register.models import Cover
from broadhurst.capabilities.tasking.models import Direction
from broadhurst.capabilities.transfers.models import TransferRequest
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.search.found import Found


@dataclass(frozen=True)
class Record:
    """A kind of record: what it is called, its page, its table, and where its references are."""

    noun: str
    page: str
    model: type[Model]
    ref: str = "ref"


# By the letters that begin a reference, as in PLN-7K3QF2.
RECORDS = {
    "BLK": Record("Bulk check", "bulk_checks:bulk_check", BulkCheck),
    "CMT": Record("Proposed action", "commitments:commitment", Commitment),
    "COV": Record("Cover for a lead", "cover:cover", Cover),
    "DIR": Record("Direction", "tasking:direction", Direction),
    "EVT": Record("Planned event", "planned_events:event", Event),
    "FLG": Record("Flag", "deconfliction:flag", Flag),
    "FPT": Record("Post on a funding line", "funding:post", Post),
    "JRV": Record("Joint review", "liaison:review", JointReview),
    "LOG": Record("Policy log entry", "liaison:log_entry", LogEntry),
    "MSG": Record("Message to the public", "public_messages:message", Message),
    "MTA": Record("Action of a meeting", "meetings:action", MeetingAction),
    "MTG": Record("Agenda of a meeting", "meetings:meeting", Agenda, "meeting__ref"),
    "OPN": Record("Operation", "operations:operation", Operation),
    "PCK": Record("Board pack", "board_packs:board_pack", BoardPack),
    "PLN": Record("4P plan", "plans:plan", Plan),
    "RSP": Record("Response to an inspection", "inspections:response", Response),
    "TPL": Record("Letter template", "letters:template", Template),
    "TRQ": Record("Request to transfer", "transfers:request", TransferRequest),
}


def with_reference(reference: str) -> Iterator[Found]:
    """Return the record with this reference, read behind row-level security, if there is one."""
    record = RECORDS.get(reference.partition("-")[0])
    if record is None:
        return
    rows: Any = record.model._default_manager.filter(**{record.ref: reference})
    for row in rows[:1]:
        href = record_address(record.page, reference)
        yield Found(row.pk, record.noun, reference, _about(row), href)


def _about(row: Any) -> str:
    """Return the name of the record's OCG, if it has one that the reader can see."""
    try:
        ocg = getattr(row, "ocg", None)
    except ObjectDoesNotExist:
        return ""
    return f"Of {ocg.caption}." if ocg else ""
