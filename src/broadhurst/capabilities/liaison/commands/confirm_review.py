"""Confirm a joint review, as the lead who did not record it."""

from broadhurst.capabilities.liaison.models import JointReview, ReviewAnswer
from broadhurst.capabilities.liaison.queries.forms import to_confirm_review
from broadhurst.capabilities.liaison.rules.leading import role_of
from broadhurst.capabilities.liaison.rules.reviewing import objections_to_confirm
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if


class ConfirmReviewForm(CommandForm):
    """A form without fields. The page shows the review above the button."""


@for_record(to_confirm_review)
@command
def confirm_review(*, actor: Actor, review: JointReview) -> ReviewAnswer:
    """Confirm that the record says what both leads agreed."""
    ocg = locked(review.ocg)
    role, answers = role_of(actor, current_leadership(ocg).leads), list(review.answers.all())
    refuse_if(objections_to_confirm(ocg, role, review.recorded_role, answers))

    answer = ReviewAnswer.objects.create(
        dossier=ocg.dossier, review=review, officer=actor.officer, at=clock.now(),
        is_confirmed=True,
    )  # fmt: skip

    record(
        actor, "leads.review_confirmed", ocg.ref, dossier=ocg.dossier, tell=[review.recorded_by],
        review=review.ref, on=day(review.meeting.met_on),
    )  # fmt: skip
    return answer
