"""Create the next action of a series when one is done."""

from calendar import monthrange
from datetime import date, timedelta

from django.db import connection

from broadhurst.capabilities.plans.models import Action
from broadhurst.capabilities.plans.writes.open_dossier import open_dossier_beside
from broadhurst.foundation import clock
from broadhurst.foundation.access import grants
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import Sight
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.audit.record import record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.words import day

EVERY = Action.Every
DAYS = {EVERY.WEEK: 7, EVERY.FORTNIGHT: 14}
MONTHS = {EVERY.MONTH: 1, EVERY.QUARTER: 3}
KEPT = (
    "objective_id", "p", "title", "brief", "shared_under", "accountable_unit", "asked_by",
    "asking_unit", "repeats", "repeats_until",
)  # fmt: skip


def next_due(action: Action) -> date | None:
    """Return when the next of a series is due, after today, or None if the series has ended."""
    if not action.repeats or action.repeats_until is None:
        return None
    due, number = action.due_on, 0
    while due <= max(clock.today(), action.due_on):
        number += 1
        due = _later(action.due_on, action.repeats, number)
    return due if due <= action.repeats_until else None


def _later(since: date, repeats: str, number: int) -> date:
    if days := DAYS.get(EVERY(repeats)):
        return since + timedelta(days=days * number)
    months = since.month - 1 + MONTHS[EVERY(repeats)] * number
    year, month = since.year + months // 12, months % 12 + 1
    return date(year, month, min(since.day, monthrange(year, month)[1]))


def repeat(actor: Actor, action: Action) -> Action | None:
    """Make the next action of a series, accepted by the same unit, or return None.

    The unit may not see the plan, so the database opens the dossier and copies the background.
    """
    due_on = next_due(action)
    if due_on is None:
        return None
    ref, now = new_reference("ACT"), clock.now()
    dossier = open_dossier_beside(action, ref)
    sight = Sight(action.accountable_unit, Grant.Level.WORK, Grant.Why.PARTNER, ref)
    grants.give(dossier, sight)
    following = Action.objects.create(
        dossier=dossier,
        ref=ref,
        due_on=due_on,
        stage=Action.Stage.ACCEPTED,
        asked_at=now,
        accepted_at=now,
        follows=action,
        **{name: getattr(action, name) for name in KEPT},
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT plans_copy_background(%s, %s)", [action.pk, following.pk])

    record(
        actor,
        "action.repeated",
        ref,
        dossier=dossier,
        tell=[action.accountable_unit, action.asking_unit],
        title=action.title,
        unit=action.accountable_unit.name,
        due_on=day(due_on),
    )
    return following
