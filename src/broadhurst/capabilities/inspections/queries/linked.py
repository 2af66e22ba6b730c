"""Records that evidence links to, as far as the reader can open them."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model

from broadhurst.capabilities.liaison.models import Request
from broadhurst.capabilities.operations.models import Operation
from broadhurst.capabilities.plans.models import Action
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.capabilities.tasking.models import Bid
from broadhurst.capabilities.transfers.models import Transfer
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.figure import Record

# The noun, page and table of a record, by the letters that begin its reference.
LINKED: dict[str, tuple[str, str, type[Model]]] = {
    "ACT": ("Action", "plans:action", Action),
    "BID": ("Bid", "tasking:bid", Bid),
    "OCG": ("OCG", "dossier:ocg", Ocg),
    "OPN": ("Operation", "operations:operation", Operation),
    "REF": ("Referral", "safeguarding:referral", Referral),
    "REQ": ("Request", "liaison:request", Request),
    "TRF": ("Transfer", "transfers:transfer", Transfer),
}


def linked(refs: Sequence[str]) -> list[Record]:
    """Return the records with these references that the reader can open, in this order."""
    records: dict[str, Record] = {}
    for kind in dict.fromkeys(ref[:3] for ref in refs if ref[:3] in LINKED):
        noun, page, model = LINKED[kind]
        rows: Any = model._default_manager.filter(ref__in=[ref for ref in refs if ref[:3] == kind])
        for ref in rows.values_list("ref", flat=True):
            records[ref] = Record(ref, noun, record_address(page, ref))
    return [records[ref] for ref in refs if ref in records]


def not_linked(refs: Iterable[str]) -> list[str]:
    """Return the references that name no record that the reader can open."""
    listed = list(refs)
    opened = {record.ref for record in linked(listed)}
    return [ref for ref in listed if ref not in opened]
