"""Decide a bid.

The chair signs the decision. Its time and the time of its recording are kept (rule 17).
"""

from datetime import date, datetime
from typing import Any

from broadhurst.capabilities.deconfliction.forms.known_hits import (
    known_hits_field,
    objections_to_hits,
    offer_known_hits,
)
from broadhurst.capabilities.deconfliction.queries.checks import is_fresh, latest_check
from broadhurst.capabilities.establishment.forms.fields import UnitField
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.capabilities.tasking.models import Bid, Board, Capability, Decision
from broadhurst.capabilities.tasking.queries.assessment_of_bid import out_of_date_now
from broadhurst.capabilities.tasking.queries.bids import (
    boards_before,
    locked,
    objections_to_unseen,
    ocg_behind,
    ocg_of,
    stake_of,
)
from broadhurst.capabilities.tasking.queries.boards import (
    capabilities_on_offer,
    planned_meetings,
    units_of_boards,
)
from broadhurst.capabilities.tasking.queries.forms import to_decide
from broadhurst.capabilities.tasking.queries.ratifying import has_met_since
from broadhurst.capabilities.tasking.rules.deciding import (
    AFTER,
    REFERRED,
    SUPPORTED,
    objections_to_decide,
    objections_to_interim,
    objections_to_made_at,
    objections_to_out_of_date_support,
    objections_to_outcome,
    objections_to_receipt,
)
from broadhurst.capabilities.tasking.writes.move_access import move_access
from broadhurst.capabilities.tasking.writes.sign import sign
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import take
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import (
    BooleanField,
    ChoiceField,
    DateField,
    DateTimeField,
    ModelSelectField,
    TextAreaField,
)
from broadhurst.foundation.govuk.words import day, in_sentence
from broadhurst.foundation.workflow import refuse_if

# Adopting opens a transfer, so it has its own command. Interim decisions end with `ratify`.
NOT_HERE = (Decision.Outcome.ADOPTED, Decision.Outcome.RATIFIED, Decision.Outcome.LAPSED)
CHOICES = [choice for choice in Decision.Outcome.choices if choice[0] not in NOT_HERE]


class DecideForm(CommandForm):
    shows = {
        "outcome": {
            "supported": ("reason", "capability"),
            "supported_in_part": ("reason", "conditions", "capability"),
            "deferred": ("reason", "deferred_until"),
            "referred_up": ("reason", "referred_to"),
            "referred_down": ("reason", "referred_to"),
            "referred_to_partner": ("reason", "referred_to"),
            "declined": ("reason",),
        }
    }
    needs: tuple[str, ...] = ("reason", "conditions", "referred_to", "deferred_until")

    outcome = ChoiceField(label="Outcome", choices=CHOICES)
    reason = TextAreaField(
        label="Reason",
        help_text="Say why, unless you support the bid in full.",
        required=False,
        max_length=2000,
        rows=3,
    )
    conditions = TextAreaField(
        label="Conditions",
        help_text="Say which part you support, and on what conditions.",
        required=False,
        max_length=2000,
        rows=2,
    )
    capability = ModelSelectField(
        Capability.objects.none(),
        label="Capability given",
        help_text="If it is not the one asked for.",
        required=False,
        to_field_name="code",
    )
    referred_to = UnitField(label="Referred to", noun="who it is referred to", required=False)
    deferred_until = DateField(
        label="Deferred until", noun="the date it is deferred until", required=False
    )
    is_interim = BooleanField(
        label="This is an urgent interim decision",
        help_text="Between meetings. It lapses unless the next meeting ratifies it, and what it "
        "allowed ends.",
        required=False,
    )
    made_at = DateTimeField(
        label="When was this decided?",
        noun="the time of the decision",
        help_text="Leave blank if it is decided now.",
        required=False,
    )
    known_hits = known_hits_field()

    def narrow_choices(self) -> None:
        """Offer the other boards, today's capabilities, and the open hits to confirm."""
        offer_known_hits(self, ocg_of(self.subject["bid"]))
        if missing := out_of_date_now(self.subject["bid"]):
            self.fields["reason"].help_text = f"{missing} If you support the bid, say why now."
        other_boards = units_of_boards(clock.today()).exclude(board=self.subject["bid"].board_id)
        self.fields["referred_to"].queryset = other_boards  # type: ignore[attr-defined]
        on_offer = capabilities_on_offer(clock.today())
        self.fields["capability"].queryset = on_offer  # type: ignore[attr-defined]
        if self.subject["bid"].capability is None:
            self.needs = (*self.needs, "capability")
            self.fields["capability"].help_text = "The team that supports the bid."

    def clean_referred_to(self) -> Board | None:
        """Return the board of the chosen unit."""
        unit = self.cleaned_data["referred_to"]
        return unit.board if unit else None


@for_record(to_decide("decide", objections_to_unseen))
@command
def decide(
    *,
    actor: Actor,
    bid: Bid,
    outcome: str,
    reason: str,
    made_at: datetime | None = None,
    conditions: str = "",
    capability: Capability | None = None,
    referred_to: Board | None = None,
    deferred_until: date | None = None,
    is_interim: bool = False,
    known_hits: int | None = None,
) -> Decision:
    """Decide a bid.
    A referral moves it to another board; support moves no owner, SIO or plan. The answer to a
    referred bid goes back to the boards that referred it.
    """
    if is_interim:
        # Nobody closes a meeting of the board meanwhile, which would leave the decision standing.
        take(Board, bid.board_id)
    bid = locked(bid)
    ocg = ocg_of(bid)
    unknown, hits = objections_to_hits(ocg, known_hits)
    made_at = clock.in_order(bid.submitted_at, made_at or clock.now())
    given = (capability or bid.capability) if outcome in SUPPORTED else None
    parts, stake = stake_of(bid, actor)
    details: dict[str, Any] = {"reason": reason, "conditions": conditions}
    details |= {"referred_to": referred_to, "deferred_until": deferred_until}
    refuse_if(
        objections_to_decide(actor, bid, parts, **stake)
        + objections_to_outcome(bid, outcome, given=given, today=clock.today(), **details)
        + objections_to_made_at(made_at, submitted_at=bid.submitted_at, now=clock.now())
        + objections_to_out_of_date_support(outcome, reason, out_of_date_now(bid))
        + objections_to_receipt(outcome, is_fresh=ocg is None or is_fresh(latest_check(ocg)))
        + _objections_to_interim(bid, outcome, reason, made_at, is_interim=is_interim)
        + unknown
    )

    ocg = ocg_behind(bid)
    details |= {"capability": given, "is_interim": is_interim}
    meeting = None if is_interim else bid.meeting
    decision = sign(actor, bid, outcome, made_at, meeting=meeting, **details)
    # Close the open question, so that the next board to hear the bid can ask its own.
    bid.questions.filter(answered_at=None).update(answered_at=clock.now())
    board = bid.board
    bid.stage, bid.given = AFTER[outcome], given
    if outcome == Decision.Outcome.DEFERRED:
        bid.meeting = None
    elif referred_to and outcome in REFERRED:
        bid.board, bid.meeting = referred_to, None
    bid.save()

    record(
        actor,
        "bid.decided",
        bid.ref,
        dossier=bid.dossier,
        tell=_recipients(bid, ocg, board, given),
        board=board.unit.name,
        outcome=in_sentence(decision.get_outcome_display()),
        capability=given.name if given else None,
        to=bid.board.unit.name if bid.board != board else None,
        until=day(deferred_until) if deferred_until else None,
        open_hits=hits.count if hits else None,
        interim="It is interim: it lapses unless the next meeting ratifies it."
        if is_interim
        else None,
    )
    move_access(bid, board, given)
    return decision


def _objections_to_interim(
    bid: Bid, outcome: str, reason: str, made_at: datetime, *, is_interim: bool
) -> list[str]:
    if not is_interim:
        return []
    following = planned_meetings(bid.board).filter(at__gt=clock.now()).first()
    return objections_to_interim(
        outcome,
        reason=reason,
        next_meeting=following,
        has_met_since=has_met_since(bid.board, made_at),
    )


def _recipients(bid: Bid, ocg: Ocg, board: Board, capability: Capability | None) -> list[Any]:
    recipients = [bid.bidder, bid.made_by, *current_leadership(ocg).officers()]
    recipients += [capability.provider] if capability else []
    recipients += [before.unit for before in boards_before(bid) if before != board]
    return recipients + ([bid.board.unit] if bid.board != board else [])
