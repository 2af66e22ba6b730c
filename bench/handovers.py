"""Transfers, brought by the commands of the site to where one act is left: to accept them."""

from collections import deque
from datetime import timedelta

from bench.measure import Run
from broadhurst.capabilities.register.models import Lead, Ocg
from broadhurst.capabilities.transfers.commands.accept import accept
from broadhurst.capabilities.transfers.commands.acknowledge_risk import acknowledge_risk
from broadhurst.capabilities.transfers.commands.check_again import check_again
from broadhurst.capabilities.transfers.commands.offer import offer
from broadhurst.capabilities.transfers.commands.prepare import prepare
from broadhurst.capabilities.transfers.models import Risk, Transfer
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor, actor_in
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.doors.authentication import POSTINGS


def ready(count: int) -> list[tuple[Actor, Transfer, Officer]]:
    """So many transfers, each with who may accept it and the SIO to name.

    All are offered before one is prepared: an offer checks its targets, and a hit on what another
    has prepared would be one more risk to it.
    """
    today = clock.today()
    offered, made = [], []
    for giver, ocg, rocu in _to_give(count):
        accepter, sio = _of_team(f"rocu-{rocu}-team-1")
        transfer = offer(
            actor=giver, ocg=ocg, kind="full", receiver=accepter.unit,
            reason="It crosses three forces.", window_from=today,
            window_until=today + timedelta(days=28),
        )  # fmt: skip
        offered.append((giver, transfer, accepter, sio))
    for giver, transfer, accepter, sio in offered:
        prepare(actor=giver, transfer=transfer, disclosure_officer="Dot Larkmoor")
        check_again(actor=giver, transfer=transfer)
        with as_actor(accepter):
            risks = list(Risk.objects.filter(transfer=transfer, over_at=None))
        for risk in risks:
            acknowledge_risk(actor=accepter, risk=risk)
        made.append((accepter, transfer, sio.officer))
    return made


def _to_give(count: int) -> list[tuple[Actor, Ocg, int]]:
    """OCGs of as many forces' teams as there are, each with its SIO and the ROCU to take it."""
    leads = Lead.objects.using("owner").filter(
        role="sio", until_at=None, unit__agency__kind="police_force", ocg__state="active"
    )
    pairs = list(leads.order_by("officer_id", "ocg_id").values_list("officer_id", "ocg_id"))
    given = []
    for number, (officer, ocg) in enumerate(pairs[:: len(pairs) // count][:count]):
        actor = actor_in(POSTINGS.get(officer=officer))
        with as_actor(actor):
            given.append(
                (actor, Ocg.objects.select_related("dossier").get(pk=ocg), 1 + number % 10)
            )
    return given


def _of_team(key: str) -> tuple[Actor, Actor]:
    first, second = POSTINGS.filter(unit__key=key).order_by("officer_id")[:2]
    return actor_in(first), actor_in(second)


def accepting(transfers: list[tuple[Actor, Transfer, Officer]]) -> Run:
    """Accepts the next of them, whatever number it is given: each can be accepted once."""
    left = deque(transfers)

    def run(_number: int) -> None:
        actor, transfer, sio = left.popleft()
        accept(actor=actor, transfer=transfer, new_sio=sio)

    return run
