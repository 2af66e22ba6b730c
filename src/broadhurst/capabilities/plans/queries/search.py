"""How search finds actions, and what it shows of them."""

from collections.abc import Iterator, Sequence

from broadhurst.capabilities.plans.queries.actions import seen_actions
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.search.found import Found, Kind


def _actions(_actor: Actor, ids: Sequence[int]) -> Iterator[Found]:
    for action in seen_actions().filter(pk__in=ids):
        due = f" Due {day(action.due_on)}." if action.closed_at is None else ""
        context = f"{action.get_stage_display()}. Action of {action.accountable_unit.name}.{due}"
        href = record_address("plans:action", action.ref)
        yield Found(action.pk, action.title, action.ref, context, href)


ACTIONS = Kind("action", "Actions", _actions)
