"""Feeds of what was published: messages to the public and responses, newest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html

from broadhurst.capabilities.inspections.models import Publication
from broadhurst.capabilities.public_messages.models import PublicMessage
from broadhurst.foundation.clock import LONDON
from broadhurst.foundation.doors.wall import open_to_anyone

MOST = 50


@dataclass(frozen=True)
class Entry:
    """An entry of the feed."""

    title: str
    description: str
    link: str
    by: str
    at: datetime
    categories: tuple[str, ...]


if TYPE_CHECKING:
    FeedOfEntries = Feed[Entry, None]
else:
    FeedOfEntries = Feed


class Published(FeedOfEntries):
    """The newest messages and responses, as RSS 2.0.

    It reads only public copies, so what was withdrawn is gone with the next request.
    """

    title = "Messages and responses to inspections"
    description = "What police forces and local policing bodies published, newest first."
    language = "en-gb"

    def __call__(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Return the feed without Last-Modified.

        A withdrawal does not make that day later, so a reader that sends it back would be told that
        nothing changed. The ETag does change.
        """
        response = super().__call__(request, *args, **kwargs)
        del response["Last-Modified"]
        response["Cache-Control"] = "no-cache"
        return response

    def link(self) -> str:
        return reverse("public:published")

    def items(self) -> list[Entry]:
        entries = [*_messages(), *_responses()]
        return sorted(entries, key=lambda entry: entry.at, reverse=True)[:MOST]

    def item_title(self, item: Entry) -> str:
        return item.title

    def item_description(self, item: Entry) -> str:
        return item.description

    def item_link(self, item: Entry) -> str:
        return item.link

    def item_author_name(self, item: Entry) -> str:
        return item.by

    def item_pubdate(self, item: Entry) -> datetime:
        return item.at

    def item_updateddate(self, item: Entry) -> datetime:
        return item.at

    def item_categories(self, item: Entry) -> tuple[str, ...]:
        return item.categories


class PublishedAtom(Published):
    """The same as Atom."""

    feed_type = Atom1Feed
    subtitle = Published.description


def _messages() -> Iterable[Entry]:
    for row in PublicMessage.objects.select_related("agency")[:MOST]:
        correction = format_html("<p>Corrected: {}</p>", row.correction) if row.correction else ""
        yield Entry(
            title=row.title,
            description=row.html + correction,
            link=reverse("public:message", args=[row.ref]),
            by=row.agency.name,
            at=row.published_at,
            categories=("Message", row.get_reach_display(), *row.districts),
        )


def _responses() -> Iterable[Entry]:
    rows = Publication.objects.filter(replaced_by=None).select_related("report", "body", "force")
    for row in rows.order_by("-published_on", "-pk").only(*SHOWN)[:MOST]:
        yield Entry(
            title=row.title,
            description=f"{row.body.name} answers “{row.report.title}” for {row.force.name}.",
            link=reverse("public:publication", args=[row.ref]),
            by=row.body.name,
            at=datetime.combine(row.published_on, time(), LONDON),
            categories=("Response",),
        )


SHOWN = ("ref", "title", "published_on", "body__name", "force__name", "report__title")
rss = open_to_anyone(Published())
atom = open_to_anyone(PublishedAtom())
