"""Show transfers on the OCG's page, on their own pages and among tasks."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from broadhurst.capabilities.plans.queries.versions import live_plan
from broadhurst.capabilities.register.models import Ocg, Ownership
from broadhurst.capabilities.register.queries.leadership import current_leadership, history
from broadhurst.capabilities.safeguarding.queries.referrals import open_referrals
from broadhurst.capabilities.transfers.models import Risk, Transfer
from broadhurst.capabilities.transfers.queries import asked_shown
from broadhurst.capabilities.transfers.queries.checklist import kept_items
from broadhurst.capabilities.transfers.queries.moving import (
    Moving,
    expected_lro,
    may_accept_in,
    moving,
    open_transfer_of,
    progress,
    transfers,
)
from broadhurst.capabilities.transfers.queries.windows import (
    proposed_window,
    side_of,
    with_asking_side,
)
from broadhurst.capabilities.transfers.rules.moving import (
    objections_to_offer,
    objections_to_open_on,
)
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.prepared_query import prepared_query
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.govuk import words
from broadhurst.foundation.notices.waiting import TaskSource, Waiting

AT_MOST = 50
WORDS = {
    "prepare": "Prepare handover pack for",
    "acknowledge_risk": "Acknowledge the checklist of",
    "check_again": "Run a deconfliction check before the handover of",
}

MAY_HAVE_TASKS = """
EXISTS (
    SELECT FROM transfers_transfer
    WHERE stage = 'open' AND %(unit)s IN (giver_id, receiver_id)
)
OR EXISTS (
    SELECT FROM transfers_risk r JOIN transfers_transfer t ON t.id = r.transfer_id
    WHERE r.terms = 'kept' AND r.handed_over_at IS NULL AND t.giver_id = %(unit)s
)
"""

MAY_NEED_ATTENTION = """
EXISTS (SELECT FROM transfers_transfer WHERE ocg_id = %(ocg)s AND stage = 'open')
"""


def on_ocg(ocg: Ocg, actor: Actor) -> dict[str, Any]:
    """Return the open transfer and its steps, earlier transfers, and past owners."""
    transfer, leadership = open_transfer_of(ocg), current_leadership(ocg)
    accepted = {
        past_transfer.accepted_at: past_transfer
        for past_transfer in transfers().filter(ocg=ocg, stage="accepted")
    }
    return {
        "transfer": transfer,
        "steps": progress(transfer) if transfer else [],
        "earlier": transfers().filter(ocg=ocg).exclude(stage=Transfer.Stage.OPEN),
        "may_offer": not (
            objections_to_offer(leadership.parts_of(actor))
            + objections_to_open_on(ocg, is_open=transfer is not None)
        ),
        **asked_shown.asked_on_ocg(ocg, actor, leadership),
        "spans": [
            {
                "label": owner_then(span),
                "since": span.from_at,
                "until": span.until_at,
                "note": span.because,
                "href": reverse("transfers:transfer", args=[accepted[span.from_at].ref])
                if span.from_at in accepted
                else "",
            }
            for span in history(ocg)
        ],
    }


def owner_then(span: Ownership) -> str:
    """Return the owner of a span. Names the organisation if the unit belongs to another now."""
    has_moved = span.agency_id != span.unit.agency_id
    return f"{span.unit.name}, {span.agency.name}" if has_moved else span.unit.name


def after_acceptance(transfer: Transfer) -> list[tuple[str, str, str]]:
    """Return the changes on acceptance: rows of (subject, value now, value after)."""
    ocg, leadership = transfer.ocg, current_leadership(transfer.ocg)
    lro = expected_lro(transfer)
    plan, referrals = live_plan(ocg), open_referrals(ocg).count()
    giver, receiver = transfer.giver.name, transfer.receiver.name
    return [
        ("Owner of threat, risk and harm", giver, receiver),
        (
            "SIO",
            leadership.sio.officer.name if leadership.sio else "None named",
            "The officer you name",
        ),
        (
            "LRO",
            leadership.lro.officer.name if leadership.lro else "",
            f"{lro.name}, or the officer you name",
        ),
        (
            "4P plan",
            f"{plan.ref} version {plan.version}, {plan.owner_unit.name}" if plan else "None",
            f"Version {plan.version + 1}, {receiver}" if plan else "None",
        ),
        (
            "Safeguarding",
            words.count(referrals, "open referral") if referrals else "No open referral",
            "Each held by the new LRO, or the officer you name" if referrals else "None to pass on",
        ),
        ("Deconfliction entries", giver, receiver),
        ("Access", f"{receiver} can see it", f"{receiver} manages it. {giver} can still see it"),
    ]


def waiting_for(actor: Actor) -> list[Waiting]:
    """Return an officer's tasks on open transfers, from packs to acceptance."""
    open_transfers = _open_for(actor.unit.pk)
    moves = zip(moving(open_transfers, actor), open_transfers, strict=True)
    tasks = [task for move, row in moves for task in _tasks_on(move, actor, row.asked_by_id)]
    return [*tasks, *_kept(actor)]


@prepared_query
def _open_for(unit: int) -> QuerySet[Any]:
    rows = Transfer.objects.select_related("ocg", "giver", "receiver")
    rows = rows.filter(Q(giver=unit) | Q(receiver=unit), stage=Transfer.Stage.OPEN)
    return with_asking_side(rows).order_by("window_until")[:AT_MOST]


@prepared_query
def _kept_by(unit: int) -> QuerySet[Risk]:
    items = kept_items().filter(transfer__giver=unit).select_related("transfer__ocg")
    return items.order_by("kept_until")[:AT_MOST]


def _kept(actor: Actor) -> Iterator[Waiting]:
    """Yield the items that the actor's unit kept after a transfer and must hand over."""
    for item in _kept_by(actor.unit.pk):
        href = f"{reverse('transfers:transfer', args=[item.transfer.ref])}#risks"
        about = f"what you kept of {item.transfer.ocg.name}"
        yield Waiting(
            "Hand over", about, href, item.kept_until, "transfers", item.ref, for_unit=True
        )


def attention_on(ocg: Ocg, actor: Actor) -> list[Waiting]:
    """Return the actor's tasks on the open transfer of an OCG, or who has the next one."""
    transfer = open_transfer_of(ocg)
    if transfer is None:
        return []
    href, due = record_address("transfers:transfer", transfer.ref), transfer.window_until
    task = Waiting("Complete the transfer of", ocg.name, href, due, "transfers", ocg.ref)
    by = f"{transfer.giver.name} and {transfer.receiver.name}"
    [move] = moving([transfer], actor)
    proposed = proposed_window(transfer)
    asked_by_id = proposed.unit_id if proposed else None
    return list(_tasks_on(move, actor, asked_by_id)) or [task.offered(False, by)]


def _tasks_on(move: Moving, actor: Actor, asked_by_id: int | None) -> Iterator[Waiting]:
    transfer = move.transfer
    href = record_address("transfers:transfer", transfer.ref)
    due, ocg = transfer.window_until, transfer.ocg
    for step in move.steps:
        if step.by in move.parts and not step.is_done and not step.waits:
            yield Waiting(
                WORDS[step.verb], ocg.name, href, due, "transfers", ocg.ref, for_unit=True
            )
    if asked_by_id and move.parts and side_of(transfer, move.parts).pk != asked_by_id:
        label = "Answer the handover window proposed for"
        yield Waiting(label, ocg.name, href, due, "transfers", ocg.ref, for_unit=True)
    if may_accept_in(actor, move):
        accept = record_address("transfers:accept_transfer", transfer.ref)
        label = "Accept the transfer of"
        yield Waiting(label, ocg.name, accept, due, "transfers", ocg.ref, for_unit=True)


SOURCES = (
    TaskSource(
        MAY_HAVE_TASKS,
        waiting_for,
        lambda actor: [_open_for.ask(actor.unit.pk), _kept_by.ask(actor.unit.pk)],
    ),
    asked_shown.SOURCE,
)
