"""The list of transfers, for the page, the API and the terminal."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from broadhurst.capabilities.deconfliction.queries.ocg_hits import counts_of
from broadhurst.capabilities.transfers.models import Transfer
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.govuk.words import london_day
from broadhurst.foundation.lists.cells import Cell, Due, Link, Reference, Tag
from broadhurst.foundation.lists.declared import Column, Filter, List, Rows, Tab, everything

COLOURS = {"open": "blue", "accepted": "green", "declined": "red", "withdrawn": "grey"}


def _rows(_actor: Actor) -> Rows:
    # Only what the list shows: planning a join of twelve tables takes 45 ms.
    return Transfer.objects.select_related("ocg", "giver", "receiver", "accepted_by")


def _stage(transfer: Transfer) -> Cell:
    tag = Tag(transfer.get_stage_display(), COLOURS[transfer.stage])
    return (tag, Due(transfer.window_until)) if transfer.stage == Transfer.Stage.OPEN else tag


OPEN = Q(stage=Transfer.Stage.OPEN)


def _from_unit(actor: Actor) -> Q:
    return OPEN & Q(giver=actor.unit)


def _to_unit(actor: Actor) -> Q:
    return OPEN & Q(receiver=actor.unit)


def _overdue(_actor: Actor) -> Q:
    return OPEN & Q(window_until__lt=clock.today())


def _no_sio(_actor: Actor) -> Q:
    return OPEN & Q(bid__isnull=False, new_sio=None)


def _name(transfer: Any) -> Cell:
    link = Link(transfer.ocg.name, record_address("transfers:transfer", transfer.ref))
    return (link, Tag("Match found", "red")) if transfer.open_hits else link


def _with_each(rows: Sequence[Any]) -> None:
    hits = counts_of(transfer.ocg for transfer in rows)
    for transfer in rows:
        transfer.open_hits = hits.get(transfer.ocg_id, 0)


TRANSFERS = List(
    key="transfers",
    label="Transfers",
    noun="transfer",
    page="transfers:transfers",
    rows=_rows,
    columns=(
        Column("ocg", "OCG", _name, sort="ocg__name", fixed=True),
        Column("ref", "Reference", lambda t: Reference(t.ref), sort="ref", fixed=True),
        Column("kind", "Kind", lambda t: t.get_kind_display(), sort="kind"),
        Column("from", "From", lambda t: t.giver.name, sort="giver__name"),
        Column("to", "To", lambda t: t.receiver.name, sort="receiver__name"),
        Column("opened", "Opened", lambda t: london_day(t.opened_at), sort="opened_at"),
        Column("until", "Last day", lambda t: t.window_until, sort="window_until", shown=False),
        Column("stage", "Status", _stage, sort="stage"),
    ),
    sort="-opened",
    nothing=(
        "No transfers yet",
        "Transfers that you can see appear here. One opens when Regional tasking adopts a bid in "
        "full, or when an owner offers an OCG from its handover page.",
    ),
    tabs=(
        Tab("from_unit", "Open, from my unit", _from_unit),
        Tab("to_unit", "Open, to my unit", _to_unit),
        Tab("overdue", "Overdue", _overdue),
        Tab("no_sio", "No SIO named yet", _no_sio),
        Tab("all", "All", everything),
    ),
    filters=(
        Filter(
            "stage",
            "Status",
            lambda rows, stage: rows.filter(stage=stage),
            choices=lambda: Transfer.Stage.choices,
        ),
    ),
    with_each=_with_each,
)
