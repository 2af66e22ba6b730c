"""The list of the unit's planned events, for the page, the API and the terminal."""

from typing import Any

from django.db.models import F, Q

from broadhurst.capabilities.deconfliction.models import Event, HitSide
from broadhurst.capabilities.planned_events.queries.events import events
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.lists.cells import Cell, Link, Muted, Reference, Tag
from broadhurst.foundation.lists.declared import Column, Filter, List, Tab, everything

COLOURS = {Event.State.LIVE: "green", Event.State.PLANNED: "blue"}


def _event(event: Event) -> Cell:
    return Link(event.cover_name, record_address("planned_events:event", event.ref))


def _status(event: Any) -> Cell:
    state = Tag(event.get_state_display(), COLOURS.get(event.state, "grey"))
    theirs = Muted(f"Their event: {event.of_theirs}") if event.of_theirs else None
    return (state, _hits(event), theirs)


def _hits(event: Any) -> Tag | None:
    if event.conflict_count:
        return Tag("In conflict", "red")
    return Tag("Hit open", "orange") if event.open_hit_count else None


def _ocg(event: Event) -> Cell:
    if not event.ocg_ref:
        return None
    return Link(event.ocg_ref, record_address("dossier:ocg", event.ocg_ref), is_reference=True)


def _mine(actor: Actor) -> Q:
    return Q(planned_by=actor.officer)


def _with_hit(_actor: Actor) -> Q:
    still = HitSide.objects.filter(closed_at=None, is_disclosed=True, unit=F("event__unit"))
    return Q(state__in=Event.TO_COME, pk__in=still.values("event"))


EVENTS = List(
    key="planned-events",
    is_downloaded=False,  # like entries: rule 20
    label="Planned events of your unit",
    noun="event",
    page="planned_events:events",
    rows=lambda _actor: events(),
    columns=(
        Column("event", "Cover name", _event, sort="cover_name", fixed=True),
        Column("ref", "Event", lambda event: Reference(event.ref), sort="ref", fixed=True),
        Column("kind", "Kind", lambda event: event.get_kind_display(), sort="kind"),
        Column("place", "Place", lambda event: event.place, sort="place"),
        Column("starts", "Start", lambda event: event.starts_at, sort="starts_at"),
        Column("ends", "End", lambda event: event.ends_at, sort="ends_at"),
        Column("status", "Status", _status, sort="state"),
        Column("ocg", "OCG", _ocg, sort="ocg_ref", shown=False),
        Column(
            "planned_by",
            "Planned by",
            lambda event: event.planned_by.name,
            sort="planned_by__name",
            shown=False,
        ),
    ),
    sort="starts",
    nothing=(
        "No planned events",
        "Events that your unit plans appear here until they are over. If another unit has an event "
        "at that place and time, we tell both units who to contact.",
    ),
    opens_on="to_come",
    tabs=(
        Tab("mine", "Planned by me", _mine),
        Tab("open_hit", "With an open hit", _with_hit),
        Tab("to_come", "To come", lambda _actor: Q(state__in=Event.TO_COME)),
        Tab("all", "All", everything),
    ),
    filters=(
        Filter(
            "kind",
            "Kind",
            lambda rows, kind: rows.filter(kind=kind),
            choices=lambda: Event.Kind.choices,
        ),
    ),
)
