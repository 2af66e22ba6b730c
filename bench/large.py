"""`python -m bench.large`: pages that grow with the work, each beside the empty page."""

import time
import warnings
from datetime import timedelta

import click
from django.core.management import call_command
from rich.console import Console

from bench import beside, database, readers, report
from bench.measure import Scenario
from broadhurst.capabilities.disruptions.commands.claim import claim
from broadhurst.capabilities.disruptions.commands.moderate import moderate
from broadhurst.capabilities.disruptions.models import DisruptionPolicy
from broadhurst.capabilities.establishment.commands.enrol import enrol
from broadhurst.capabilities.establishment.commands.post import post
from broadhurst.capabilities.leavers.commands.rehome import rehome
from broadhurst.capabilities.leavers.commands.run import run_rehoming
from broadhurst.capabilities.leavers.queries.holdings import (
    holdings_of,
    with_proposals,
)
from broadhurst.capabilities.leavers.queries.successors import offered, successors_of
from broadhurst.capabilities.meetings.commands.add_item import add_item
from broadhurst.capabilities.meetings.commands.prepare_agenda import prepare_agenda
from broadhurst.capabilities.register.commands.register import register
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.tasking.commands.open_board import open_board
from broadhurst.capabilities.tasking.commands.schedule import schedule
from broadhurst.capabilities.tasking.models import Board, Demand, Meeting
from broadhurst.foundation import clock
from broadhurst.foundation.access.acting import actor_of_system
from broadhurst.foundation.access.actor import Actor, actor_in
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import Agency, District, Unit
from broadhurst.foundation.doors.authentication import POSTINGS

MONTHS = 24
BIDS_A_MONTH = 200
DISRUPTIONS_A_MONTH = 10
console = Console(width=max(Console().width, 100))


@click.command()
@click.option("--scale", default=1.0, show_default=True, help="Of 200 items and 500 holdings.")
@click.option("--runs", default=50, show_default=True, help="Readings of each page.")
def bench(scale: float, runs: int) -> None:
    """Measure a meeting, the demand picture, the ledger and a leaver, with much in them."""
    warnings.simplefilter("ignore")
    call_command("collectstatic", interactive=False, verbosity=0)
    with database.of_its_own(keep=False):
        with console.status("Filling the register"):
            database.fill_bodies()
            scenarios = filled(scale)
            database.analyze()
        beside.read_by_turns(scenarios, runs)
        report.beside_empty(console, scenarios)
        give_all()


def filled(scale: float) -> list[Scenario]:
    """Fill what the pages show, by commands, and return the pages."""
    leaver, others = _team()
    ocgs = [_ocg(leaver, others[0], number) for number in range(max(round(500 * scale), 2))]
    board, chair = _board(leaver.agency)
    meeting = _meeting(board, chair, max(round(200 * scale), 1))
    _demand(board)
    _disruptions(leaver, others[1], ocgs, max(round(DISRUPTIONS_A_MONTH * scale), 1))
    supervisor = _supervisor(leaver.unit)
    since = clock.today() - timedelta(days=30 * MONTHS)
    pages = (
        (chair, f"Meeting of {max(round(200 * scale), 1)} items", f"/meetings/{meeting.ref}/"),
        (chair, "Demand over 24 months", "/demand/?months=24"),
        (leaver, "Ledger over 24 months", f"/disruption-ledger/?since={since}"),
        (supervisor, f"Leaver with {len(ocgs)} records", f"/leavers/{leaver.officer.username}/"),
    )
    anonymous, empty = beside.empty_pages(readers.browser(leaver))
    return [
        anonymous,
        empty,
        *(Scenario(name, beside.page(readers.browser(who), path)) for who, name, path in pages),
    ]


def _team() -> tuple[Actor, list[Actor]]:
    """Return the first team's first officer, who leaves, and the others."""
    first, *_ = readers.narrow(1)
    others = POSTINGS.filter(unit=first.unit).exclude(officer=first.officer)
    return first, [actor_in(posting) for posting in others.order_by("officer_id")[:6]]


def _ocg(sio: Actor, lro: Actor, number: int) -> Ocg:
    return register(
        actor=sio, name=f"Copper Heron {number + 1}", threat_types=["drugs"],
        districts=list(District.objects.filter(force=sio.agency)[:1]),
        description="Supplies drugs by courier.", sio=sio.officer, lro=lro.officer,
        urgent_because="An arrest is planned for tomorrow.",
    )  # fmt: skip


def _board(agency: Agency) -> tuple[Board, Actor]:
    unit = Unit.objects.filter(agency=agency, kind="board").order_by("-key")[0]
    chair = actor_in(POSTINGS.filter(unit=unit).order_by("officer_id")[0])
    system = actor_of_system()
    return open_board(actor=system, unit=unit, level="level_2", cadence_days=28), chair


def _meeting(board: Board, chair: Actor, items: int) -> Meeting:
    at = clock.midnight(clock.today() + timedelta(days=7)) + timedelta(hours=10)
    meeting = schedule(actor=chair, board=board, at=at)
    agenda = prepare_agenda(actor=chair, meeting=meeting)
    for number in range(items):
        add_item(actor=chair, agenda=agenda, title=f"Trends of couriers, part {number + 1}")
    return meeting


def _demand(board: Board) -> None:
    """Record the bids of all forces over two years. A bid itself adds such a row."""
    forces = list(Agency.objects.filter(kind="police_force").order_by("pk"))
    Demand.objects.bulk_create(
        Demand(
            agency=forces[number % len(forces)],
            board=board,
            asked_on=clock.today()
            - timedelta(days=number * 30 * MONTHS // (BIDS_A_MONTH * MONTHS)),
        )
        for number in range(BIDS_A_MONTH * MONTHS)
    )


def _disruptions(claimant: Actor, moderator: Actor, ocgs: list[Ocg], a_month: int) -> None:
    """Claim and accept some disruptions in each month."""
    policy = DisruptionPolicy.objects.latest("pk")
    keeper = _moderator(claimant.agency)
    for number in range(a_month * MONTHS):
        made = claim(
            actor=claimant, ocg=ocgs[number % len(ocgs)],
            happened_on=clock.today() - timedelta(days=number * 30 // a_month),
            description=f"Two couriers were arrested, operation {number + 1}.",
            effect="It runs fewer couriers.", evidence="Exhibits.", references=[],
            kind=policy.kinds[0]["key"], grade=policy.grades[0]["grade"], lead=claimant.agency,
            supporters=[], another_because="Another arrest",
        )  # fmt: skip
        moderate(actor=keeper, disruption=made, outcome="accepted", grade=made.grade_claimed)


def _moderator(agency: Agency) -> Actor:
    postings = POSTINGS.filter(unit__agency=agency, roles__contains=["moderator"])
    return actor_in(postings.order_by("officer_id")[0])


def _supervisor(unit: Unit) -> Actor:
    system = actor_of_system()
    officer = enrol(
        actor=system, username="supervisor", name="Sue Larkrise", grade="Inspector", password=None
    )
    post(
        actor=system, officer=officer, unit=unit, title="Supervisor", roles=["supervisor"],
        from_on=clock.today() - timedelta(days=400),
    )  # fmt: skip
    return actor_in(POSTINGS.get(officer=officer))


def give_all() -> None:
    """Give every record of the leaver to the proposed successors, as a worker does."""
    leaver, _ = _team()
    supervisor = actor_in(POSTINGS.get(officer__username="supervisor"))
    with as_actor(supervisor):
        colleagues = {one.username: one for one in successors_of(leaver.officer, supervisor)}
        proposed = offered(list(colleagues.values()))
        found = with_proposals(holdings_of(leaver.officer), proposed, supervisor.agency)
        chosen = {one.key: colleagues[one.proposed] for one in found if one.proposed}
    started = time.perf_counter()
    sent = rehome(
        actor=supervisor, officer=leaver.officer, successors=chosen, because="Retires in May"
    )
    asked = time.perf_counter()
    run_rehoming(actor=supervisor, rehoming=sent)
    took = time.perf_counter() - asked
    with as_actor(supervisor):
        given = sum(row.is_done for row in sent.rows.all())
    console.print(
        f"Leaver: the request takes {asked - started:.2f} s. A worker gives {given} of "
        f"{len(chosen)} records in {took:.1f} s ({1000 * took / len(chosen):.0f} ms each)."
    )


if __name__ == "__main__":
    bench()
