"""Command line of tasking."""

from datetime import datetime, timedelta
from typing import Any

import click

from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.tasking.cli.listings import LISTINGS, direction_of
from broadhurst.capabilities.tasking.commands.add_attendee import AddAttendeeForm, add_attendee
from broadhurst.capabilities.tasking.commands.agree_terms import AgreeTermsForm, agree_terms
from broadhurst.capabilities.tasking.commands.allocate import AllocateForm, allocate
from broadhurst.capabilities.tasking.commands.answer import AnswerForm, answer
from broadhurst.capabilities.tasking.commands.bid import BidForm, bid
from broadhurst.capabilities.tasking.commands.bring_back import BringBackForm, bring_back
from broadhurst.capabilities.tasking.commands.close_direction import (
    CloseDirectionForm,
    close_direction,
)
from broadhurst.capabilities.tasking.commands.decide import DecideForm, decide
from broadhurst.capabilities.tasking.commands.declare_interest import (
    DeclareInterestForm,
    declare_interest,
)
from broadhurst.capabilities.tasking.commands.deliver import DeliverForm, deliver
from broadhurst.capabilities.tasking.commands.edit_board import EditBoardForm, edit_board
from broadhurst.capabilities.tasking.commands.evaluate import EvaluateForm, evaluate
from broadhurst.capabilities.tasking.commands.extend import ExtendForm, extend
from broadhurst.capabilities.tasking.commands.hold_meeting import HoldMeetingForm, hold_meeting
from broadhurst.capabilities.tasking.commands.lapse_interims import (
    LapseInterimsForm,
    lapse_interims,
)
from broadhurst.capabilities.tasking.commands.mark_away import MarkAwayForm, mark_away
from broadhurst.capabilities.tasking.commands.open_board import OpenBoardForm, open_board
from broadhurst.capabilities.tasking.commands.open_capability import (
    OpenCapabilityForm,
    open_capability,
)
from broadhurst.capabilities.tasking.commands.put_in_place import PutInPlaceForm, put_in_place
from broadhurst.capabilities.tasking.commands.rank_bids import RankBidsForm, rank_bids
from broadhurst.capabilities.tasking.commands.ratify import RatifyForm, ratify
from broadhurst.capabilities.tasking.commands.record_direction import (
    RecordDirectionForm,
    record_direction,
)
from broadhurst.capabilities.tasking.commands.remove_attendee import (
    RemoveAttendeeForm,
    remove_attendee,
)
from broadhurst.capabilities.tasking.commands.schedule import ScheduleForm, schedule
from broadhurst.capabilities.tasking.commands.triage import TriageForm, triage
from broadhurst.capabilities.tasking.commands.withdraw import WithdrawForm, withdraw
from broadhurst.capabilities.tasking.commands.withdraw_interest import (
    WithdrawInterestForm,
    withdraw_interest,
)
from broadhurst.capabilities.tasking.commands.write_terms import WriteTermsForm, write_terms
from broadhurst.capabilities.tasking.models import Decision, Direction, Meeting
from broadhurst.capabilities.tasking.queries.bid_on_paper import BID_COPY
from broadhurst.capabilities.tasking.queries.bids import bids
from broadhurst.capabilities.tasking.queries.boards import boards, capabilities
from broadhurst.capabilities.tasking.queries.days_taken import days_by_capability
from broadhurst.capabilities.tasking.queries.demand import (
    demand_by_organisation,
    never_asked,
    simulate,
)
from broadhurst.capabilities.tasking.queries.directions import directions
from broadhurst.capabilities.tasking.queries.task_rows import TO_BOARD
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli
from broadhurst.foundation.govuk.words import count, day, in_sentence
from broadhurst.foundation.record_copies.cli import download

DAY = click.DateTime(["%Y-%m-%d"])


def an_ocg(actor: Actor, ref: str) -> Ocg | None:
    return cli.find(actor, Ocg.objects.all(), ref=ref)


def a_bid(actor: Actor, ref: str) -> Any:
    return cli.find(actor, bids(), ref=ref)


def a_board(actor: Actor, key: str) -> Any:
    return cli.find(actor, boards(), unit__key=key)


def a_capability(actor: Actor, code: str) -> Any:
    return cli.find(actor, capabilities(clock.now()), code=code)


def a_direction(actor: Actor, ref: str) -> Direction | None:
    return cli.find(actor, directions(), ref=ref)


def a_meeting(actor: Actor, ref: str) -> Meeting | None:
    return cli.find(actor, Meeting.objects.select_related("board__unit"), ref=ref)


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


def lapsed_line(number: int) -> str:
    return f"{count(number, 'interim decision')} lapsed."


group = click.Group("tasking", help="Boards, bids, decisions and capabilities.")
group.add_command(cli.verb("open-board", OpenBoardForm, open_board, says=str))
group.add_command(cli.verb("open-capability", OpenCapabilityForm, open_capability, says=str))
group.add_command(
    cli.verb("schedule", ScheduleForm, schedule, finds={"board": a_board}, says=meeting_of)
)
group.add_command(
    cli.verb(
        "hold-meeting", HoldMeetingForm, hold_meeting, finds={"meeting": a_meeting}, says=meeting_of
    )
)
group.add_command(cli.verb("lapse-interims", LapseInterimsForm, lapse_interims, says=lapsed_line))
for name, asked, then in (
    ("edit-board", EditBoardForm, edit_board),
    ("add-attendee", AddAttendeeForm, add_attendee),
    ("remove-attendee", RemoveAttendeeForm, remove_attendee),
    ("rank-bids", RankBidsForm, rank_bids),
):
    group.add_command(cli.verb(name, asked, then, finds={"board": a_board}, says=board_of))
for name, team_form, team_verb in (
    ("mark-away", MarkAwayForm, mark_away),
    ("bring-back", BringBackForm, bring_back),
):
    finds: dict[str, Any] = {"capability": a_capability}
    group.add_command(cli.verb(name, team_form, team_verb, finds=finds, says=str))
group.add_command(
    cli.verb("record-direction", RecordDirectionForm, record_direction, says=direction_of)
)
group.add_command(
    cli.verb(
        "close-direction",
        CloseDirectionForm,
        close_direction,
        finds={"direction": a_direction},
        says=direction_of,
    )
)
group.add_command(cli.verb("bid", BidForm, bid, finds={"ocg": an_ocg}, says=stage_of))
for name, form, verb in (
    ("triage", TriageForm, triage),
    ("answer", AnswerForm, answer),
    ("decide", DecideForm, decide),
    ("ratify", RatifyForm, ratify),
    ("declare-interest", DeclareInterestForm, declare_interest),
    ("withdraw-interest", WithdrawInterestForm, withdraw_interest),
    ("allocate", AllocateForm, allocate),
    ("write-terms", WriteTermsForm, write_terms),
    ("agree-terms", AgreeTermsForm, agree_terms),
    ("extend", ExtendForm, extend),
    ("put-in-place", PutInPlaceForm, put_in_place),
    ("deliver", DeliverForm, deliver),
    ("evaluate", EvaluateForm, evaluate),
    ("withdraw", WithdrawForm, withdraw),
):
    group.add_command(cli.verb(name, form, verb, finds={"bid": a_bid}, says=stage_of))


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
        wanted_capability = a_capability(actor, capability)
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
