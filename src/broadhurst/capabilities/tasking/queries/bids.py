"""Bids: what a page shows of them, what may be done with them, and how long each step took."""

from collections.abc import Iterable
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse

from broadhurst.capabilities.register.counting import count_open_hits
from broadhurst.capabilities.register.models import Assessment, Ocg
from broadhurst.capabilities.register.queries import standing
from broadhurst.capabilities.tasking import rules
from broadhurst.capabilities.tasking.models import Allocation, Bid, Decision
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock, take
from broadhurst.foundation.govuk import words
from broadhurst.foundation.workflow import Refused

CONCLUDING = ("supported", "supported_in_part", "declined", rules.ADOPTED)
NOT_SEEN = (
    "You can see this bid but no longer its OCG, so you cannot act on it. "
    "Ask the unit that made the bid to make a new one."
)
VERBS = {
    "triage": "Triage bid",
    "answer": "Answer the board",
    "decide": "Decide bid",
    "allocate": "Allocate a team",
    "put_in_place": "Record team in place",
    "deliver": "Record product",
    "evaluate": "Evaluate product",
    "withdraw": "Withdraw bid",
}


def bids() -> QuerySet[Any]:
    """Bids with what a page shows, and `decided_at`: when a board last concluded on each.

    A board and a provider keep their bids when the OCG is closed to them again: so the OCG, the
    assessment and the receipt are fetched apart, and are not there for whoever may not see them.
    """
    concluded = Decision.objects.filter(bid=OuterRef("pk"), outcome__in=CONCLUDING)
    rows = Bid.objects.select_related(
        "dossier", "board__unit__agency", "capability__provider", "given__provider", "made_by",
        "bidder__agency", "meeting", "allocation__booking", "allocation__allocated_by",
    )  # fmt: skip
    return rows.prefetch_related("ocg__dossier", "assessment__moderation", "receipt").annotate(
        decided_at=Subquery(concluded.order_by("-made_at").values("made_at")[:1])
    )


def ocg_of(bid: Bid) -> Ocg | None:
    """The OCG, for those who may see it."""
    return getattr(bid, "ocg", None)


def count_hits_of_each(some: Iterable[Bid]) -> None:
    """Set how many hits are open on the OCG of each bid, of the OCGs that the reader sees."""
    count_open_hits([ocg for one in some if (ocg := ocg_of(one))])


def ocg_behind(bid: Bid) -> Ocg:
    """The OCG of a bid, for a command that acts on it; Refused where the actor cannot see it.

    A board and a provider keep their bids when the OCG is closed to them again.
    """
    ocg = ocg_of(bid)
    if ocg is None:
        raise Refused([NOT_SEEN])
    return ocg


def locked(bid: Bid) -> Any:
    """The bid as it is now, locked; the OCG's lock is taken first by whoever may see it."""
    take(Ocg, bid.ocg_id)
    return lock(bids(), bid)


def parts_of(bid: Bid, actor: Actor) -> list[str]:
    """The parts that an actor plays in a bid, and on its OCG while it is active."""
    ocg = ocg_of(bid)
    on_ocg = standing(ocg).parts_of(actor) if ocg and ocg.state == Ocg.State.ACTIVE else []
    return on_ocg + rules.parts_played(actor, bid)


def allocation_of(bid: Bid) -> Allocation | None:
    """The team that was allocated, if one was."""
    return getattr(bid, "allocation", None)


def same_waiting(ocg: Ocg, ask: str, capability: Any) -> Bid | None:
    """A bid that asks the same for the same OCG and still waits."""
    asked = Bid.objects.filter(ocg=ocg, ask=ask, stage__in=rules.UNDECIDED)
    return asked.filter(capability=capability).first()


def verbs_on(bid: Bid, parts: list[str]) -> list[dict[str, str]]:
    """The verbs open to someone who plays these parts, as links."""
    return [
        {"text": VERBS[verb], "href": reverse(f"{verb}_bid", args=[bid.ref])}
        for verb in rules.WORKFLOW.open_to(bid.stage, parts)
    ]


def may_adopt(bid: Bid, parts: list[str]) -> bool:
    """Whether the chair may adopt in full; the verb itself is the transfers room's."""
    waits = bid.stage in rules.UNDECIDED and rules.CHAIR in parts and ocg_of(bid) is not None
    return waits and not rules.objections_to_adopt(bid)


def is_reassessed(bid: Bid) -> bool:
    """Whether the threat was assessed again since the bid was evaluated."""
    later = Assessment.objects.filter(ocg=bid.ocg_id, scored_at__gte=bid.evaluated_at)
    return later.exists()


def measures_of(bid: Any) -> list[tuple[str, str]]:
    """How long access took: bid to decision to in place; what still runs is counted so far."""
    given = allocation_of(bid)
    in_place_at = given.in_place_at if given else None
    ended = bid.withdrawn_at or (bid.decided_at if bid.stage in rules.ENDED else None)
    spans = [("Bid to decision", bid.submitted_at, bid.decided_at)]
    if bid.given_id:
        spans.append(("Decision to in place", bid.decided_at, in_place_at))
        spans.append(("Bid to in place", bid.submitted_at, in_place_at))
    return [
        (title, words.length(since, until or ended or clock.now()) + ("" if until else " so far"))
        for title, since, until in spans
        if since and (until or not ended)
    ]
