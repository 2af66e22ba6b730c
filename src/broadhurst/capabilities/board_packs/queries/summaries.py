"""The records of a board pack, each in a few lines, as far as the reader may see them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from broadhurst.capabilities.plans.queries.versions import live_plan, plans
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.assessing import assessments_in_use
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.capabilities.tasking.queries.bids import bids, ocg_of
from broadhurst.capabilities.transfers.queries.moving import transfers
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.govuk.words import day, first_capital

Fact = tuple[str, object]


@dataclass(frozen=True)
class Summary:
    """A record in a few lines. Without a title, the reader can no longer see it."""

    ref: str
    title: str = ""
    href: str = ""
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True)
class Kind:
    """A kind of record that a pack can have."""

    rows: Callable[[], QuerySet[Any]]
    title: Callable[[Any], str]
    address: str
    facts: Callable[[Any], Iterable[Fact]]


def _of_ocg(ocg: Ocg) -> Iterator[Fact]:
    leads = current_leadership(ocg)
    assessment, _ = assessments_in_use(ocg)
    plan = live_plan(ocg)
    yield "Status", first_capital(ocg.status_label)
    yield "Owner", f"{leads.owner.name}, {leads.owner.agency.name}"
    yield "SIO", leads.sio.officer.name if leads.sio else "None named"
    yield "LRO", leads.lro.officer.name if leads.lro else "None named"
    yield "Threat", ocg.threats
    yield "Tier", _tier(assessment)
    yield "4P plan", f"{plan.aim} ({plan.get_stage_display()})" if plan else "None"


def _tier(assessment: Any) -> str:
    if assessment is None:
        return "Not assessed"
    return f"{assessment.moderation.tier}, band {assessment.moderation.band}"


def _of_plan(plan: Any) -> Iterator[Fact]:
    yield "Status", plan.get_stage_display()
    yield "Owner", plan.owner_unit.name
    yield "Aim", plan.aim
    yield "Next review", plan.review_due_on and day(plan.review_due_on)


def _of_bid(bid: Any) -> Iterator[Fact]:
    ocg = ocg_of(bid)
    yield "Status", bid.get_stage_display()
    yield "OCG", ocg.caption if ocg else "You can no longer see it"
    yield "Asked for", bid.capability.name if bid.capability else bid.get_ask_display()
    yield "Made by", f"{bid.bidder.name}, {day(bid.submitted_at)}"
    yield "Board", bid.board
    yield "Objective", bid.objective


def _of_transfer(transfer: Any) -> Iterator[Fact]:
    yield "Status", transfer.get_stage_display()
    yield "From", transfer.giver.name
    yield "To", transfer.receiver.name
    yield "Reason", transfer.reason


KINDS = {
    "OCG": Kind(Ocg.objects.order_by, lambda ocg: ocg.caption, "dossier:ocg", _of_ocg),
    "PLN": Kind(
        plans, lambda plan: f"4P plan of {plan.ocg.caption}, version {plan.version}",
        "plans:plan", _of_plan,
    ),
    "BID": Kind(bids, lambda bid: f"Bid {bid.ref}", "tasking:bid", _of_bid),
    "TRF": Kind(
        transfers, lambda row: f"Transfer {row.ref} of {row.ocg.caption}",
        "transfers:transfer", _of_transfer,
    ),
}  # fmt: skip


def summary_of(ref: str) -> Summary:
    """Return a record as the reader sees it now."""
    kind = _kind_of(ref)
    row = kind.rows().filter(ref=ref).first() if kind else None
    if kind is None or row is None:
        return Summary(ref)
    href = record_address(kind.address, ref)
    return Summary(ref, kind.title(row), href, tuple(kind.facts(row)))


def hidden_among(refs: Iterable[str]) -> list[str]:
    """Return the references that do not name a record the reader can put in a pack."""
    return [
        ref
        for ref in refs
        if (kind := _kind_of(ref)) is None or not kind.rows().filter(ref=ref).exists()
    ]


def _kind_of(ref: str) -> Kind | None:
    return KINDS.get(ref.partition("-")[0])
