"""Record a joint review of an OCG by its SIO and its LRO. It counts as their contact."""

from collections.abc import Sequence
from datetime import date

from broadhurst.capabilities.liaison.models import JointReview, ReviewAction
from broadhurst.capabilities.liaison.queries.forms import to_lead
from broadhurst.capabilities.liaison.queries.reviews import meeting_on, review_on, to_agree
from broadhurst.capabilities.liaison.rules.leading import OTHER, role_of
from broadhurst.capabilities.liaison.rules.recording import objections_to_record_meeting
from broadhurst.capabilities.liaison.rules.reviewing import objections_to_record_review
from broadhurst.capabilities.liaison.writes.meet import meet
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import (
    DateField,
    LinesField,
    MultiChoiceField,
    TextAreaField,
)
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if

NOTHING_OPEN = (
    "No action of the plan and no request is open. Add one to the plan, or ask the other lead, "
    "before you record the review."
)


class RecordReviewForm(CommandForm):
    met_on = DateField(label="Day you met", help_text="For example, 27 3 2026", noun="day you met")
    attended = LinesField(
        label="Other people who attended",
        help_text="The SIO and the LRO are recorded already. Enter each name on a new line.",
        required=False,
        rows=3,
    )
    reviewed = MultiChoiceField(label="What did you review?", choices=JointReview.Part.choices)
    agreed = TextAreaField(
        label="Points you agreed",
        help_text="For example, “The LRO brings the licensing team to the next arrest day”.",
        max_length=4000,
        rows=5,
    )
    actions = MultiChoiceField(
        label="Actions you agreed",
        help_text="Open actions of the plan and requests, each with its owner and date. Add a new "
        "one to the plan, or ask the other lead, before you record the review.",
        choices=[],
        required=False,
    )
    next_on = DateField(
        label="Next joint review",
        noun="the date of the next joint review",
        help_text="For example, 27 4 2026",
    )

    def narrow_choices(self) -> None:
        """Offer the open actions and requests of the OCG."""
        offered = to_agree(self.subject["ocg"])
        self.fields["actions"].choices = [  # type: ignore[attr-defined]
            (ref, action.label) for ref, action in offered.items()
        ]
        if not offered:
            self.fields["actions"].help_text = NOTHING_OPEN


@for_record(to_lead)
@command
def record_review(
    *,
    actor: Actor,
    ocg: Ocg,
    met_on: date,
    reviewed: Sequence[str],
    agreed: str,
    next_on: date,
    attended: Sequence[str] = (),
    actions: Sequence[str] = (),
) -> JointReview:
    """Record a joint review. The other lead confirms it, or answers with a comment.

    A meeting that is recorded for the same day becomes the review's.
    """
    ocg = locked(ocg)
    leadership = current_leadership(ocg)
    role = role_of(actor, leadership.leads)
    offered = to_agree(ocg)
    refuse_if(
        objections_to_record_meeting(
            ocg,
            role,
            leadership.leads,
            met_on=met_on,
            registered_on=ocg.registered_at.astimezone(clock.LONDON).date(),
            today=clock.today(),
            note="",
            is_recorded=review_on(ocg, met_on) is not None,
        )
        + objections_to_record_review(
            met_on=met_on,
            next_on=next_on,
            reviewed=reviewed,
            text=" ".join([agreed, *attended]),
            unknown=set(actions) - set(offered),
        )
    )

    review = JointReview.objects.create(
        dossier=ocg.dossier,
        ref=new_reference("JRV"),
        ocg=ocg,
        meeting=meeting_on(ocg, met_on) or meet(actor, ocg, leadership, met_on),
        recorded_role=role or "",  # the rule refuses anyone without one
        attended=list(attended),
        reviewed=list(reviewed),
        agreed=agreed,
        next_on=next_on,
        recorded_at=clock.now(),
        recorded_by=actor.officer,
    )
    ReviewAction.objects.bulk_create(
        ReviewAction(
            dossier=ocg.dossier, review=review, action=action.action, request=action.request,
            text=action.text, owner=action.owner, due_on=action.due_on,
        )
        for action in (offered[ref] for ref in dict.fromkeys(actions))
    )  # fmt: skip

    record(
        actor,
        "leads.review_recorded",
        ocg.ref,
        dossier=ocg.dossier,
        tell=[lead.officer for lead in leadership.leads if lead.role in OTHER],
        review=review.ref,
        on=day(met_on),
        other=OTHER[review.recorded_role].upper(),
        next_on=day(next_on),
    )
    return review
