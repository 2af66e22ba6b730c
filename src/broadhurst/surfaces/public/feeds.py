"""Feeds of what was published: messages to the public and responses, newest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.html import format_html

from broadhurst.capabilities.public_site.writes.store_pages import Page
from broadhurst.foundation.clock import LONDON
from broadhurst.surfaces.public.records import LISTED, MESSAGES

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
    entries = sorted([*_messages(), *_responses()], key=lambda entry: entry.at, reverse=True)[:MOST]
    for name, kind in FEEDS.items():
        path = reverse(f"public:{name}")
        yield Page(path, _feed(kind, path, entries), kind.content_type)


def _feed(kind: type[Rss201rev2Feed | Atom1Feed], path: str, entries: Iterable[Entry]) -> bytes:
    feed = kind(
        title="Messages and responses to inspections",
        description="What police forces and local policing bodies published, newest first.",
        link=_full(reverse("public:published")),
        feed_url=_full(path),
        language="en-gb",
    )
    for entry in entries:
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


def _messages() -> Iterable[Entry]:
    for row in MESSAGES[:MOST]:
        correction = format_html("<p>Corrected: {}</p>", row.correction) if row.correction else ""
        yield Entry(
            title=row.title,
            description=row.html + correction,
            path=reverse("public:message", args=[row.ref]),
            by=row.agency.name,
            at=row.published_at,
            categories=("Message", row.get_reach_display(), *row.districts),
        )


def _responses() -> Iterable[Entry]:
    for row in LISTED[:MOST]:
        yield Entry(
            title=row.title,
            description=f"{row.body.name} answers “{row.report.title}” for {row.force.name}.",
            path=reverse("public:publication", args=[row.ref]),
            by=row.body.name,
            at=datetime.combine(row.published_on, time(), LONDON),
            categories=("Response",),
        )
