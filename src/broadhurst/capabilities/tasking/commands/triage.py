"""Triage a bid: put it on the agenda of a meeting, or return it for information."""

from broadhurst.capabilities.tasking.models import Bid, Meeting, Question
from broadhurst.capabilities.tasking.queries.bids import locked, parts_of
from broadhurst.capabilities.tasking.queries.boards import (
    locked_meeting,
    meetings_convened_by,
    planned_meetings,
)
from broadhurst.capabilities.tasking.queries.forms import to_move
from broadhurst.capabilities.tasking.rules.bidding import objections_to_triage
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import ModelRadioField, TextAreaField
from broadhurst.foundation.workflow import refuse_if


class TriageForm(CommandForm):
    meeting = ModelRadioField(
        Meeting.objects.none(), label="Meeting", required=False, to_field_name="ref"
    )
    question = TextAreaField(
        label="Ask for more information",
        help_text="Say what is missing. The bid goes back to the unit that made it. Do not choose "
        "a meeting.",
        required=False,
        max_length=2000,
    )

    def narrow_choices(self) -> None:
        """Offer the planned meetings of the board."""
        planned = planned_meetings(self.subject["bid"].board)
        self.fields["meeting"].queryset = planned  # type: ignore[attr-defined]


class PutOnAgendaForm(CommandForm):
    """The meeting of several bids. A question is asked about one bid at a time."""

    meeting = ModelRadioField(Meeting.objects.none(), label="Meeting", to_field_name="ref")

    def narrow_choices(self) -> None:
        """Offer the planned meetings of the actor's own board."""
        planned = meetings_convened_by(self.actor)
        self.fields["meeting"].queryset = planned  # type: ignore[attr-defined]


@for_record(to_move("triage"))
@command
def triage(*, actor: Actor, bid: Bid, meeting: Meeting | None = None, question: str = "") -> Bid:
    """Put a bid on a meeting's agenda, or send it back with a question."""
    meeting = locked_meeting(meeting) if meeting else None
    bid = locked(bid)
    parts = parts_of(bid, actor)
    refuse_if(objections_to_triage(bid, parts, meeting=meeting, question=question))

    bid.meeting = meeting
    bid.stage = Bid.Stage.TRIAGED if meeting else Bid.Stage.RETURNED
    bid.save()
    if not meeting:
        Question.objects.create(
            dossier=bid.dossier,
            bid=bid,
            question=question,
            asked_by=actor.officer,
            asked_at=clock.now(),
        )

    record(
        actor,
        "bid.triaged",
        bid.ref,
        dossier=bid.dossier,
        tell=[bid.bidder, bid.made_by],
        meeting=str(meeting) if meeting else None,
        board=bid.board.unit.name,
    )
    return bid
