"""Read an actor in one statement: the posting with its officer, unit and organisation.

Every request begins with one of these statements. It also sets the row-level security settings and
returns them. It joins few tables, because planning a large join takes longer than reading.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from broadhurst.foundation.access.actor import SYSTEM, Actor, actor_in
from broadhurst.foundation.access.wall import (
    ANONYMOUS,
    SET_SETTINGS,
    RlsSettings,
    rls_settings_sql,
)
from broadhurst.foundation.agencies.models import (
    ADMINISTRATORS,
    Agency,
    ApiToken,
    Officer,
    Posting,
    Unit,
)
from broadhurst.foundation.database.opening import opening
from broadhurst.foundation.database.prepared import Sent, columns, read, send

POSTING = ", ".join((
    columns(Officer, "o"), columns(Agency, "a"), columns(Unit, "u"), columns(Posting, "p"),
))  # fmt: skip
OF = """
FROM agencies_posting p
JOIN agencies_officer o ON o.id = p.officer_id
JOIN agencies_unit u ON u.id = p.unit_id
JOIN agencies_agency a ON a.id = u.agency_id
"""
IS_SYSTEM = f"o.username = '{SYSTEM}'"
ADMINISTERS = f"p.roles && '{{{','.join(sorted(ADMINISTRATORS))}}}'::varchar[]"
# The same as `Actor.principals`.
PRINCIPALS = f"""
'{{' || CASE WHEN {ADMINISTERS} AND NOT {IS_SYSTEM} THEN '' ELSE u.id || ',' END || -o.id || '}}'
"""
OF_TOKEN = f"""
SELECT {rls_settings_sql(PRINCIPALS, "%s", "''")}, {POSTING} {OF}
JOIN agencies_apitoken t ON t.posting_id = p.id
WHERE t.digest = %s AND t.opens = %s AND t.revoked_at IS NULL AND t.expires_at > %s AND o.is_active
  AND p.from_on <= %s AND (p.until_on IS NULL OR p.until_on > %s)
"""
# A session may have no posting yet, or one that is no longer in force. Then it sees as nobody does.
# Django sets when a session expires by the real time, so it is compared with that of the server.
OF_SESSION = f"""
SELECT {rls_settings_sql(f"coalesce({PRINCIPALS}, '{{}}')", "%s", "''")}, s.session_data, {POSTING}
FROM agencies_session s
LEFT JOIN agencies_officer o ON o.id = s.officer_id
LEFT JOIN agencies_posting p ON p.id = s.posting_id AND p.officer_id = o.id
  AND o.is_active AND NOT o.password_is_temporary
  AND p.from_on <= %s AND (p.until_on IS NULL OR p.until_on > %s)
LEFT JOIN agencies_unit u ON u.id = p.unit_id
LEFT JOIN agencies_agency a ON a.id = u.agency_id
WHERE s.session_key = %s AND s.expire_date > now()
"""  # noqa: S608 - names of columns
OF_SYSTEM = f"SELECT {POSTING} {OF} WHERE {IS_SYSTEM}"
# Sub-selects for a statement that writes in the system's name, so that it needs no read before it.
SYSTEMS_OFFICER = f"(SELECT o.id FROM agencies_officer o WHERE {IS_SYSTEM})"  # noqa: S608
SYSTEMS_POSTING = f"(SELECT p.id {OF} WHERE {IS_SYSTEM})"


@dataclass(frozen=True)
class SignedIn:
    """A session that has not expired, and the settings that its statement set.

    `posting` is None if the session has none, or if it is no longer the officer's or not in force.
    """

    data: str
    officer: Officer | None
    posting: Posting | None
    settings: RlsSettings


def nobody(now: datetime) -> RlsSettings:
    """Begin a transaction that sees no protected row; return its settings."""
    with opening():
        settings = send(SET_SETTINGS, ["{}", now.isoformat(), ANONYMOUS[2]])
    return _settings(settings.row())


def actor_of_token(
    digest: str, now: datetime, today: date, opens: str = ApiToken.Opens.API
) -> tuple[Actor, RlsSettings] | None:
    """Return the actor of a valid token that opens the API or a calendar, or None.

    None if the token opens something else or is revoked or expired, the posting not in force or the
    officer inactive. With the actor come the settings that the statement set for the rest of the
    transaction.
    """
    with opening():
        sent = send(OF_TOKEN, [now.isoformat(), digest, opens, now, today, today])
    if not sent.rows():
        return None
    values = iter(sent.row()[3:])
    return actor_in(_posting(read(Officer, values), values)), _settings(sent.row())


def ask_session(session_key: str, now: datetime, today: date) -> Sent:
    """Ask for a session with its officer and posting; `signed_in` reads the answer.

    It sets the row-level security settings, so statements sent after it see what the actor may see.
    """
    return send(OF_SESSION, [now.isoformat(), today, today, session_key])


def signed_in(answer: Sent) -> SignedIn | None:
    """Return a session with its officer and posting, or None if it ended or expired.

    The caller must still verify the session against the officer's password.
    """
    if not answer.rows():
        return None
    data, *row = answer.row()[3:]
    values = iter(row)
    officer = read(Officer, values)
    posting = _posting(officer, values)
    return SignedIn(
        data=data,
        officer=officer if officer.pk else None,
        posting=posting if posting.pk else None,
        settings=_settings(answer.row()),
    )


def actor_of_system() -> Actor:
    """Return the actor of the system itself, which sets up and runs jobs.

    It can administer and read nothing.
    """
    values = iter(send(OF_SYSTEM).row())
    return actor_in(_posting(read(Officer, values), values))


def _posting(officer: Officer, values: Iterator[Any]) -> Posting:
    agency = read(Agency, values)
    unit = read(Unit, values, agency=agency)
    return read(Posting, values, officer=officer, unit=unit)


def _settings(row: tuple[Any, ...]) -> RlsSettings:
    principals, instant, elevated, *_ = row
    return principals, instant, elevated
