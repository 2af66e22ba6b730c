"""The dependencies between actions, and which actions wait for a late one."""

from collections.abc import Iterable

from django.db.models import QuerySet

from broadhurst.capabilities.plans.models import Action, Dependency
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.prepared_query import prepared_query


def dependencies(*ocgs: Ocg) -> QuerySet[Dependency]:
    """Return the dependencies in force between actions of OCGs' plans."""
    rows = Dependency.objects.filter(action__objective__plan__ocg__in=ocgs, removed_at=None)
    return rows.select_related("action", "after__accountable_unit")


@prepared_query
def dependencies_on(ocg: int) -> QuerySet[Dependency]:
    """Select the dependencies in force of the plan of one OCG."""
    rows = Dependency.objects.filter(action__objective__plan__ocg=ocg, removed_at=None)
    return rows.select_related("action", "after__accountable_unit")


def waits_of(action: Action) -> QuerySet[Dependency]:
    """Return the dependencies in force of one action."""
    rows = Dependency.objects.filter(action=action, removed_at=None)
    return rows.select_related("after__accountable_unit")


def mark_late_before(actions: Iterable[Action], rows: Iterable[Dependency]) -> None:
    """Set `late_before` on each action: those it waits for that are open and overdue."""
    today = clock.today()
    late: dict[int, list[Action]] = {}
    for row in rows:
        if row.after.closed_at is None and row.after.due_on < today:
            late.setdefault(row.action_id, []).append(row.after)
    for action in actions:
        action.late_before = [] if action.closed_at else late.get(action.pk, [])  # type: ignore[attr-defined]
