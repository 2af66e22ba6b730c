"""Read an actor in one statement: the posting with its officer, unit and organisation."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from broadhurst.foundation.access.actor import Actor, actor_in
from broadhurst.foundation.access.wall import RlsSettings, rls_settings_sql
from broadhurst.foundation.agencies.models import Agency, Officer, Posting, Unit
from broadhurst.foundation.database.prepared import columns, read, send

POSTING = ", ".join((
    columns(Officer, "o"), columns(Agency, "a"), columns(Unit, "u"), columns(Posting, "p"),
))  # fmt: skip
OF = """
FROM agencies_posting p
JOIN agencies_officer o ON o.id = p.officer_id
JOIN agencies_unit u ON u.id = p.unit_id
JOIN agencies_agency a ON a.id = u.agency_id
"""
PRINCIPALS = "'{' || u.id || ',' || -o.id || '}'"  # the same as `Actor.principals`
# Every API request begins with this statement. It joins few tables, because planning a large join
# takes longer than reading. It also sets the row-level security settings and returns them. If they
# are not right for the actor (an administrator), they are set again.
OF_TOKEN = f"""
SELECT {rls_settings_sql(PRINCIPALS, "%s", "''")}, {POSTING} {OF}
JOIN agencies_apitoken t ON t.posting_id = p.id
WHERE t.digest = %s AND t.revoked_at IS NULL AND t.expires_at > %s AND o.is_active
  AND p.from_on <= %s AND (p.until_on IS NULL OR p.until_on > %s)
"""
IS_SYSTEM = "o.username = 'broadhurst'"
OF_SYSTEM = f"SELECT {POSTING} {OF} WHERE {IS_SYSTEM}"
# Sub-selects for a statement that writes in the system's name, so that it needs no read before it.
SYSTEMS_OFFICER = f"(SELECT o.id FROM agencies_officer o WHERE {IS_SYSTEM})"  # noqa: S608
SYSTEMS_POSTING = f"(SELECT p.id {OF} WHERE {IS_SYSTEM})"


def actor_of_token(digest: str, now: datetime, today: date) -> tuple[Actor, RlsSettings] | None:
    """Return the actor of a valid API token, or None.

    None if the token is revoked or expired, the posting not in force or the officer inactive. With
    the actor come the settings that the statement set for the rest of the transaction.
    """
    rows = send(OF_TOKEN, [now.isoformat(), digest, now, today, today]).rows()
    if not rows:
        return None
    principals, instant, elevated, *posting = rows[0]
    return _actor(posting), (principals, instant, elevated)


def actor_of_system() -> Actor:
    """Return the actor of the system itself, which sets up and runs jobs.

    It can administer and read nothing.
    """
    return _actor(send(OF_SYSTEM).row())


def _actor(row: Iterable[Any]) -> Actor:
    values = iter(row)
    officer = read(Officer, values)
    agency = read(Agency, values)
    unit = read(Unit, values, agency=agency)
    return actor_in(read(Posting, values, officer=officer, unit=unit))
