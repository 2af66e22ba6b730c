"""Declare a conflict of interest in a bid. The officer then does not decide it (rule 17)."""

from broadhurst.capabilities.establishment.forms.fields import OfficerField
from broadhurst.capabilities.tasking.models import Bid, Interest
from broadhurst.capabilities.tasking.queries.bids import locked
from broadhurst.capabilities.tasking.queries.boards import officers_of
from broadhurst.capabilities.tasking.queries.forms import to_declare_interest
from broadhurst.capabilities.tasking.rules.bidding import ENDED
from broadhurst.capabilities.tasking.rules.seats import convenes, objections_to_declare
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.workflow import refuse_if


class DeclareInterestForm(CommandForm):
    interest = TextAreaField(
        label="Interest",
        help_text="For example, “My brother works for the company named in this bid”. Everyone "
        "who can see the bid can read it.",
        max_length=400,
        rows=2,
    )
    officer = OfficerField(
        label="Officer", help_text="Leave it empty if the interest is yours.", required=False
    )

    def narrow_choices(self) -> None:
        """Offer everyone at the meetings to the chair and secretary, and others only themselves."""
        board = self.subject["bid"].board
        offered = officers_of(board)
        if not convenes(self.actor, board):
            offered = Officer.objects.filter(pk=self.actor.officer.pk)
        self.fields["officer"].queryset = offered  # type: ignore[attr-defined]


@for_record(to_declare_interest)
@command
def declare_interest(
    *, actor: Actor, bid: Bid, interest: str, officer: Officer | None = None
) -> Interest:
    """Declare an interest in a bid, as the officer or for one who says so at the meeting."""
    bid, officer = locked(bid), officer or actor.officer
    is_declared = bid.interests.filter(officer=officer, withdrawn_at=None).exists()
    refuse_if(
        objections_to_declare(
            actor, bid, officer, is_ended=bid.stage in ENDED, is_declared=is_declared
        )
    )

    declared = Interest.objects.create(
        dossier=bid.dossier,
        bid=bid,
        officer=officer,
        interest=interest,
        declared_at=clock.now(),
        recorded_by=actor.officer,
    )

    record(
        actor,
        "bid.interest_declared",
        bid.ref,
        dossier=bid.dossier,
        tell=[bid.board.unit],
        by=officer.name,
    )
    return declared
