"""Read joint reviews, what may be agreed at one, and a lead's tasks on them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from operator import itemgetter
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from broadhurst.capabilities.liaison.models import (
    JointReview,
    Meeting,
    Request,
    ReviewAction,
    ReviewAnswer,
)
from broadhurst.capabilities.liaison.queries.requests import open_requests
from broadhurst.capabilities.liaison.rules.leading import OTHER, objections_to_lead, role_of
from broadhurst.capabilities.liaison.rules.reviewing import (
    REMIND_WITHIN,
    due_on,
    is_confirmed,
    objections_to_confirm,
)
from broadhurst.capabilities.plans.models import Action
from broadhurst.capabilities.plans.queries.actions import open_actions
from broadhurst.capabilities.register.models import ActingLead, Lead, Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership, led_by
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.prepared_query import prepared_query
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.notices.waiting import TaskSource, Waiting

LONGEST = 200
AT_MOST = 50  # tasks of a kind on home
CONFIRMATIONS = ReviewAnswer.objects.filter(is_confirmed=True)
MAY_CONFIRM = """
EXISTS (
    SELECT FROM led l JOIN liaison_jointreview r ON r.ocg_id = l.ocg_id
    WHERE l.role IN ('sio', 'lro')
      AND l.role <> r.recorded_role AND NOT EXISTS (
        SELECT FROM liaison_reviewanswer a WHERE a.review_id = r.id AND a.is_confirmed)
)
"""
MAY_REVIEW = f"""
EXISTS (
    SELECT FROM led l JOIN liaison_jointreview r ON r.ocg_id = l.ocg_id
    WHERE l.role IN ('sio', 'lro')
      AND r.next_on <= %(today)s::date + {REMIND_WITHIN}
)
"""


@dataclass(frozen=True)
class Agreed:
    """An open action of the plan or a request: what can be agreed at a review."""

    ref: str
    text: str
    owner: str
    due_on: date
    action: Action | None = None
    request: Request | None = None

    @property
    def label(self) -> str:
        return f"{self.text.rstrip('.')}: {self.owner}, by {day(self.due_on)}"


def to_agree(ocg: Ocg) -> dict[str, Agreed]:
    """Return the open actions and requests of an OCG by reference, soonest due first."""
    actions = [
        Agreed(action.ref, action.title, action.accountable_unit.name, action.due_on, action=action)
        for action in open_actions(ocg)
    ]
    requests = [
        Agreed(
            request.ref,
            f"{request.get_kind_display()}: {request.what}"[:LONGEST],
            request.asked_of.name,
            request.needed_on or request.answer_due_at.astimezone(clock.LONDON).date(),
            request=request,
        )
        for request in open_requests(ocg)
    ]
    rows = sorted([*actions, *requests], key=lambda row: (row.due_on, row.ref))
    return {row.ref: row for row in rows}


def reviews() -> QuerySet[JointReview]:
    """Return joint reviews with their meeting, latest first."""
    rows = JointReview.objects.select_related(
        "ocg", "recorded_by", "meeting__sio", "meeting__lro"
    ).order_by("-meeting__met_on", "-pk")
    return rows.prefetch_related("answers__officer")


def _slim() -> QuerySet[JointReview]:
    """Return joint reviews with what a task needs, latest first."""
    rows = JointReview.objects.select_related("ocg", "meeting")
    return rows.order_by("-meeting__met_on", "-pk")


def _with_new_lead(rows: QuerySet[JointReview]) -> QuerySet[JointReview]:
    """Add the first instant of a present lead who was not at the review, if there is one."""
    new = Q(role="sio") & ~Q(officer=OuterRef("meeting__sio"))
    new |= Q(role="lro") & ~Q(officer=OuterRef("meeting__lro"))
    leads = Lead.objects.filter(new, ocg=OuterRef("ocg"), until_at=None)
    return rows.annotate(new_lead_at=Subquery(leads.order_by("-from_at").values("from_at")[:1]))


def late_review(ocg: Ocg) -> JointReview | None:
    """Return the latest joint review of an OCG if the next one is overdue."""
    review = _with_new_lead(_slim().filter(ocg=ocg)).first()
    return review if review and next_review_on(review) < clock.today() else None


def next_review_on(review: JointReview) -> date:
    """Return the day of the next review. The review comes from `_with_new_lead`."""
    began: datetime | None = review.new_lead_at  # type: ignore[attr-defined]
    since = began.astimezone(clock.LONDON).date() if began else None
    return due_on(met_on=review.meeting.met_on, next_on=review.next_on, since=since)


def reviews_of(ocg: Ocg) -> QuerySet[JointReview]:
    """Return the joint reviews of an OCG, latest first."""
    return reviews().filter(ocg=ocg)


def actions_of(review: JointReview) -> QuerySet[ReviewAction]:
    """Return the actions agreed, with the records as they are now."""
    return review.actions.select_related("action", "request")


def review_on(ocg: Ocg, met_on: date) -> JointReview | None:
    """Return the joint review of a day, or None."""
    return JointReview.objects.filter(ocg=ocg, meeting__met_on=met_on).first()


def meeting_on(ocg: Ocg, met_on: date) -> Meeting | None:
    """Return the meeting that is recorded for a day, or None."""
    return Meeting.objects.filter(ocg=ocg, met_on=met_on).first()


def as_answered(review: JointReview, role: str | None) -> dict[str, Any]:
    """Return a review with its answers and what a lead of this role may do."""
    answers = list(review.answers.all())
    is_agreed = is_confirmed(answers)
    is_lead = not objections_to_lead(review.ocg, role)
    return {
        "review": review,
        "parts": [JointReview.Part(part).label for part in review.reviewed],
        "answers": answers,
        "is_confirmed": is_agreed,
        "waits_for": "" if is_agreed else OTHER[review.recorded_role].upper(),
        "may_confirm": not objections_to_confirm(review.ocg, role, review.recorded_role, answers),
        "may_comment": is_lead and not is_agreed,
    }


def reviews_for(ocg: Ocg, role: str | None, most: int) -> list[dict[str, Any]]:
    """Return the latest joint reviews of an OCG.

    `next_on` is the day of the next review: for the latest as the leads now count it, for an
    earlier one as it was agreed.
    """
    rows = [
        as_answered(review, role) | {"next_on": review.next_on}
        for review in _with_new_lead(reviews_of(ocg))[:most]
    ]
    if rows:
        rows[0]["next_on"] = next_review_on(rows[0]["review"])
    return rows


def role_on(ocg: Ocg, actor: Actor) -> str | None:
    """Return whether the actor leads an OCG as SIO or LRO, or covers for one."""
    return role_of(actor, current_leadership(ocg).leads)


def _to_confirm(actor: Actor) -> Iterator[Waiting]:
    for role, other_role in OTHER.items():
        for review in _unconfirmed(actor.officer.pk, role, other_role):
            href = record_address("liaison:review", review.ref)
            about = f"{review.ocg.name} on {day(review.meeting.met_on)}"
            yield Waiting(
                "Confirm the joint review of", about, href, room="liaison", ref=review.ref
            )


@prepared_query
def _unconfirmed(officer: int, role: str, other_role: str) -> QuerySet[JointReview]:
    """Select the reviews without a confirmation that another lead recorded."""
    leads = ActingLead.objects.filter(officer=officer, role=role, ocg__state=Ocg.State.ACTIVE)
    rows = _slim().filter(~Exists(CONFIRMATIONS.filter(review=OuterRef("pk"))))
    return rows.filter(ocg__in=leads.values("ocg"), recorded_role=other_role)[:AT_MOST]


def _to_hold(actor: Actor) -> Iterator[Waiting]:
    near = _near()
    reviews = [(next_review_on(review), review) for review in _due(actor.officer.pk, near)]
    due = sorted((pair for pair in reviews if pair[0] <= near), key=itemgetter(0))
    yield from (review_task(review) for _, review in due[:AT_MOST])


def _near() -> date:
    return clock.today() + timedelta(days=REMIND_WITHIN)


@prepared_query
def _due(officer: int, before: date) -> QuerySet[JointReview]:
    """Select the latest review of each OCG that an officer leads, if the next is near.

    The next one of a new lead can be later. So all are read, and the limit counts those due.
    """
    later = JointReview.objects.filter(
        ocg=OuterRef("ocg"), meeting__met_on__gt=OuterRef("meeting__met_on")
    )
    led = led_by(officer, also_in_part=True)
    rows = _slim().filter(
        ~Exists(later), ocg__in=led, ocg__state=Ocg.State.ACTIVE, next_on__lte=before
    )
    return _with_new_lead(rows)


def review_task(review: JointReview) -> Waiting:
    """Return the task to hold the next joint review."""
    href = record_address("liaison:record_review", review.ocg.ref)
    return Waiting(
        "Record the joint review of", review.ocg.name, href, next_review_on(review), "liaison",
        review.ocg.ref,
    )  # fmt: skip


SOURCES = (
    TaskSource(
        MAY_CONFIRM,
        _to_confirm,
        lambda actor: [_unconfirmed.ask(actor.officer.pk, *roles) for roles in OTHER.items()],
    ),
    TaskSource(MAY_REVIEW, _to_hold, lambda actor: [_due.ask(actor.officer.pk, _near())]),
)
