"""Commands that record a search and forget recent ones."""

from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, for_readers, record
from broadhurst.foundation.database.prepared import send
from broadhurst.foundation.search.models import RecentSearch

KEPT = 10
# One statement: enter the search or move it to the top, and delete those beyond the last ten.
REMEMBER = """
WITH entered AS (
    INSERT INTO search_recentsearch (officer_id, text, at)
    VALUES (%(officer)s, %(text)s, %(at)s)
    ON CONFLICT (officer_id, text) DO UPDATE SET at = excluded.at
)
DELETE FROM search_recentsearch WHERE officer_id = %(officer)s AND id IN (
    SELECT id FROM search_recentsearch WHERE officer_id = %(officer)s AND text <> %(text)s
    ORDER BY at DESC, id DESC OFFSET %(others)s)
"""


@command
@for_readers
def remember(*, actor: Actor, text: str) -> None:
    """Record a search in the audit log and among the officer's recent searches.

    The text may name a person, so the event has no dossier and notifies nobody: only the officer
    who searched can read it (DPA 2018 s.62 requires a log of consultation).
    """
    send(
        REMEMBER,
        {"officer": actor.officer.pk, "text": text, "at": clock.now(), "others": KEPT - 1},
    )
    record(
        actor, "search.made", actor.officer.username,
        dossier=None, kind=Event.Kind.CONSULTATION, text=text,
    )  # fmt: skip


@command
@for_readers
def forget(*, actor: Actor, text: str = "") -> int:
    """Delete one of the officer's recent searches, or all; return how many. The log stays."""
    own_searches = RecentSearch.objects.filter(officer=actor.officer)
    deleted, _ = (own_searches.filter(text=text) if text else own_searches).delete()
    record(
        actor, "search.forgotten", actor.officer.username,
        dossier=None, kind=Event.Kind.ERASURE, count=deleted,
    )  # fmt: skip
    return deleted
