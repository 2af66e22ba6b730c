"""Read bids, the commands open on them, and how long each step took."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from broadhurst.capabilities.deconfliction.queries.ocg_hits import counts_of
from broadhurst.capabilities.establishment.queries.officers import postings_of
from broadhurst.capabilities.register.models import Assessment, Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.capabilities.tasking.models import Allocation, Bid, Board, Decision, Meeting
from broadhurst.capabilities.tasking.rules.bidding import (
    CHAIR,
    ENDED,
    TRIAGED_FROM,
    UNDECIDED,
    WORKFLOW,
    roles_on,
)
from broadhurst.capabilities.tasking.rules.deciding import ADOPTED, objections_to_adopt
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock, take
from broadhurst.foundation.govuk import words
from broadhurst.foundation.workflow import Refused

CONCLUDING = ("supported", "supported_in_part", "declined", ADOPTED)
NOT_SEEN = (
    "You can see this bid but no longer its OCG, so you cannot act on it. "
    "Ask the unit that made the bid to make a new one."
)
# Commands that also need the OCG of the bid.
WITH_OCG = ("decide", "write_terms", "deliver", "evaluate", "withdraw")
VERBS = {
    "triage": "Triage bid",
    "answer": "Answer the board",
    "decide": "Decide bid",
    "allocate": "Allocate a team",
    "write_terms": "Write terms of reference",
    "agree_terms": "Agree terms of reference",
    "extend": "Extend booking",
    "put_in_place": "Record team in place",
    "deliver": "Record product",
    "evaluate": "Evaluate product",
    "withdraw": "Withdraw bid",
    "ratify": "Ratify interim decision",
}


def bids() -> QuerySet[Any]:
    """Return bids with all that a page shows.

    `decided_at` is when a board last concluded on the bid. A board and a provider can still read
    their bids after they lose access to the OCG. The OCG, the assessment and the receipt are
    therefore fetched separately. They are missing for a reader without access.
    """
    concluded = Decision.objects.filter(bid=OuterRef("pk"), outcome__in=CONCLUDING)
    rows = Bid.objects.select_related(
        "dossier", "board__unit__agency", "capability__provider", "given__provider", "made_by",
        "bidder__agency", "meeting", "allocation__booking", "allocation__allocated_by",
    )  # fmt: skip
    return rows.prefetch_related("ocg__dossier", "assessment__moderation", "receipt").annotate(
        decided_at=Subquery(concluded.order_by("-made_at").values("made_at")[:1]),
        has_open_interim=Exists(interims().filter(bid=OuterRef("pk"))),
    )


def to_triage(actor: Actor) -> Q:
    """Filter bids for those that an actor may put on the agenda of a meeting now."""
    at_board = Q(stage__in=TRIAGED_FROM, board__unit=actor.unit)
    if {"chair", "gateway"} & actor.roles:
        return at_board
    return at_board & (Q(board__deputy=actor.officer) | Q(board__secretary=actor.officer))


def waiting_at(board: Board) -> QuerySet[Any]:
    """Return the undecided bids at a board: by priority, then oldest first."""
    rows = bids().filter(board=board, stage__in=UNDECIDED)
    return rows.order_by(F("priority").asc(nulls_last=True), "submitted_at")


def interims() -> QuerySet[Decision]:
    """Return the interim decisions that a board has not ratified, and that have not lapsed."""
    return Decision.objects.filter(is_interim=True, superseded_by=None)


def bids_of_open_interims(board: Board) -> QuerySet[Any]:
    """Return the bids with an interim decision that the board's next meeting ratifies."""
    rows = bids().filter(decisions__in=interims(), board=board)
    return rows.exclude(stage__in=ENDED).order_by("decided_at")


def open_interim(bid: Bid) -> Decision | None:
    """Return the interim decision of a bid that waits to be ratified, or None."""
    return interims().filter(bid=bid).first() if bid.stage not in ENDED else None


def latest_decision(bid: Bid) -> Decision | None:
    """Return the latest decision on a bid: the one that no other decision supersedes."""
    return bid.decisions.filter(superseded_by=None).order_by("-pk").first()


def boards_before(bid: Bid) -> list[Board]:
    """Return the boards that referred a bid. The answer comes back to them."""
    rows = bid.decisions.filter(outcome__startswith="referred").exclude(board=bid.board_id)
    return list(Board.objects.filter(pk__in=rows.values("board")).select_related("unit"))


def stake_of(bid: Bid, actor: Actor) -> tuple[list[str], dict[str, Any]]:
    """Return the roles of an actor on a bid, and what bars them from deciding it."""
    own_unit = postings_of(actor.officer, clock.today()).filter(unit=bid.bidder)
    interests = bid.interests.filter(officer=actor.officer, withdrawn_at=None)
    return parts_of(bid, actor), {
        "is_bidders_officer": own_unit.exists(),
        "has_interest": interests.exists(),
    }


def slim_bids() -> QuerySet[Any]:
    """Return bids with only what a task on one needs, in two queries.

    `decided_at` is as in `bids`. `is_reassessed` says whether the threat was assessed again after
    the bid was evaluated. `deferred_until` is the latest day of a deferral.
    """
    later = Assessment.objects.filter(ocg=OuterRef("ocg"), scored_at__gte=OuterRef("evaluated_at"))
    rows = bids().select_related(None).prefetch_related(None).select_related(
        "meeting", "bidder", "given", "allocation__booking"
    )  # fmt: skip
    deferred = Decision.objects.filter(bid=OuterRef("pk"), outcome=Decision.Outcome.DEFERRED)
    slim: QuerySet[Any] = rows.prefetch_related("ocg").annotate(
        is_reassessed=Exists(later),
        deferred_until=Subquery(deferred.order_by("-made_at").values("deferred_until")[:1]),
    )
    return slim


def ocg_of(bid: Bid) -> Ocg | None:
    """Return the OCG of a bid, or None if the reader cannot see it."""
    return getattr(bid, "ocg", None)


def named(bid: Bid) -> str:
    """Return the name of its OCG, if the reader can see that, and the bid's reference."""
    ocg = ocg_of(bid)
    return f"{ocg.name}, {bid.ref}" if ocg else bid.ref


def count_hits_of_each(rows: Iterable[Any]) -> None:
    """Set `open_hits` on each bid, or None if the reader cannot see its OCG."""
    with_ocgs = [(bid, ocg_of(bid)) for bid in rows]
    counts = counts_of(ocg for _, ocg in with_ocgs if ocg)
    for bid, ocg in with_ocgs:
        bid.open_hits = counts.get(ocg.pk, 0) if ocg else None


def ocg_behind(bid: Bid) -> Ocg:
    """Return the OCG of a bid, or raise Refused if the actor cannot see it.

    A board and a provider can still read their bids after they lose access to the OCG.
    """
    ocg = ocg_of(bid)
    if ocg is None:
        raise Refused([NOT_SEEN])
    return ocg


def objections_to_unseen(bid: Bid) -> list[str]:
    """Refuse to act on a bid whose OCG the actor cannot see."""
    return [NOT_SEEN] if ocg_of(bid) is None else []


def locked(bid: Bid) -> Any:
    """Lock and return the bid as it is now.

    The OCG's lock comes first, if the reader can see it.
    """
    take(Ocg, bid.ocg_id)
    return lock(bids(), bid)


def parts_of(bid: Bid, actor: Actor) -> list[str]:
    """Return the roles of an actor on a bid, and on its OCG while the OCG is active."""
    ocg = ocg_of(bid)
    on_ocg = (
        current_leadership(ocg).parts_of(actor) if ocg and ocg.state == Ocg.State.ACTIVE else []
    )
    return on_ocg + roles_on(actor, bid)


def allocation_of(bid: Bid) -> Allocation | None:
    """Return the team allocated to a bid, or None."""
    return getattr(bid, "allocation", None)


def same_waiting(ocg: Ocg, ask: str, capability: Any) -> Bid | None:
    """Return an undecided bid that asks the same for the same OCG, or None."""
    rows = Bid.objects.filter(ocg=ocg, ask=ask, stage__in=UNDECIDED)
    return rows.filter(capability=capability).first()


def verbs_on(bid: Any, parts: list[str], barred: Collection[str] = ()) -> list[dict[str, str]]:
    """Return a link for each command that these roles may run on a bid, except those barred."""
    return [
        {"text": VERBS[verb], "href": reverse(f"tasking:{verb}_bid", args=[bid.ref])}
        for verb in WORKFLOW.open_to(bid.stage, parts)
        if verb not in barred and _is_open(bid, verb)
    ]


def _is_open(bid: Any, verb: str) -> bool:
    """Return whether a command applies, where the status of the bid alone does not say."""
    allocation = allocation_of(bid)
    if verb == "ratify":
        begun = Meeting.objects.filter(board=bid.board_id, stage=Meeting.Stage.PLANNED)
        return bool(
            bid.has_open_interim
            and begun.filter(at__gt=bid.decided_at, at__lte=clock.now()).exists()
        )
    if verb == "agree_terms":
        return bool(allocation and allocation.terms and allocation.agreed_at is None)
    return verb not in WITH_OCG or ocg_of(bid) is not None


def may_adopt(bid: Bid, parts: list[str]) -> bool:
    """Return whether the chair may adopt in full.

    The `transfers` app has that command.
    """
    waits = bid.stage in UNDECIDED and CHAIR in parts and ocg_of(bid) is not None
    return waits and not objections_to_adopt(bid)


def measures_of(bid: Any) -> list[tuple[str, str]]:
    """Return how long each step of access took.

    A step in progress is counted "so far".
    """
    allocation = allocation_of(bid)
    in_place_at = allocation.in_place_at if allocation else None
    ended = bid.withdrawn_at or (bid.decided_at if bid.stage in ENDED else None)
    spans = [("Bid to decision", bid.submitted_at, bid.decided_at)]
    if bid.given_id:
        spans.append(("Decision to in place", bid.decided_at, in_place_at))
        spans.append(("Bid to in place", bid.submitted_at, in_place_at))
    return [
        (title, words.length(since, until or ended or clock.now()) + ("" if until else " so far"))
        for title, since, until in spans
        if since and (until or not ended)
    ]
