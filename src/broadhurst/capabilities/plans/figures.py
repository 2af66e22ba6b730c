"""Figures of plans, each with the records behind it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from broadhurst.capabilities.plans.models import Action, Closing, P
from broadhurst.capabilities.plans.queries.actions import seen_actions
from broadhurst.capabilities.plans.queries.due_actions import asked_by, due_by_month, due_by_p
from broadhurst.capabilities.plans.queries.over_time import reviewed_over_time
from broadhurst.capabilities.plans.queries.versions import plans
from broadhurst.capabilities.register.models import Ownership
from broadhurst.capabilities.register.queries.active_owners import (
    active_ids,
    active_owners,
)
from broadhurst.capabilities.register.queries.ocgs import in_force_at
from broadhurst.foundation import clock
from broadhurst.foundation.access.one_pass import read_once
from broadhurst.foundation.access.prepared_query import AnyOf, prepared_query
from broadhurst.foundation.access.reach import listed_ids, within_reach, written_reach
from broadhurst.foundation.database.arrays import Numbers, array
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.figure import (
    Measure,
    Part,
    Record,
    Row,
    Scope,
    Span,
    how_many_meet,
)


def _agreed(scope: Scope, as_of: date) -> QuerySet[Any]:
    """Return the plans that were agreed, and neither replaced nor closed, at the end of a day."""
    instant = clock.as_of(as_of)
    return _agreed_at(instant).filter(ocg__in=listed_ids(active_ids(scope, instant)))


def _agreed_at(instant: datetime) -> QuerySet[Any]:
    ended = Closing.objects.filter(
        Q(reopened_at=None) | Q(reopened_at__gte=instant),
        plan__ocg=OuterRef("ocg"),
        closed_at__lt=instant,
    )
    return plans(instant).filter(
        ~Exists(ended),
        Q(superseded_at=None) | Q(superseded_at__gte=instant),
        drafted_at__lt=instant,
        agreed_at__lt=instant,
    )


@prepared_query
def _reviews(ocgs: Numbers, instant: datetime, day: date) -> QuerySet[Any, tuple[int, int, int]]:
    """Count the agreed plans of each OCG, and those with an overdue review."""
    rows = _agreed_at(instant).filter(AnyOf(F("ocg"), ocgs)).order_by().values_list("ocg")
    overdue = Q(review_due_on__lt=day)
    counted: QuerySet[Any, Any] = rows.annotate(many=Count("pk"), late=Count("pk", filter=overdue))
    return counted


@read_once
def _reviews_by_owner(scope: Scope, as_of: date) -> dict[int, tuple[int, int]]:
    """Count the agreed plans of each organisation, and those with an overdue review."""
    owners = active_owners(scope, clock.as_of(as_of))
    counts: dict[int, tuple[int, int]] = {}
    for ocg, plans_, late in _reviews(array(owners), clock.as_of(as_of), as_of):
        total, before = counts.get(owners[ocg], (0, 0))
        counts[owners[ocg]] = (total + plans_, before + late)
    return counts


def _overdue_by_owner(scope: Scope, since: date | None, as_of: date) -> dict[int, Part]:
    counts = _reviews_by_owner(scope, as_of)
    return {agency: Part(due, late) for agency, (due, late) in counts.items()}


def _in_time_by_owner(scope: Scope, since: date | None, as_of: date) -> dict[int, Part]:
    counts = _reviews_by_owner(scope, as_of)
    return {agency: Part(total, total - late) for agency, (total, late) in counts.items()}


@read_once
def _plan_rows(scope: Scope, as_of: date) -> list[Row]:
    """Return the agreed plans: 1 for those reviewed in time, and 0 for those overdue."""
    owner = Ownership.objects.filter(in_force_at(clock.as_of(as_of)), ocg=OuterRef("ocg"))
    live = _agreed(scope, as_of).annotate(owner_id=Subquery(owner.values("agency")[:1]))
    return [
        Row(
            Record(
                plan.ref,
                f"{plan.ocg}, due {plan.review_due_on:%-d %B %Y}",
                record_address("dossier:ocg_plan", plan.ocg.ref),
            ),
            frozenset({plan.owner_id}),
            int(plan.review_due_on >= as_of),
        )
        for plan in live.order_by("review_due_on", "pk")
    ]


def _reviews_overdue(scope: Scope, since: date | None, as_of: date) -> list[Row]:
    return [replace(row, value=1 - row.value) for row in _plan_rows(scope, as_of)]


def _reviewed_in_time(scope: Scope, since: date | None, as_of: date) -> list[Row]:
    return _plan_rows(scope, as_of)


def _due(p: P) -> Callable[[Scope, date | None, date], list[Row]]:
    """Return a function that lists the due actions of one P, without cancelled ones."""

    def rows(scope: Scope, since: date | None, as_of: date) -> list[Row]:
        return [_row(action) for action in _all_due(scope, since, as_of) if action.p == p]

    return rows


@read_once
def _all_due(scope: Scope, since: date | None, as_of: date) -> list[Action]:
    return list(_due_actions(scope, since, as_of))


def _due_actions(scope: Scope, since: date | None, as_of: date) -> QuerySet[Action]:
    due = _of(scope).filter(due_on__lte=as_of)
    due = due.filter(due_on__gte=since) if since is not None else due
    return asked_by(clock.as_of(as_of), due)


def _of(scope: Scope) -> QuerySet[Action]:
    return within_reach(seen_actions().filter(**scope.only("asking_unit__agency")))


@read_once
def _due_by_p(scope: Scope, since: date | None, as_of: date) -> dict[tuple[str, int], Part]:
    """Count the due actions of each P and organisation, and those that were complete on time."""
    counted = due_by_p(since, as_of, clock.as_of(as_of), scope.ids, written_reach())
    return {(p, agency): Part(total, on_time) for p, agency, total, on_time in counted}


@read_once
def _due_by_month(scope: Scope, months: tuple[Span, ...]) -> dict[tuple[str, int], Part]:
    """Count due and timely actions by P and month number, in one query, like `_due_by_p`."""
    counted = due_by_month(*clock.bounds_of_days(months), scope.ids, written_reach())
    return {(p, month): Part(total, on_time) for p, month, total, on_time in counted}


def _counts_of(p: P) -> Callable[[Scope, date | None, date], dict[int, Part]]:
    def by_agency(scope: Scope, since: date | None, as_of: date) -> dict[int, Part]:
        counts = _due_by_p(scope, since, as_of)
        return {agency: part for (q, agency), part in counts.items() if q == p}

    return by_agency


def _months_of(p: P) -> Callable[[Scope, Sequence[Span]], dict[int, Part]]:
    def by_month(scope: Scope, months: Sequence[Span]) -> dict[int, Part]:
        counts = _due_by_month(scope, tuple(months))
        return {month: part for (q, month), part in counts.items() if q == p}

    return by_month


def _row(action: Action) -> Row:
    on_time = _was_on_time(action)
    text = action.title if on_time else f"{action.title}: not on time"
    record = Record(action.ref, text, record_address("plans:action", action.ref))
    return Row(record, frozenset({action.asking_unit.agency_id}), value=int(on_time))


def _was_on_time(action: Action) -> bool:
    return (
        action.stage == Action.Stage.COMPLETE
        and action.closed_at is not None
        and action.closed_at < clock.end_of(action.due_on)
    )


def _on_time(p: P) -> Measure:
    return Measure(
        f"{p.value}_actions_on_time", f"{p.label} actions completed on time", "actions", "action",
        f"{p.label} actions of 4P plans that the organisation asked for and that were due in the "
        "period: how many were complete by the day they were due. Cancelled actions are left out. "
        "If the day was moved, the new day counts.",
        _due(p), value=how_many_meet, of=("actions", "action"), by_agency=_counts_of(p),
        months=_months_of(p),
    )  # fmt: skip


plan_reviews_overdue = Measure(
    "plan_reviews_overdue", "4P plan reviews overdue", "plans", "plan",
    "Agreed 4P plans of OCGs that the organisation owned at the end of the day: how many had a "
    "review that was due before and had not been made.",
    _reviews_overdue, value=how_many_meet, of=("plans", "plan"), is_of_a_period=False,
    by_agency=_overdue_by_owner,
)  # fmt: skip
plans_reviewed_in_time = Measure(
    "plans_reviewed_in_time", "4P plans with no review overdue", "plans", "plan",
    "Agreed 4P plans of OCGs that the organisation owned at the end of the day: how many had no "
    "review overdue.",
    _reviewed_in_time, value=how_many_meet, of=("plans", "plan"), is_of_a_period=False,
    by_agency=_in_time_by_owner, series=reviewed_over_time,
)  # fmt: skip
pursue_actions_on_time = _on_time(P.PURSUE)
prevent_actions_on_time = _on_time(P.PREVENT)
protect_actions_on_time = _on_time(P.PROTECT)
prepare_actions_on_time = _on_time(P.PREPARE)

FIGURES: list[Measure] = [
    plan_reviews_overdue,
    plans_reviewed_in_time,
    pursue_actions_on_time,
    prevent_actions_on_time,
    protect_actions_on_time,
    prepare_actions_on_time,
]
