"""The invitation to a meeting in iCalendar (RFC 5545). It names the board and nothing else."""

from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

LASTS = timedelta(hours=2)


def invitation(ref: str, board: str, starts_at: datetime, address: str, made_at: datetime) -> str:
    """Return a calendar with one event. The text names no OCG and no person."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Broadhurst//Meetings//EN")
    calendar.add("method", "PUBLISH")
    event = Event()
    event.add("uid", f"{ref}@broadhurst")
    event.add("dtstamp", made_at)
    event.add("dtstart", starts_at.astimezone(UTC))
    event.add("dtend", starts_at.astimezone(UTC) + LASTS)
    event.add("summary", board)
    event.add("url", address)
    event.add("class", "PRIVATE")
    calendar.add_component(event)
    text: bytes = calendar.to_ical()
    return text.decode()
