"""Command line of tasking."""

from datetime import datetime, timedelta
from typing import Any

import click

from broadhurst.capabilities.tasking.cli.listings import LISTINGS
from broadhurst.capabilities.tasking.commands.lapse_interims import (
    LapseInterimsForm,
    lapse_interims,
)
from broadhurst.capabilities.tasking.models import Decision, Direction, Meeting
from broadhurst.capabilities.tasking.queries.bid_on_paper import BID_COPY
from broadhurst.capabilities.tasking.queries.boards import capabilities
from broadhurst.capabilities.tasking.queries.days_taken import days_by_capability
from broadhurst.capabilities.tasking.queries.demand import (
    demand_by_organisation,
    never_asked,
    simulate,
)
from broadhurst.capabilities.tasking.queries.task_rows import TO_BOARD
from broadhurst.foundation import clock
from broadhurst.foundation.doors import cli
from broadhurst.foundation.govuk.words import count, day, in_sentence
from broadhurst.foundation.record_copies.cli import download

DAY = click.DateTime(["%Y-%m-%d"])


def stage_of(outcome: Any) -> str:
    """Return a sentence with the status of a bid.

    `outcome` is what a command returned: a bid, a decision or an allocation.
    """
    row = getattr(outcome, "bid", outcome)
    if isinstance(outcome, Decision) and row.stage in TO_BOARD:
        until = f" until {day(outcome.deferred_until)}" if outcome.deferred_until else ""
        to = f" to {row.board.unit.name}" if outcome.referred_to_id else ""
        return f"{row.ref} is {in_sentence(outcome.get_outcome_display())}{until}{to}."
    return f"{row.ref} is {in_sentence(row.get_stage_display())}."


def board_of(outcome: Any) -> str:
    """Return a sentence about a board, or about an attendee's board."""
    return f"{getattr(outcome, 'board', outcome).ref} is saved."


def meeting_of(meeting: Meeting) -> str:
    return f"{meeting.ref} of {meeting.board.ref} on {meeting} is {meeting.stage}."


def recorded_direction(direction: Direction) -> str:
    stage = in_sentence(direction.get_stage_display())
    return f"{direction.ref} to {direction.recipient.name} of {day(direction.given_on)} is {stage}."


def lapsed_line(number: int) -> str:
    return f"{count(number, 'interim decision')} lapsed."


group = click.Group("tasking", help="Boards, bids, decisions and capabilities.")
group.add_command(cli.verb("lapse-interims", LapseInterimsForm, lapse_interims, says=lapsed_line))
for listing in LISTINGS:
    group.add_command(listing)


@group.command("demand")
@click.option("--since", type=DAY, help="First day of the period. The default is a year ago.")
@cli.in_posting
@cli.acting_as
def show_demand(username: str, unit: str | None, since: datetime | None) -> None:
    """Count the bids of each organisation, with waiting times and forces that never bid."""
    until = clock.today()
    first = since.date() if since else until - timedelta(days=365)
    with cli.acting(username, unit):
        for row in demand_by_organisation(first, until):
            click.echo(
                f"{row.name}: {row.asked} asked, {row.supported} supported, {row.in_part} in part, "
                f"{row.declined} declined, {row.ended} withdrawn or lapsed, {row.waiting} waiting"
            )
        for agency, number in never_asked(first, until):
            click.echo(f"Never asked: {agency.name}, {count(number, 'OCG')} of tier 1 or 2")
        for waited in days_by_capability(first, until):
            decision, team = _or_none(waited["to_decision"]), _or_none(waited["to_in_place"])
            click.echo(
                f"{waited['capability']}: median days to a decision {decision}, to a team {team}"
            )


def _or_none(days: float | None) -> str:
    return "none yet" if days is None else f"{days:g}"


@group.command("simulate-bid")
@click.argument("capability")
@click.option("--from-on", type=DAY, required=True, help="The first day.")
@click.option("--until-on", type=DAY, required=True, help="The last day.")
@cli.in_posting
@cli.acting_as
def show_simulation(
    username: str, unit: str | None, capability: str, from_on: datetime, until_on: datetime
) -> None:
    """Say whether a team is free, and what would have to give way. Nothing is saved."""
    with cli.acting(username, unit) as actor:
        wanted_capability = cli.find(actor, capabilities(clock.now()), code=capability)
        if wanted_capability is None or until_on < from_on:
            raise click.ClickException("Enter a capability, and days in their order.")
        simulation = simulate(wanted_capability, from_on.date(), until_on.date())
        click.echo(f"Team {simulation.team} is free." if simulation.team else "No team is free.")
        for row in simulation.gives_way:
            days = count(row.days, "day")
            click.echo(f"Would have to give way: {row}, team {row.booking.team}, {days}")
        if simulation.free_from:
            click.echo(f"A team is free for as long from {day(simulation.free_from)}.")


group.add_command(download("download-bid", BID_COPY))
