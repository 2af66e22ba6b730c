"""The actor of a posting, read with its officer, unit and body in one short statement."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from broadhurst.foundation.access.actor import Actor, actor_in
from broadhurst.foundation.access.wall import Said, tell
from broadhurst.foundation.agencies.models import Agency, Officer, Posting, Unit
from broadhurst.foundation.statements import columns, read, send

POSTING = ", ".join((
    columns(Officer, "o"), columns(Agency, "a"), columns(Unit, "u"), columns(Posting, "p"),
))  # fmt: skip
OF = """
FROM agencies_posting p
JOIN agencies_officer o ON o.id = p.officer_id
JOIN agencies_unit u ON u.id = p.unit_id
JOIN agencies_agency a ON a.id = u.agency_id
"""
PRINCIPALS = "'{' || u.id || ',' || -o.id || '}'"  # as an actor has them
# Every request of a machine begins with it: few tables, as planning many takes longer than reading.
# It tells PostgreSQL at once who asks, and says what it told: if that is not what the actor is to
# see, it is told again.
OF_TOKEN = f"""
SELECT {tell(PRINCIPALS, "%s", "''")}, {POSTING} {OF}
JOIN agencies_apitoken t ON t.posting_id = p.id
WHERE t.digest = %s AND t.revoked_at IS NULL AND t.expires_at > %s AND o.is_active
  AND p.from_on <= %s AND (p.until_on IS NULL OR p.until_on > %s)
"""
IS_SYSTEM = "o.username = 'broadhurst'"
OF_SYSTEM = f"SELECT {POSTING} {OF} WHERE {IS_SYSTEM}"
# For a statement that writes in the system's name: its officer and its posting, which need not be
# read and waited for before.
SYSTEMS_OFFICER = f"(SELECT o.id FROM agencies_officer o WHERE {IS_SYSTEM})"  # noqa: S608
SYSTEMS_POSTING = f"(SELECT p.id {OF} WHERE {IS_SYSTEM})"


def actor_of_token(digest: str, now: datetime, today: date) -> tuple[Actor, Said] | None:
    """The actor of a token, if it is in force and neither revoked nor its posting ended.

    With what PostgreSQL is told of them by then, until the transaction ends.
    """
    found = send(OF_TOKEN, [now.isoformat(), digest, now, today, today]).rows()
    if not found:
        return None
    principals, instant, elevated, *posting = found[0]
    return _actor(posting), (principals, instant, elevated)


def actor_of_system() -> Actor:
    """The system's own actor."""
    return _actor(send(OF_SYSTEM).row())


def _actor(row: Iterable[Any]) -> Actor:
    values = iter(row)
    officer = read(Officer, values)
    agency = read(Agency, values)
    unit = read(Unit, values, agency=agency)
    return actor_in(read(Posting, values, officer=officer, unit=unit))
