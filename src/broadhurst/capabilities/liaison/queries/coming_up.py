"""Read the plan actions and planned events to come on an OCG, of both leads, by date."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from broadhurst.capabilities.deconfliction.models import Event
from broadhurst.capabilities.liaison.models import Seen
from broadhurst.capabilities.liaison.rules.leading import OTHER
from broadhurst.capabilities.plans.queries.actions import open_actions
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.foundation import clock
from broadhurst.foundation.agencies.models import Officer, Unit
from broadhurst.foundation.database.prepared import send
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.govuk.words import moment

EVENTS = """
SELECT ref, kind, starts_at, ends_at, place, planned_by, unit FROM liaison_events_of_leads(%s)
"""


@dataclass(frozen=True)
class ComingUp:
    """An action or event to come: what, when, who added it, and which leads have seen it.

    `seen_by` has a sentence for each lead, except the one who added it. `is_new_to` has the ids of
    those who have not seen it.
    """

    ref: str
    what: str
    happens_on: date
    when: str
    by: Officer
    unit: str
    href: str
    seen_by: list[str] = field(default_factory=list)
    is_new_to: frozenset[int] = frozenset()


def coming_up(ocg: Ocg) -> list[ComingUp]:
    """Return the actions due and the events planned from today on, the next first.

    Events are only those that this reader, as a lead, may know of. It takes a fixed number of
    queries.
    """
    items = sorted(
        [*_actions(ocg), *_events(ocg)], key=lambda action: (action.happens_on, action.ref)
    )
    leads = {
        officer.pk: officer
        for lead in current_leadership(ocg).leads
        if lead.role in OTHER
        for officer in (lead.officer, lead.deputy)
        if officer
    }
    rows = Seen.objects.filter(ocg=ocg, subject__in=[item.ref for item in items])
    seen = {(row.subject, row.happens_on, row.officer_id): row.seen_at for row in rows}
    return [_with_who_saw(item, leads, seen) for item in items]


def _with_who_saw(
    item: ComingUp, leads: dict[int, Officer], seen: dict[tuple[str, date, int], datetime]
) -> ComingUp:
    other_leads = {pk: officer for pk, officer in leads.items() if pk != item.by.pk}
    seen_at_by_lead = {pk: seen.get((item.ref, item.happens_on, pk)) for pk in other_leads}
    sightings = [_said(other_leads[pk], seen_at) for pk, seen_at in seen_at_by_lead.items()]
    is_new_to = frozenset(pk for pk in other_leads if seen_at_by_lead[pk] is None)
    return replace(item, seen_by=sightings, is_new_to=is_new_to)


def _said(officer: Officer, seen_at: datetime | None) -> str:
    if seen_at is None:
        return f"Not seen by {officer.name}"
    return f"Seen by {officer.name} on {moment(seen_at)}"


def _actions(ocg: Ocg) -> list[ComingUp]:
    return [
        ComingUp(
            ref=action.ref,
            what=f"{action.get_p_display()}: {action.title}",
            happens_on=action.due_on,
            when="due",
            by=action.asked_by,
            unit=action.accountable_unit.name,
            href=record_address("plans:action", action.ref),
        )
        for action in open_actions(ocg).filter(due_on__gte=clock.today())
    ]


def _events(ocg: Ocg) -> list[ComingUp]:
    rows = list(send(EVENTS, [ocg.ref]).rows())
    officers = Officer.objects.in_bulk({row[5] for row in rows})
    units = Unit.objects.in_bulk({row[6] for row in rows})
    refs = set(Event.objects.filter(ocg_ref=ocg.ref).values_list("ref", flat=True)) if rows else ()
    return [
        ComingUp(
            ref=ref,
            what=f"{Event.Kind(kind).label}: {place}",
            happens_on=starts_at.astimezone(clock.LONDON).date(),
            when=f"{moment(starts_at)} to {moment(ends_at)}",
            by=officers[by],
            unit=units[unit].name,
            href=record_address("planned_events:event", ref) if ref in refs else "",
        )
        for ref, kind, starts_at, ends_at, place, by, unit in rows
    ]
