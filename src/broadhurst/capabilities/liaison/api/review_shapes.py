"""The answers about joint reviews, from their rows."""

from broadhurst.capabilities.liaison.api.review_schemas import (
    JointReviewOut,
    ReviewActionOut,
    ReviewAnswerOut,
)
from broadhurst.capabilities.liaison.models import JointReview, ReviewAction, ReviewAnswer
from broadhurst.capabilities.liaison.rules.reviewing import is_confirmed


def as_review(review: JointReview) -> JointReviewOut:
    answers = list(review.answers.all())
    return JointReviewOut(
        ref=review.ref,
        ocg=review.ocg.ref,
        met_on=review.meeting.met_on,
        sio=review.meeting.sio.username,
        lro=review.meeting.lro.username,
        attended=review.attended,
        reviewed=review.reviewed,
        agreed=review.agreed,
        next_on=review.next_on,
        recorded_at=review.recorded_at,
        recorded_by=review.recorded_by.username,
        recorded_role=review.recorded_role,
        is_confirmed=is_confirmed(answers),
        actions=[as_review_action(action) for action in review.actions.all()],
        answers=[as_review_answer(answer) for answer in answers],
    )


def as_review_action(row: ReviewAction) -> ReviewActionOut:
    record = getattr(row, "action", None) or getattr(row, "request", None)
    return ReviewActionOut(
        ref=record.ref if record else None,
        text=row.text,
        owner=row.owner,
        due_on=row.due_on,
        stage=record.stage if record else None,
    )


def as_review_answer(answer: ReviewAnswer) -> ReviewAnswerOut:
    return ReviewAnswerOut(
        officer=answer.officer.username,
        at=answer.at,
        is_confirmed=answer.is_confirmed,
        comment=answer.comment,
    )
