"""Find the actor of a request by its session or API token, in the statement that begins it."""

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from broadhurst.foundation import clock
from broadhurst.foundation.access import acting
from broadhurst.foundation.access.actor import Actor, actor_in
from broadhurst.foundation.access.wall import RlsSettings
from broadhurst.foundation.agencies.models import ApiToken, Officer, Posting
from broadhurst.foundation.database.opening import opening
from broadhurst.foundation.doors.layout import ask_counts
from broadhurst.foundation.doors.tokens import digest

POSTING = "posting"
POSTINGS = Posting.objects.select_related("officer", "unit__agency", "unit__district").order_by()

Found = tuple[Actor | None, RlsSettings | None]


def actor_of_session(request: HttpRequest) -> Found:
    """Return the actor of a request's session, with the settings that were sent to PostgreSQL.

    Sets `request.user`, and `request.counts` for the layout, which nearly every page asks for. The
    actor is None without a valid session, or without a posting in force.
    """
    now, session = clock.now(), request.session
    if not session.session_key:
        return None, acting.nobody(now)
    with opening():
        answer = acting.ask_session(session.session_key, now, clock.today())
        request.counts = ask_counts()  # type: ignore[attr-defined]
    actor = acting.signed_in(answer)
    if actor is None:
        return None, None
    session.take(actor.data)  # type: ignore[attr-defined]
    officer, posting = actor.officer, actor.posting
    if officer and _is_verified(session, officer):
        request.user = officer
    # Otherwise Django finds the user itself. It ends a session from before a change of password.
    if posting is None or session.get(POSTING) != posting.pk or request.user != officer:
        return None, actor.settings
    return actor_in(posting), actor.settings


def _is_verified(session: SessionBase, officer: Officer) -> bool:
    """Return whether the session is still valid for this officer, as Django decides it."""
    return (
        officer.is_active
        and session.get(SESSION_KEY) == str(officer.pk)
        and session.get(BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS
        and constant_time_compare(
            session.get(HASH_SESSION_KEY, ""), officer.get_session_auth_hash()
        )
    )


def actor_of_token(request: HttpRequest) -> Found:
    """Return the actor of a request's API token, with the settings that were sent to PostgreSQL.

    The actor is None without a valid token.
    """
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not secret:
        return None, acting.nobody(clock.now())
    actor = acting.actor_of_token(digest(secret.strip()), clock.now(), clock.today())
    return actor or (None, None)


def actor_of_calendar(secret: str) -> Found:
    """Return the actor of a calendar's address, with the settings that were sent to PostgreSQL.

    The actor is None if the address does not work, or no longer.
    """
    opens = ApiToken.Opens.CALENDAR
    actor = acting.actor_of_token(digest(secret), clock.now(), clock.today(), opens)
    return actor or (None, None)
