"""Change an event that is planned or live: it is checked again, with a new receipt."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from broadhurst.capabilities.deconfliction import meeting
from broadhurst.capabilities.deconfliction.commands.announce import look_for_probing
from broadhurst.capabilities.deconfliction.commands.event_form import EventForm, placed
from broadhurst.capabilities.deconfliction.commands.plan_event import checked, in_words
from broadhurst.capabilities.deconfliction.matching import flagging
from broadhurst.capabilities.deconfliction.models import Check, Event
from broadhurst.capabilities.deconfliction.rules import events as rules
from broadhurst.capabilities.deconfliction.rules.planning import (
    Planned,
    objections_to_planned,
)
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.geography.sphere import Place
from broadhurst.foundation.workflow import refuse_if

AS_THEY_ARE = (
    "kind", "cover_name", "place", "starts_at", "ends_at", "buffer_minutes", "is_armed",
    "is_undercover", "contact",
)  # fmt: skip


# Another value of any of these moves the event.
WHERE_AND_WHEN = ("latitude", "longitude", "radius_m", "polygon", "begins_at", "expires_at")


class ChangeEventForm(EventForm):
    keeps = True
    either = ("point", "corners")

    @staticmethod
    def held(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Behind the locks of the officer's planning, of all planning and of the event."""
        _, event = _locked(actor, subject["event"])
        return subject | {"event": event}

    def offer(self) -> None:
        """Everything as it stands, but for why it is checked late: that is asked anew."""
        event: Event = self.subject["event"]
        for name in AS_THEY_ARE:
            self.fields[name].initial = getattr(event, name)
        if event.polygon:
            lines = (_as_typed(north, east) for east, north in event.polygon)
            self.fields["corners"].initial = "\n".join(lines)
            self.fields["radius_m"].initial = None
        else:
            self.fields["point"].initial = _as_typed(event.latitude, event.longitude)
            self.fields["radius_m"].initial = event.radius_m

    def clean_starts_at(self) -> datetime:
        """The start."""
        return self._to_the_second("starts_at")

    def clean_ends_at(self) -> datetime:
        """The end."""
        return self._to_the_second("ends_at")

    def _to_the_second(self, name: str) -> datetime:
        """A page shows no seconds: what comes back as it was shown is no other time."""
        stands: datetime = getattr(self.subject["event"], name)
        given: datetime = self.cleaned_data[name]
        return stands if given == stands.replace(second=0, microsecond=0) else given

    def clean(self) -> dict[str, Any]:
        """Of an area that stands no radius is asked: one that is given would change nothing."""
        given = self.cleaned_data
        has_area = self.subject["event"].polygon and given.get("corners")
        if has_area and given.get("radius_m") is not None:
            self.add_error("radius_m", "A radius goes with a point. This event has an area.")
        return super().clean()


def _as_typed(north: float, east: float) -> str:
    """A point as it is read again: Python writes what is next to nothing as 1e-05."""
    return f"{Decimal(str(north)):f}, {Decimal(str(east)):f}"


def _locked(actor: Actor, event: Event) -> tuple[Planned, Event]:
    planned = flagging.planned_lately(actor.officer)
    meeting.wait_for_others()
    return planned, lock(Event.objects.select_related("unit__agency"), event)


@command
def change_event(
    *, actor: Actor, event: Event, kind: str, cover_name: str, place: str, ground: Place,
    starts_at: datetime, ends_at: datetime, contact: str,
    buffer_minutes: int = rules.USUAL_BUFFER_MINUTES, is_armed: bool = False,
    is_undercover: bool = False, late_reason: str = "",
) -> Check:  # fmt: skip
    """Change an event and check it again: a hit that stands is not raised twice.

    Whoever met it is told that it was moved, so that nobody finds out in silence how far it may be.
    """
    planned, event = _locked(actor, event)
    buffer = timedelta(minutes=buffer_minutes)
    changes = {
        "kind": kind, "cover_name": cover_name, "place": place, **placed(ground),
        "starts_at": starts_at, "ends_at": ends_at, "buffer_minutes": buffer_minutes,
        "begins_at": starts_at - buffer, "expires_at": ends_at + buffer, "is_armed": is_armed,
        "is_undercover": is_undercover, "contact": contact,
    }  # fmt: skip
    others = {name for name, value in changes.items() if getattr(event, name) != value}
    objections = rules.objections_to_change(actor.roles, event, is_changed=bool(others))
    if others:
        objections += objections_to_planned(planned) + rules.objections_to_plan(
            actor.roles, starts_at, ends_at, clock.now(), buffer=buffer, reach_m=ground.reach_m,
            late_reason=late_reason, cover_name=cover_name, place=place,
        )  # fmt: skip
    refuse_if(objections)

    is_moved = not others.isdisjoint(WHERE_AND_WHEN)
    # The reason for a late check belongs to this check, and by itself changes nothing.
    changes["late_reason"] = late_reason.strip()
    for name, value in changes.items():
        setattr(event, name, value)
    event.save(update_fields=list(changes))

    record(
        actor, "event.changed", event.ref, dossier=None, late_reason=event.late_reason,
        wide=in_words(event) if is_moved else None, moved="yes" if is_moved else None,
    )  # fmt: skip
    made = checked(actor, event, is_moved=is_moved)
    look_for_probing(actor, event, planned.with_one_more())
    return made
