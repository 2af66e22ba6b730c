"""The invitation to a meeting in iCalendar (RFC 5545). It names the board and nothing else."""

from datetime import UTC, datetime, timedelta

LASTS = timedelta(hours=2)
FOLD = 74  # octets of a line before it is folded


def invitation(ref: str, board: str, starts_at: datetime, address: str, made_at: datetime) -> str:
    """Return a calendar with one event. The text names no OCG and no person."""
    lines = (
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Broadhurst//Meetings//EN", "METHOD:PUBLISH",
        "BEGIN:VEVENT", f"UID:{ref}@broadhurst", f"DTSTAMP:{_stamp(made_at)}",
        f"DTSTART:{_stamp(starts_at)}", f"DTEND:{_stamp(starts_at + LASTS)}",
        f"SUMMARY:{_escaped(board)}", f"URL:{address}", "CLASS:PRIVATE", "END:VEVENT",
        "END:VCALENDAR",
    )  # fmt: skip
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _stamp(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    for character in ("\\", ";", ","):
        text = text.replace(character, f"\\{character}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> str:
    """Fold a line, counted in octets, so that no character is split."""
    parts, part = [], ""
    for character in line:
        if len((part + character).encode()) > FOLD:
            parts.append(part)
            part = " "
        part += character
    return "\r\n".join([*parts, part])
