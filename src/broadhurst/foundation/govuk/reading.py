"""Parse typed dates and times, from separate inputs or one text, and fill the inputs."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone
from re import IGNORECASE, fullmatch
from typing import Any

from broadhurst.foundation import clock

ZONES = {
    "BST": timezone(timedelta(hours=1)), "+0100": timezone(timedelta(hours=1)),
    "GMT": UTC, "+0000": UTC,
}  # fmt: skip
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def by_part(value: Any, parts: tuple[str, ...]) -> dict[str, str]:
    """Return the text of each input for a date, a datetime, typed parts or a text."""
    if isinstance(value, str):
        value = _as_date(value) or {"day": value}
    elif isinstance(value, datetime):
        value = value.astimezone(clock.LONDON)
    if isinstance(value, date):
        time = _in_its_box(value) if isinstance(value, datetime) else ""
        value = {"day": value.day, "month": value.month, "year": value.year, "time": time}
    return {part: str((value or {}).get(part, "")) for part in parts}


def _as_date(text: str) -> date | datetime | None:
    try:
        if len(text) == 10:
            return date.fromisoformat(text)
        read = as_time(text)
        return read.astimezone(clock.LONDON) if read.tzinfo else read
    except (ValueError, OverflowError):
        return None


def _in_its_box(when: datetime) -> str:
    """Return a time of day in a form that can be typed again, with BST or GMT if ambiguous."""
    zone = f" {when:%Z}" if when.tzinfo and clock.comes_twice(when) else ""
    return f"{when:%H:%M}{zone}"


def as_time(text: str) -> datetime:
    """Parse an ISO text; its offset, if any, may be written BST or GMT. Raises ValueError."""
    bare, zone = time_and_zone(text)
    return (
        datetime.fromisoformat(bare).replace(tzinfo=zone) if zone else datetime.fromisoformat(text)
    )


def as_instant(text: str) -> datetime:
    """Parse an ISO text as an instant in UTC; without an offset it is London time.

    Raises ValueError or OverflowError.
    """
    read = as_time(text)
    return (read if read.tzinfo else read.replace(tzinfo=clock.LONDON)).astimezone(UTC)


def time_and_zone(typed: str) -> tuple[str, timezone | None]:
    """Split a typed time from the offset at its end, if that is BST or GMT in any form."""
    match = fullmatch(r"(.*?[0-9a-z]) ?(BST|GMT|\+0[01]:?00)", typed, IGNORECASE)
    return (match[1], ZONES[match[2].upper().replace(":", "")]) if match else (typed, None)


def time_of_day(typed: str) -> time | None:
    """Parse "14:30", "14.30", "1430", "1430hrs", "2:30pm", "2pm" or "14:30:00", or return None."""
    text = {"midday": "12:00", "noon": "12:00"}.get(typed.lower(), typed.lower())
    match = fullmatch(
        r"([0-9]{1,2})(?:[:.]([0-9]{2})(?::00)?|(?<=[0-9]{2})([0-9]{2}))? ?([ap]m|hrs|h)?", text
    )
    if not match:
        return None
    hour, minute = int(match[1]), int(match[2] or match[3] or 0)
    if match[4] in ("am", "pm"):
        hour = hour % 12 + (12 if match[4] == "pm" else 0) if 1 <= hour <= 12 else 24
    return time(hour, minute) if hour < 24 and minute < 60 else None


def month_number(typed: str) -> int:
    """Return 3 for "3", "03", "Mar" or "March", and 0 for anything that is not a month."""
    name = typed.lower()
    if len(name) >= 3 and name[:3] in MONTHS:
        return MONTHS.index(name[:3]) + 1
    return int(name) if fullmatch(r"0?[1-9]|1[0-2]", name) else 0


def wrong_parts(typed: Mapping[str, str]) -> tuple[str, ...]:
    """Return the inputs to mark as wrong: the empty ones, or those with an invalid value."""
    missing = tuple(part for part, text in typed.items() if not text)
    if missing:
        return missing
    right = {
        "day": bool(fullmatch(r"0?[1-9]|[12][0-9]|3[01]", typed["day"])),
        "month": month_number(typed["month"]) > 0,
        "year": bool(fullmatch(r"19[0-9]{2}|20[0-9]{2}", typed["year"])),
        "time": time_of_day(time_and_zone(typed.get("time", ""))[0]) is not None,
    }
    return tuple(part for part in typed if not right[part])
