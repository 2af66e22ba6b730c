"""Withdraw an interest that was declared in a bid, with the reason."""

from broadhurst.capabilities.establishment.forms.fields import OfficerField
from broadhurst.capabilities.tasking.models import Bid, Interest
from broadhurst.capabilities.tasking.queries.bids import locked
from broadhurst.capabilities.tasking.queries.boards import officers_with_interest
from broadhurst.capabilities.tasking.queries.forms import to_withdraw_interest
from broadhurst.capabilities.tasking.rules.seats import objections_to_withdraw_interest
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.workflow import refuse_if


class WithdrawInterestForm(CommandForm):
    officer = OfficerField(label="Officer")
    because = TextAreaField(label="Reason", max_length=400, rows=2)

    def narrow_choices(self) -> None:
        """Offer the officers who have an interest in the bid."""
        rows = officers_with_interest(self.subject["bid"])
        self.fields["officer"].queryset = rows  # type: ignore[attr-defined]


@for_record(to_withdraw_interest)
@command
def withdraw_interest(*, actor: Actor, bid: Bid, officer: Officer, because: str) -> Interest:
    """Withdraw an interest. It stays on the bid, with the reason."""
    bid = locked(bid)
    declared = bid.interests.filter(officer=officer, withdrawn_at=None).first()
    refuse_if(objections_to_withdraw_interest(actor, bid, declared))

    interest: Interest = declared  # type: ignore[assignment]
    interest.withdrawn_at, interest.withdrawn_because = clock.now(), because
    interest.save()

    record(
        actor,
        "bid.interest_withdrawn",
        bid.ref,
        dossier=bid.dossier,
        tell=[bid.board.unit],
        by=officer.name,
        because=because,
    )
    return interest
