"""Answer a joint review with a comment, for example because something is missing."""

from broadhurst.capabilities.liaison.models import JointReview, ReviewAnswer
from broadhurst.capabilities.liaison.queries.forms import to_comment_on_review
from broadhurst.capabilities.liaison.rules.leading import OTHER, role_of
from broadhurst.capabilities.liaison.rules.reviewing import objections_to_comment
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if


class CommentOnReviewForm(CommandForm):
    comment = TextAreaField(
        label="Comment",
        help_text="For example, “We also agreed to ask for a warrant by Friday”. It stays beside "
        "the record.",
        max_length=2000,
        rows=4,
    )


@for_record(to_comment_on_review)
@command
def comment_on_review(*, actor: Actor, review: JointReview, comment: str) -> ReviewAnswer:
    """Add a comment to a review that is not confirmed. Either lead can."""
    ocg = locked(review.ocg)
    leadership = current_leadership(ocg)
    answers = list(review.answers.all())
    role = role_of(actor, leadership.leads)
    refuse_if(objections_to_comment(ocg, role, answers, comment))

    answer = ReviewAnswer.objects.create(
        dossier=ocg.dossier, review=review, officer=actor.officer, at=clock.now(),
        is_confirmed=False, comment=comment,
    )  # fmt: skip

    record(
        actor, "leads.review_commented", ocg.ref, dossier=ocg.dossier,
        tell=[lead.officer for lead in leadership.leads if lead.role in OTHER],
        review=review.ref, on=day(review.meeting.met_on),
    )  # fmt: skip
    return answer
