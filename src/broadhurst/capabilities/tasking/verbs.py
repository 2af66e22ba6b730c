"""The verbs of tasking, at the API and the terminal."""

from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.tasking.api.shapes import (
    as_allocation,
    as_attendee,
    as_bid,
    as_board,
    as_booking,
    as_capability,
    as_decision,
    as_direction,
    as_interest,
    as_meeting,
)
from broadhurst.capabilities.tasking.cli import board_of, meeting_of, recorded_direction, stage_of
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
from broadhurst.capabilities.tasking.commands.triage import PutOnAgendaForm, TriageForm, triage
from broadhurst.capabilities.tasking.commands.withdraw import WithdrawForm, withdraw
from broadhurst.capabilities.tasking.commands.withdraw_interest import (
    WithdrawInterestForm,
    withdraw_interest,
)
from broadhurst.capabilities.tasking.commands.write_terms import WriteTermsForm, write_terms
from broadhurst.capabilities.tasking.models import Meeting
from broadhurst.capabilities.tasking.queries.bids import bids
from broadhurst.capabilities.tasking.queries.boards import boards, capabilities
from broadhurst.capabilities.tasking.queries.directions import directions
from broadhurst.foundation import clock
from broadhurst.foundation.doors.verbs import Subject, Verb
from broadhurst.foundation.lists.verbs import VerbOnEach

OCG = Subject("ocg", "/ocgs/{ref}", lambda _actor: Ocg.objects.select_related("dossier"))
BID = Subject("bid", "/bids/{ref}", lambda _actor: bids())
BOARD = Subject(
    "board", "/boards/{key}", lambda _actor: boards(), lookup=lambda key: {"unit__key": key}
)
MEETING = Subject(
    "meeting", "/meetings/{ref}", lambda _actor: Meeting.objects.select_related("board__unit")
)
CAPABILITY = Subject(
    "capability",
    "/capabilities/{code}",
    lambda _actor: capabilities(clock.now()),
    lookup=lambda code: {"code": code},
)
DIRECTION = Subject("direction", "/directions/{ref}", lambda _actor: directions())

VERBS = (
    Verb("bid", BidForm, bid, OCG, "Make a bid", as_bid, status=201, says=stage_of),
    Verb("triage", TriageForm, triage, BID, "Triage a bid", as_bid, says=stage_of),
    Verb("answer", AnswerForm, answer, BID, "Answer the board", as_bid, says=stage_of),
    Verb("decide", DecideForm, decide, BID, "Decide a bid", as_decision, says=stage_of),
    Verb(
        "ratify", RatifyForm, ratify, BID, "Ratify an interim decision, or let it lapse",
        as_decision, says=stage_of
    ),
    Verb(
        "declare-interest", DeclareInterestForm, declare_interest, BID,
        "Declare an interest in a bid", as_interest, says=stage_of
    ),
    Verb(
        "withdraw-interest", WithdrawInterestForm, withdraw_interest, BID, "Withdraw an interest",
        as_interest, says=stage_of
    ),
    Verb("allocate", AllocateForm, allocate, BID, "Allocate a team", as_allocation, says=stage_of),
    Verb(
        "write-terms", WriteTermsForm, write_terms, BID, "Write the terms of reference",
        as_allocation, says=stage_of
    ),
    Verb(
        "agree-terms", AgreeTermsForm, agree_terms, BID, "Agree the terms of reference",
        as_allocation, says=stage_of
    ),
    Verb(
        "extend", ExtendForm, extend, BID, "Extend the booking of a team", as_allocation,
        says=stage_of
    ),
    Verb(
        "put-in-place", PutInPlaceForm, put_in_place, BID, "Record a team in place", as_allocation,
        says=stage_of
    ),
    Verb("deliver", DeliverForm, deliver, BID, "Record the product", as_allocation, says=stage_of),
    Verb(
        "evaluate", EvaluateForm, evaluate, BID, "Evaluate what was delivered", as_bid,
        says=stage_of
    ),
    Verb("withdraw", WithdrawForm, withdraw, BID, "Withdraw a bid", as_bid, says=stage_of),
    Verb(
        "open-board", OpenBoardForm, open_board, None, "Open a board", as_board, status=201,
        address="/boards",
        says="{.unit.name} is open.".format,
    ),
    Verb("edit-board", EditBoardForm, edit_board, BOARD, "Edit a board", as_board, says=board_of),
    Verb(
        "add-attendee", AddAttendeeForm, add_attendee, BOARD, "Add a regular attendee", as_attendee,
        says=board_of
    ),
    Verb(
        "remove-attendee", RemoveAttendeeForm, remove_attendee, BOARD, "Remove a regular attendee",
        as_attendee, says=board_of
    ),
    Verb(
        "rank-bids", RankBidsForm, rank_bids, BOARD, "Put the bids that wait in order", as_board,
        says=board_of
    ),
    Verb(
        "schedule", ScheduleForm, schedule, BOARD, "Schedule a meeting", as_meeting,
        status=201, says=meeting_of
    ),
    Verb(
        "hold-meeting", HoldMeetingForm, hold_meeting, MEETING, "Close a meeting", as_meeting,
        address="/meetings/{ref}/hold", says=meeting_of
    ),
    Verb(
        "open-capability", OpenCapabilityForm, open_capability, None, "Enter a capability",
        as_capability, status=201, address="/capabilities",
        says="{0.name} ({0.code}) is in the catalogue.".format,
    ),
    Verb(
        "mark-away", MarkAwayForm, mark_away, CAPABILITY, "Mark a team as not available",
        as_booking,
        says="{} is marked as not available.".format,
    ),
    Verb(
        "bring-back", BringBackForm, bring_back, CAPABILITY, "Make a team available again",
        as_booking,
        says="{} is available again.".format,
    ),
    Verb(
        "record-direction", RecordDirectionForm, record_direction, None,
        "Record a direction of the NCA", as_direction, status=201, address="/directions",
        says=recorded_direction
    ),
    Verb(
        "close-direction", CloseDirectionForm, close_direction, DIRECTION,
        "Close a direction of the NCA", as_direction, says=recorded_direction
    ),
    VerbOnEach(
        "put-on-agenda", PutOnAgendaForm, triage, "bid", lambda _actor: bids(),
        "Put several bids on the agenda of a meeting", "/bids/put-on-agenda"
    ),
)  # fmt: skip
