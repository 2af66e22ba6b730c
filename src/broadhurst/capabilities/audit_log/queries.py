"""Read entries of the audit log, as `audit_log_entries` in the database returns them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import QuerySet

from broadhurst.capabilities.audit_log.rules.reading import REFERENCE
from broadhurst.capabilities.audit_log.rules.words import in_words
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer, Posting
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.database.prepared import send
from broadhurst.foundation.doors.cursors import Place, sealed

SIZE = 25
PLACES = "audit log"  # the name of the list in its cursors
ENTRIES = """
SELECT id, at, kind, verb, about, posting_id, request_id, purpose FROM audit_log_entries(
    %(officer)s::bigint, %(subjects)s::text[], %(kinds)s::text[], %(since)s::timestamptz,
    %(before)s::timestamptz, %(behind)s::timestamptz, %(behind_id)s::bigint, %(most)s::int)
"""


@dataclass(frozen=True)
class Search:
    """A search for an officer, the subject of entries, or both."""

    officer: Officer | None
    subject: str
    kinds: Sequence[str]
    since: date | None
    until: date | None


@dataclass(frozen=True)
class Entry:
    """An entry of the log without its detail.

    `about` is a reference, a username or empty. `account` is the name of the username's officer.
    `purpose` is why the log was read, if the act is a reading of the log.
    """

    at: datetime
    kind: Event.Kind
    verb: str
    about: str
    account: str
    posting: Posting
    request_id: UUID
    purpose: str

    @property
    def in_words(self) -> str:
        """The act, in words."""
        return in_words(self.verb, self.purpose)

    @property
    def about_in_words(self) -> str:
        """The reference of the record, or whose account it is."""
        if self.about == self.posting.officer.username:
            return "No record"  # what officers do themselves, like a search, is kept by username
        return self.account or self.about or "Not shown"

    @property
    def is_about_record(self) -> bool:
        """Whether the entry is about a record that has a reference."""
        return bool(REFERENCE.fullmatch(self.about))


@dataclass(frozen=True)
class LogPage:
    """One page of what a search found, newest first. `after` continues it, if there is more."""

    search: Search
    entries: Sequence[Entry]
    after: str


def officers_of(actor: Actor) -> QuerySet[Officer]:
    """Return the officers who are or were posted in the actor's organisation."""
    posted = Posting.objects.filter(unit__agency=actor.agency)
    return Officer.objects.filter(pk__in=posted.values("officer"))


def page_of_log(search: Search, after: Place | None) -> LogPage:
    """Return a page of the entries that the auditor may read, or none for anyone else."""
    sent = send(
        ENTRIES,
        {
            "officer": search.officer.pk if search.officer else None,
            "subjects": _subjects(search.subject) if search.subject else None,
            "kinds": list(search.kinds) or None,
            "since": clock.midnight(search.since) if search.since else None,
            "before": clock.end_of(search.until) if search.until else None,
            "behind": datetime.fromisoformat(after.value) if after else None,
            "behind_id": after.key if after else None,
            "most": SIZE + 1,
        },
    )
    rows = sent.rows()
    key, at = rows[SIZE - 1][:2] if len(rows) > SIZE else (0, None)
    cursor = sealed(Place(key, at.isoformat()), PLACES) if at else ""
    return LogPage(search, _entries(rows[:SIZE]), cursor)


def _subjects(subject: str) -> list[str]:
    """Return the subjects of entries about a record, also of failed attempts to open it.

    A failed attempt is kept with the kind of record that was asked for (`doors/refusals.py`).
    """
    if not REFERENCE.fullmatch(subject):
        return [subject]
    nouns = {str(m._meta.verbose_name) for m in apps.get_models() if hasattr(m, "ref")}
    return [subject, *(f"{noun} {subject}" for noun in sorted(nouns))]


def _entries(rows: Sequence[tuple[Any, ...]]) -> list[Entry]:
    """Return entries with the postings of those who acted, and the names of accounts."""
    postings = Posting.objects.select_related("officer", "unit").in_bulk({row[5] for row in rows})
    subjects = {str(row[4]) for row in rows}
    accounts = Officer.objects.filter(username__in=subjects).values_list("username", "name")
    names = dict(accounts)
    return [
        Entry(
            at, Event.Kind(kind), verb, about, names.get(about, ""), postings[posting], request,
            purpose,
        )
        for _id, at, kind, verb, about, posting, request, purpose in rows
    ]  # fmt: skip
