"""Change a planned or live event. It is checked again, with a new receipt."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from broadhurst.capabilities.deconfliction.matching import event_store, recent_use
from broadhurst.capabilities.deconfliction.models import Check, Event
from broadhurst.capabilities.deconfliction.rules.planning import Planned
from broadhurst.capabilities.deconfliction.writes.announce import flag_probing
from broadhurst.capabilities.planned_events.forms.event import EventForm, placed
from broadhurst.capabilities.planned_events.queries.forms import by_roles
from broadhurst.capabilities.planned_events.rules import events as rules
from broadhurst.capabilities.planned_events.rules.limits import objections_to_planned
from broadhurst.capabilities.planned_events.writes.check_event import check_event, in_words
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.geography.sphere import Place
from broadhurst.foundation.workflow import refuse_if

AS_THEY_ARE = (
    "kind", "cover_name", "place", "starts_at", "ends_at", "buffer_minutes", "is_armed",
    "is_undercover", "contact",
)  # fmt: skip


# Changing any of these moves the event.
WHERE_AND_WHEN = ("latitude", "longitude", "radius_m", "polygon", "begins_at", "expires_at")


class ChangeEventForm(EventForm):
    prefills = True
    either = ("point", "corners")

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Lock the officer's planning, then all planning, then the event."""
        _, event = _locked(actor, subject["event"])
        return subject | {"event": event}

    def narrow_choices(self) -> None:
        """Prefill every field except the reason for a late check, which is asked again."""
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
        """Return the start, with its stored seconds if it was not changed."""
        return self._to_the_second("starts_at")

    def clean_ends_at(self) -> datetime:
        """Return the end, with its stored seconds if it was not changed."""
        return self._to_the_second("ends_at")

    def _to_the_second(self, name: str) -> datetime:
        """Keep the stored seconds of an unchanged time, because a page shows no seconds."""
        stored: datetime = getattr(self.subject["event"], name)
        entered: datetime = self.cleaned_data[name]
        return stored if entered == stored.replace(second=0, microsecond=0) else entered

    def clean(self) -> dict[str, Any]:
        """Refuse a radius for an event that has an area, because it would change nothing."""
        answers = self.cleaned_data
        has_area = self.subject["event"].polygon and answers.get("corners")
        if has_area and answers.get("radius_m") is not None:
            self.add_error("radius_m", "A radius goes with a point. This event has an area.")
        return super().clean()


def _as_typed(north: float, east: float) -> str:
    """Write a point in decimals, because Python writes numbers close to 0 as 1e-05."""
    return f"{Decimal(str(north)):f}, {Decimal(str(east)):f}"


def _locked(actor: Actor, event: Event) -> tuple[Planned, Event]:
    planned = recent_use.recent_plans(actor.officer)
    event_store.wait_for_others()
    return planned, lock(Event.objects.select_related("unit__agency"), event)


@for_record(by_roles(rules.objections_to_open_event))
@command
def change_event(
    *, actor: Actor, event: Event, kind: str, cover_name: str, place: str, ground: Place,
    starts_at: datetime, ends_at: datetime, contact: str,
    buffer_minutes: int = rules.USUAL_BUFFER_MINUTES, is_armed: bool = False,
    is_undercover: bool = False, late_reason: str = "",
) -> Check:  # fmt: skip
    """Change an event and check it again. An existing hit is not raised twice.

    The other sides of its hits are told that it moved, so that nobody can find out secretly how
    close another unit's event is.
    """
    planned, event = _locked(actor, event)
    buffer = timedelta(minutes=buffer_minutes)
    changes = {
        "kind": kind, "cover_name": cover_name, "place": place, **placed(ground),
        "starts_at": starts_at, "ends_at": ends_at, "buffer_minutes": buffer_minutes,
        "begins_at": starts_at - buffer, "expires_at": ends_at + buffer, "is_armed": is_armed,
        "is_undercover": is_undercover, "contact": contact,
    }  # fmt: skip
    changed = {name for name, value in changes.items() if getattr(event, name) != value}
    objections = rules.objections_to_change(actor.roles, event, is_changed=bool(changed))
    if changed:
        objections += objections_to_planned(planned) + rules.objections_to_plan(
            actor.roles, starts_at, ends_at, clock.now(), buffer=buffer, reach_m=ground.reach_m,
            late_reason=late_reason, cover_name=cover_name, place=place,
        )  # fmt: skip
    refuse_if(objections)

    is_moved = not changed.isdisjoint(WHERE_AND_WHEN)
    # The reason for a late check belongs to this check, and alone does not count as a change.
    changes["late_reason"] = late_reason.strip()
    for name, value in changes.items():
        setattr(event, name, value)
    event.save(update_fields=list(changes))

    record(
        actor, "event.changed", event.ref, dossier=None, late_reason=event.late_reason,
        wide=in_words(event) if is_moved else None, moved="yes" if is_moved else None,
    )  # fmt: skip
    check = check_event(actor, event, is_moved=is_moved)
    flag_probing(actor, event, planned.with_one_more())
    return check
