"""Command line of tasking."""

from typing import Any

import click

from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.tasking.commands.add_attendee import AddAttendeeForm, add_attendee
from broadhurst.capabilities.tasking.commands.allocate import AllocateForm, allocate
from broadhurst.capabilities.tasking.commands.answer import AnswerForm, answer
from broadhurst.capabilities.tasking.commands.bid import BidForm, bid
from broadhurst.capabilities.tasking.commands.decide import DecideForm, decide
from broadhurst.capabilities.tasking.commands.declare_interest import (
    DeclareInterestForm,
    declare_interest,
)
from broadhurst.capabilities.tasking.commands.deliver import DeliverForm, deliver
from broadhurst.capabilities.tasking.commands.edit_board import EditBoardForm, edit_board
from broadhurst.capabilities.tasking.commands.evaluate import EvaluateForm, evaluate
from broadhurst.capabilities.tasking.commands.hold_meeting import HoldMeetingForm, hold_meeting
from broadhurst.capabilities.tasking.commands.open_board import OpenBoardForm, open_board
from broadhurst.capabilities.tasking.commands.open_capability import (
    OpenCapabilityForm,
    open_capability,
)
from broadhurst.capabilities.tasking.commands.put_in_place import PutInPlaceForm, put_in_place
from broadhurst.capabilities.tasking.commands.rank_bids import RankBidsForm, rank_bids
from broadhurst.capabilities.tasking.commands.ratify import RatifyForm, ratify
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
from broadhurst.capabilities.tasking.lists import BIDS
from broadhurst.capabilities.tasking.models import Meeting
from broadhurst.capabilities.tasking.queries.bids import bids
from broadhurst.capabilities.tasking.queries.boards import boards
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.lists import cli as lists


def an_ocg(actor: Actor, ref: str) -> Ocg | None:
    return cli.find(actor, Ocg.objects.all(), ref=ref)


def a_bid(actor: Actor, ref: str) -> Any:
    return cli.find(actor, bids(), ref=ref)


def a_board(actor: Actor, key: str) -> Any:
    return cli.find(actor, boards(), unit__key=key)


def a_meeting(actor: Actor, ref: str) -> Meeting | None:
    return cli.find(actor, Meeting.objects.select_related("board__unit"), ref=ref)


def stage_of(outcome: Any) -> str:
    """Return a sentence with the status of a bid.

    `outcome` is what a command returned: a bid, a decision or an allocation.
    """
    row = getattr(outcome, "bid", outcome)
    return f"{row.ref} is {in_sentence(row.get_stage_display())}."


def board_of(outcome: Any) -> str:
    """Return a sentence about a board, or about an attendee's board."""
    return f"{getattr(outcome, 'board', outcome).ref} is saved."


def meeting_of(meeting: Meeting) -> str:
    return f"{meeting.ref} of {meeting.board.ref} on {meeting} is {meeting.stage}."


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
for name, asked, then in (
    ("edit-board", EditBoardForm, edit_board),
    ("add-attendee", AddAttendeeForm, add_attendee),
    ("remove-attendee", RemoveAttendeeForm, remove_attendee),
    ("rank-bids", RankBidsForm, rank_bids),
):
    group.add_command(cli.verb(name, asked, then, finds={"board": a_board}, says=board_of))
group.add_command(cli.verb("bid", BidForm, bid, finds={"ocg": an_ocg}, says=stage_of))
for name, form, verb in (
    ("triage", TriageForm, triage),
    ("answer", AnswerForm, answer),
    ("decide", DecideForm, decide),
    ("ratify", RatifyForm, ratify),
    ("declare-interest", DeclareInterestForm, declare_interest),
    ("withdraw-interest", WithdrawInterestForm, withdraw_interest),
    ("allocate", AllocateForm, allocate),
    ("put-in-place", PutInPlaceForm, put_in_place),
    ("deliver", DeliverForm, deliver),
    ("evaluate", EvaluateForm, evaluate),
    ("withdraw", WithdrawForm, withdraw),
):
    group.add_command(cli.verb(name, form, verb, finds={"bid": a_bid}, says=stage_of))


def _line(row: Any) -> str:
    request = row.capability.code if row.capability else row.ask
    match = "  Match found" if row.open_hits else ""
    return f"{row.ref}  {row.stage}  {request}  {row.board.ref}{match}"


group.add_command(
    lists.listing("list", BIDS, says=_line, summary="List the bids you may see, newest first.")
)
