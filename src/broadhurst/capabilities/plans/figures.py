"""Figures of plans, each with the records behind it."""

from collections.abc import Callable
from datetime import date

from django.db.models import Q
from django.urls import reverse

from broadhurst.capabilities.plans.models import Action, P
from broadhurst.capabilities.plans.queries import plans, seen_actions
from broadhurst.foundation import clock
from broadhurst.foundation.figure import Figure, Record


def plan_reviews_overdue(since: date | None, as_of: date) -> Figure:
    """Agreed plans whose review was due before the end of a day and had not been made."""
    instant = clock.as_of(as_of)
    live = plans(instant).filter(
        Q(superseded_at=None) | Q(superseded_at__gte=instant),
        drafted_at__lt=instant,
        agreed_at__lt=instant,
        review_due_on__lt=as_of,
    )
    records = tuple(
        Record(
            plan.ref,
            f"{plan.ocg}, due {plan.review_due_on:%-d %B %Y}",
            reverse("ocg_plan", args=[plan.ocg.ref]),
        )
        for plan in live.order_by("review_due_on", "pk")
    )
    return Figure(
        "plan_reviews_overdue", "4P plan reviews overdue", len(records), "plans", as_of,
        records=records,
    )  # fmt: skip


def pursue_actions_on_time(since: date | None, as_of: date) -> Figure:
    """Pursue actions due in the period that were complete by their due date."""
    return _on_time(P.PURSUE, since, as_of)


def prevent_actions_on_time(since: date | None, as_of: date) -> Figure:
    """Prevent actions due in the period that were complete by their due date."""
    return _on_time(P.PREVENT, since, as_of)


def protect_actions_on_time(since: date | None, as_of: date) -> Figure:
    """Protect actions due in the period that were complete by their due date."""
    return _on_time(P.PROTECT, since, as_of)


def prepare_actions_on_time(since: date | None, as_of: date) -> Figure:
    """Prepare actions due in the period that were complete by their due date."""
    return _on_time(P.PREPARE, since, as_of)


def _on_time(p: P, since: date | None, as_of: date) -> Figure:
    """An action that had been cancelled was not to be done, and counts on neither side."""
    instant = clock.as_of(as_of)
    rows = seen_actions().filter(p=p, due_on__lte=as_of, asked_at__lt=instant)
    rows = rows.exclude(stage=Action.Stage.CANCELLED, closed_at__lt=instant)
    if since is not None:
        rows = rows.filter(due_on__gte=since)
    due = list(rows)
    done = [action for action in due if _was_on_time(action)]
    return Figure(
        name=f"{p.value}_actions_on_time",
        title=f"{p.label} actions complete on time",
        value=len(done),
        unit="actions",
        as_of=as_of,
        since=since,
        records=tuple(
            Record(action.ref, action.title, reverse("action", args=[action.ref]))
            for action in done
        ),
        scope=f"Of {len(due)} that were due. Counted from the records you may see.",
    )


def _was_on_time(action: Action) -> bool:
    return (
        action.stage == Action.Stage.COMPLETE
        and action.closed_at is not None
        and action.closed_at < clock.end_of(action.due_on)
    )


FIGURES: list[Callable[[date | None, date], Figure]] = [
    plan_reviews_overdue,
    pursue_actions_on_time,
    prevent_actions_on_time,
    protect_actions_on_time,
    prepare_actions_on_time,
]
