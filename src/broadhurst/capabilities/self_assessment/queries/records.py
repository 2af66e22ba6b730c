"""The records that evidence can link, each as far as the reader can see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from broadhurst.capabilities.inspections.models import Response
from broadhurst.capabilities.operations.models import Operation
from broadhurst.capabilities.practice.models import Note
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.transfers.models import Transfer
from broadhurst.foundation.doors.routes import record_address


@dataclass(frozen=True)
class Kind:
    """A kind of record: its noun, its model and the name of its page."""

    noun: str
    model: type[Model]
    page: str


# By the letters that begin a reference.
KINDS = {
    "OCG": Kind("OCG", Ocg, "dossier:ocg"),
    "OPN": Kind("Operation", Operation, "operations:operation"),
    "PRA": Kind("Practice note", Note, "practice:note"),
    "RSP": Kind("Response", Response, "inspections:response"),
    "TRF": Kind("Transfer", Transfer, "transfers:transfer"),
}


@dataclass(frozen=True)
class Linked:
    """A record that the reader can open."""

    ref: str
    name: str
    href: str


def kind_of(ref: str) -> Kind | None:
    """Return the kind of record that a reference belongs to, or None."""
    return KINDS.get(ref.partition("-")[0])


def linked(refs: Iterable[str]) -> dict[str, Linked]:
    """Return each record that the reader can see, by its reference. One query for each kind."""
    by_kind: dict[str, set[str]] = {}
    for ref in refs:
        if kind_of(ref):
            by_kind.setdefault(ref.partition("-")[0], set()).add(ref)
    records = {}
    for prefix, some in by_kind.items():
        kind = KINDS[prefix]
        rows: Any = kind.model._default_manager.filter(ref__in=some)
        for row in rows:
            name = getattr(row, "name", "") or getattr(row, "title", "") or row.ref
            words = name if name.startswith(kind.noun) else f"{kind.noun} {name}"
            records[row.ref] = Linked(row.ref, words, record_address(kind.page, row.ref))
    return records
