"""The rows of an OCG that move when it is merged, and what keeps two OCGs from being merged."""

from collections.abc import Callable
from typing import Any

from django.db.models import Max, Q, QuerySet

from broadhurst.capabilities.deconfliction.queries.merging import count_of
from broadhurst.capabilities.disruptions.models import Disruption
from broadhurst.capabilities.imports.queries.imports import imports
from broadhurst.capabilities.liaison.models import Request
from broadhurst.capabilities.liaison.rules.requesting import OPEN
from broadhurst.capabilities.links.models import Link
from broadhurst.capabilities.orders.models import Order
from broadhurst.capabilities.plans.models import Plan
from broadhurst.capabilities.register.models import Identifier, Membership, Ocg
from broadhurst.capabilities.register.queries.archiving import to_decide
from broadhurst.capabilities.register.queries.assessing import assessment_to_moderate
from broadhurst.capabilities.register.rules.kinds import SUSPECTED
from broadhurst.capabilities.safeguarding.models import NotReferred, Referral
from broadhurst.capabilities.safeguarding.rules.referring import ENDED
from broadhurst.capabilities.tasking.queries.archiving import still_open as open_bids
from broadhurst.capabilities.transfers.models import TransferRequest
from broadhurst.capabilities.transfers.queries.archiving import still_open as open_transfers

Rows = QuerySet[Any]
LIVE_PLAN = ("draft", "agreed", "closed")


def live_plans(ocg: Ocg) -> Rows:
    """Return the plan of an OCG that is not superseded: one or none."""
    return Plan.objects.filter(ocg=ocg, stage__in=LIVE_PLAN)


def _plans(ocg: Ocg) -> Rows:
    """Return every version, oldest first: a version has the objectives of those before it."""
    return Plan.objects.filter(ocg=ocg).order_by("version")


def _members(ocg: Ocg) -> Rows:
    return Membership.objects.filter(ocg=ocg)


def _not_referred(ocg: Ocg) -> Rows:
    people = Membership.objects.filter(ocg=ocg).values("person")
    return NotReferred.objects.filter(ocg=ocg, person__in=people)


# The rows that move, in this order. Links and deconfliction records move by functions of their own.
MOVES: dict[str, Callable[[Ocg], Rows]] = {
    "people": _members,
    "identifiers": lambda ocg: Identifier.objects.filter(ocg=ocg),
    "plans": _plans,
    "requests": lambda ocg: Request.objects.filter(ocg=ocg, stage__in=OPEN),
    "referrals": lambda ocg: Referral.objects.filter(ocg=ocg).exclude(stage__in=ENDED),
    "not_referred": _not_referred,
    "orders": lambda ocg: Order.objects.filter(ocg=ocg, stage="in_force"),
}
OF_A_PERSON = (Membership, Identifier, Referral, NotReferred, Order)


def links_of(ocg: Ocg, into: Ocg) -> Rows:
    """Return the links of an OCG that is merged, except those with the other OCG."""
    ends = Q(ocg=ocg) & ~Q(other_ocg=into) | Q(other_ocg=ocg) & ~Q(ocg=into)
    return Link.objects.filter(ends, withdrawn_at=None)


def next_version(ocg: Ocg) -> int:
    """Return the number of the next version of a plan of an OCG."""
    return (Plan.objects.filter(ocg=ocg).aggregate(last=Max("version"))["last"] or 0) + 1


def on_both(ocg: Ocg, into: Ocg) -> list[tuple[Identifier, Identifier]]:
    """Return the identifiers that both have, as pairs."""
    held = {(row.kind, row.value): row for row in Identifier.objects.filter(ocg=into)}
    return [
        (row, held[row.kind, row.value])
        for row in Identifier.objects.filter(ocg=ocg)
        if (row.kind, row.value) in held
    ]


def counts_of(ocg: Ocg, into: Ocg) -> dict[str, int]:
    """Return how many rows of each kind move."""
    counts = {key: rows(ocg).count() for key, rows in MOVES.items()}
    counts["plans"] = live_plans(ocg).count()  # its earlier versions are part of it
    counts["links"] = links_of(ocg, into).count()
    return counts | count_of(ocg.ref)


def found_clashes(ocg: Ocg, into: Ocg) -> list[str]:
    """Return the keys of the clashes, see `rules.clashes_of`."""
    suspects = [side.memberships.filter(category__in=SUSPECTED).exists() for side in (ocg, into)]
    undecided = Disruption.objects.filter(ocg=ocg, stage__in=("claimed", "returned"))
    asked = TransferRequest.objects.filter(ocg=ocg, stage=TransferRequest.Stage.ASKED)
    parts = {
        "plans": live_plans(ocg).exists() and live_plans(into).exists(),
        "suspects": ocg.kind == Ocg.Kind.INDIVIDUAL and all(suspects),
        "assessment": assessment_to_moderate(ocg) is not None,
        "archiving": to_decide(ocg).exists() or to_decide(into).exists(),
        "disruptions": undecided.exists(),
        "asked": asked.exists(),
        "import": imports().filter(ocg=ocg, imported_at=None, discarded_at=None).exists(),
    }
    return [key for key, is_found in parts.items() if is_found]


def open_decisions(ocg: Ocg, into: Ocg) -> list[str]:
    """Return a sentence for each bid and transfer that is open: others decide on these."""
    return [*open_bids(ocg), *open_transfers(ocg), *open_transfers(into)]
