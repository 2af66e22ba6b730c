"""An officer's calendar for programs like Outlook: deadlines, meetings and planned events.

It has references for titles, so that people who see the calendar learn no name (RFC 5545).
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from icalendar import Calendar, Event

from broadhurst.capabilities.liaison.queries.warrants import planned_warrants
from broadhurst.capabilities.meetings.queries.agendas import planned_meetings_of
from broadhurst.capabilities.planned_events.queries.events import events_between
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event as LoggedEvent
from broadhurst.foundation.audit.record import command, for_readers, record
from broadhurst.foundation.doors.wall import open_to_anyone
from broadhurst.foundation.notices.emails import address_of
from broadhurst.surfaces.home.queries import by_clock

BEHIND, AHEAD = timedelta(days=30), timedelta(days=366)
EVERY = timedelta(hours=1)  # how often programs are asked to look again


@dataclass(frozen=True)
class Entry:
    """One line of a calendar: what kind of thing, its reference, and when.

    `starts` and `ends` are days or instants.
    """

    kind: str
    ref: str
    starts: date | datetime
    ends: date | datetime
    of: str = ""  # tells two entries of one reference apart


@open_to_anyone
def calendar_page(request: HttpRequest, secret: str) -> HttpResponse:
    """Answer the calendar of the officer whose address this is. The address is the only key."""
    actor: Actor | None = request.actor  # type: ignore[attr-defined]
    if actor is None:
        raise Http404
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    text = as_calendar(sorted(entries(actor), key=lambda entry: (str(entry.starts), entry.ref)))
    digest = hashlib.sha256(text).hexdigest()
    if last_sent(actor) != digest:
        log_calendar(actor=actor, sha256=digest, entries=text.count(b"BEGIN:VEVENT"))
    headers = {"Cache-Control": "private, no-cache"}
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)


def entries(actor: Actor) -> Iterator[Entry]:
    """Find the deadlines of an actor's tasks, and the meetings and events that they may see."""
    for task in by_clock(actor):
        if task.due_on is None:
            continue
        ends = task.due_at or task.due_on + timedelta(days=1)
        yield Entry("Deadline", task.ref, task.due_at or task.due_on, ends, task.what)
    since, until = clock.now() - BEHIND, clock.now() + AHEAD
    for meeting in planned_meetings_of(actor, since, until):
        yield Entry("Meeting", meeting.ref, meeting.starts_at, meeting.ends_at)
    for event in events_between(since, until):
        yield Entry("Event", event.ref, event.starts_at, event.ends_at)
    for warrant in planned_warrants():
        if warrant.starts_at < until and warrant.ends_at > since:
            yield Entry("Warrant", warrant.ref, warrant.starts_at, warrant.ends_at)


def as_calendar(entries: list[Entry]) -> bytes:
    """Return the text of a calendar. It stays the same for a day, unless an entry changes."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Broadhurst//Calendar//EN")
    calendar.add("x-wr-calname", "Broadhurst")
    calendar.add("refresh-interval", EVERY, parameters={"VALUE": "DURATION"})
    for entry in entries:
        event = Event()
        key = f"{entry.kind} {entry.ref} {entry.of}"
        event.add("uid", f"{hashlib.sha256(key.encode()).hexdigest()[:24]}@broadhurst")
        event.add("dtstamp", clock.midnight(clock.today()))
        event.add("dtstart", entry.starts)
        event.add("dtend", entry.ends)
        event.add("summary", f"{entry.kind} {entry.ref}".strip())
        if entry.ref:
            event.add("url", address_of(entry.ref))
        event.add("class", "PRIVATE")
        if entry.kind == "Deadline":
            event.add("transp", "TRANSPARENT")  # a deadline does not make its officer busy
        calendar.add_component(event)
    text: bytes = calendar.to_ical()
    return text


def last_sent(actor: Actor) -> str:
    """Return the digest of the calendar that this posting was last sent."""
    last = LoggedEvent.objects.filter(
        subject=actor.officer.username, verb="calendar.sent", posting=actor.posting
    ).first()
    return last.detail["sha256"] if last else ""


@command
@for_readers
def log_calendar(*, actor: Actor, sha256: str, entries: int) -> None:
    """Log that a calendar left, which differs from the one before."""
    record(
        actor,
        "calendar.sent",
        actor.officer.username,
        dossier=None,
        kind=LoggedEvent.Kind.DISCLOSURE,
        sha256=sha256,
        entries=entries,
    )
