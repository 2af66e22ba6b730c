"""Tasks about the life of an OCG: reports to decide on, and dormant OCGs to look at again."""

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet

from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import led_by
from broadhurst.capabilities.register.queries.ocgs import owned_now
from broadhurst.capabilities.register.queries.waiting import SOON
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.prepared_query import prepared_query
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.notices.waiting import TaskSource, Waiting

MAY_DECIDE = """
EXISTS (SELECT FROM owned WHERE state = 'reported' AND due_on IS NOT NULL)
"""
MAY_LOOK_AGAIN = f"""
EXISTS (
    SELECT FROM led l JOIN register_ocg o ON o.id = l.ocg_id
    WHERE o.state = 'dormant'
      AND o.due_on <= %(today)s::date + {SOON.days}
)
"""
MOST = 50


def _reports(actor: Actor) -> list[Waiting]:
    return [decide_task(ocg) for ocg in _reported_to(actor.unit.pk)]


@prepared_query
def _reported_to(unit: int) -> QuerySet[Ocg]:
    rows = Ocg.objects.filter(pk__in=owned_now(unit=unit), state=Ocg.State.REPORTED)
    return rows.order_by("due_on", "pk")[:MOST]


def _dormant(actor: Actor) -> list[Waiting]:
    return [look_again_task(ocg) for ocg in _due(actor.officer.pk, clock.today() + SOON)]


@prepared_query
def _due(officer: int, soon: date) -> QuerySet[Ocg]:
    led = led_by(officer, states=(Ocg.State.DORMANT,))
    rows = Ocg.objects.filter(pk__in=led, due_on__lte=soon)
    return rows.order_by("due_on", "pk")[:MOST]


def _is_soon(ocg: Ocg) -> bool:
    return ocg.due_on is not None and ocg.due_on <= clock.today() + SOON


def decide_task(ocg: Ocg) -> Waiting:
    href = record_address("lifecycle:start_assessment", ocg.ref)
    task = "Decide on the report of"
    return Waiting(task, ocg.name, href, ocg.due_on, "register", ocg.ref, for_unit=True)


def look_again_task(ocg: Ocg) -> Waiting:
    href = record_address("lifecycle:keep_dormant", ocg.ref)
    return Waiting(
        "Look again at", f"{ocg.name}, which is dormant", href, ocg.due_on, "register", ocg.ref
    )


def attention_on(ocg: Ocg, parts: Sequence[str], by: str) -> list[Waiting]:
    """Return the step that is due on one OCG: a report to decide on, or another look."""
    if ocg.state == Ocg.State.REPORTED:
        return [decide_task(ocg).offered(bool(parts), by)]
    if ocg.state == Ocg.State.DORMANT and _is_soon(ocg):
        return [look_again_task(ocg).offered(bool(parts), by)]
    return []


SOURCES = (
    TaskSource(MAY_DECIDE, _reports, lambda actor: [_reported_to.ask(actor.unit.pk)]),
    TaskSource(
        MAY_LOOK_AGAIN,
        _dormant,
        lambda actor: [_due.ask(actor.officer.pk, clock.today() + SOON)],
    ),
)
