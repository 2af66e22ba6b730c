"""Feeds of what was published, newest first: by everyone, and by each organisation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.html import escape, format_html

from broadhurst.capabilities.inspections.models import Publication
from broadhurst.capabilities.practice.models import PublicNote
from broadhurst.capabilities.public_messages.models import PublicMessage
from broadhurst.capabilities.public_site.writes.store_pages import Page
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.clock import LONDON
from broadhurst.surfaces.public.records import LISTED, MESSAGES, NOTES

MOST = 50
FEEDS: dict[str, type[Rss201rev2Feed | Atom1Feed]] = {"rss": Rss201rev2Feed, "atom": Atom1Feed}


@dataclass(frozen=True)
class Entry:
    """An entry of the feed."""

    title: str
    description: str
    path: str
    by: str
    at: datetime
    categories: tuple[str, ...]


def pages() -> Iterable[Page]:
    """Return the newest messages and responses as RSS 2.0 and as Atom."""
    entries = [*_messages(MESSAGES), *_responses(LISTED)]
    for name, kind in FEEDS.items():
        path = reverse(f"public:{name}")
        feed = kind(
            title="Messages and responses to inspections",
            description="What police forces and local policing bodies published, newest first.",
            link=_full(reverse("public:published")),
            feed_url=_full(path),
            language="en-gb",
        )
        yield Page(path, _written(feed, entries), kind.content_type)


def of_organisations(keys: Iterable[int]) -> Iterable[Page]:
    """Return what each organisation published as RSS 2.0, by primary key, newest first."""
    for agency in Agency.objects.filter(pk__in=keys):
        path = reverse("public:organisation_rss", args=[agency.key])
        feed = Rss201rev2Feed(
            title=f"Published by {agency.name}",
            description=f"What {agency.name} published about organised crime, newest first.",
            link=_full(reverse("public:organisation", args=[agency.key])),
            feed_url=_full(path),
            language="en-gb",
        )
        entries = [
            *_messages(MESSAGES.filter(agency=agency)),
            *_responses(LISTED.filter(body=agency)),
            *_notes(NOTES.filter(agency=agency)),
        ]
        yield Page(path, _written(feed, entries), Rss201rev2Feed.content_type)


def _written(feed: Rss201rev2Feed | Atom1Feed, entries: Iterable[Entry]) -> bytes:
    """Return a feed with the newest of these entries."""
    for entry in sorted(entries, key=lambda entry: entry.at, reverse=True)[:MOST]:
        feed.add_item(
            title=entry.title,
            description=entry.description,
            link=_full(entry.path),
            unique_id=_full(entry.path),
            author_name=entry.by,
            pubdate=entry.at,
            updateddate=entry.at,
            categories=entry.categories,
        )
    return str(feed.writeString("utf-8")).encode()


def _full(path: str) -> str:
    return settings.PUBLIC_URL + path


def _messages(rows: QuerySet[PublicMessage]) -> Iterable[Entry]:
    for row in rows[:MOST]:
        correction = format_html("<p>Corrected: {}</p>", row.correction) if row.correction else ""
        yield Entry(
            title=row.title,
            description=row.html + correction,
            path=reverse("public:message", args=[row.ref]),
            by=row.agency.name,
            at=row.published_at,
            categories=("Message", row.get_reach_display(), *row.districts),
        )


def _notes(rows: QuerySet[PublicNote]) -> Iterable[Entry]:
    for row in rows[:MOST]:
        yield Entry(
            title=row.title,
            description=f"{row.get_label_display()}. {escape(row.what)}",
            path=reverse("public:practice_note", args=[row.ref]),
            by=row.agency.name,
            at=row.published_at,
            categories=("Practice", row.get_topic_display(), row.get_label_display()),
        )


def _responses(rows: QuerySet[Publication]) -> Iterable[Entry]:
    for row in rows[:MOST]:
        yield Entry(
            title=row.title,
            description=f"{row.body.name} answers “{row.report.title}” for {row.force.name}.",
            path=reverse("public:publication", args=[row.ref]),
            by=row.body.name,
            at=datetime.combine(row.published_on, time(), LONDON),
            categories=("Response",),
        )
