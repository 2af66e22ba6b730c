"""Messages about an action, the open ones among them, and dependencies."""

from collections.abc import Collection, Iterable

from django.db.models import QuerySet

from broadhurst.capabilities.plans.models import Action, Dependency, Message
from broadhurst.capabilities.plans.rules.plans import ACTION
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.prepared_query import prepared_query


def messages_of(action: Action) -> QuerySet[Message]:
    """Return the messages about an action, oldest first."""
    return Message.objects.filter(action=action).select_related("officer", "unit__agency")


def open_question(action: Action) -> Message | None:
    """Return the question of an action that has no answer yet."""
    return _open(action, Message.Kind.QUESTION)


def open_proposal(action: Action) -> Message | None:
    """Return the proposed date of an action that has no answer yet."""
    return _open(action, Message.Kind.DATE_PROPOSED)


def _open(action: Action, kind: Message.Kind) -> Message | None:
    return messages_of(action).filter(kind=kind, answer=None).first()


def verbs_on(action: Action, parts: Collection[str]) -> list[str]:
    """Return the verbs that these roles may use on an action, as it is now."""
    question, proposal = open_question(action), open_proposal(action)
    waits = {
        "ask_question": question is None,
        "answer_question": question is not None,
        "propose_date": proposal is None,
        "answer_date": proposal is not None,
        "remove_dependency": waits_of(action).exists(),
        "stop_repeating": bool(action.repeats),
    }
    return [verb for verb in ACTION.open_to(action.stage, parts) if waits.get(verb, True)]


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
