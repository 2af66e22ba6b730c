"""The list of messages to the public, for the page, the API and the terminal."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.urls import reverse

from broadhurst.capabilities.public_messages.models import Message, Reach
from broadhurst.capabilities.public_messages.queries.messages import messages
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import District
from broadhurst.foundation.lists.cells import Cell, Link, Muted, Reference, Tag
from broadhurst.foundation.lists.declared import ALL, Column, Filter, List, Tab, everything

COLOURS = {
    "draft": "grey",
    "cleared": "blue",
    "scheduled": "purple",
    "published": "green",
    "withdrawn": "red",
}


def _message(message: Any) -> Cell:
    address = reverse("public_messages:message", args=[message.ref])
    correction = Tag("Correction", "orange") if message.corrects_id else None
    return (Link(message.title, address), Reference(message.ref), correction)


def _for(message: Any) -> Cell:
    if message.reach == Reach.NATIONAL:
        return "Everyone"
    return ", ".join(message.district_names) or message.unit.agency.name


def _when(message: Any) -> Cell:
    return message.published_at or message.publish_at or Muted("Not yet")


def _under_way(_actor: Actor) -> Q:
    return Q(stage__in=("draft", "cleared", "scheduled"))


def _published(_actor: Actor) -> Q:
    return Q(stage="published")


def _with_districts(rows: Sequence[Any]) -> None:
    """Add the names of its districts to each message."""
    keys = {key for row in rows for key in row.districts}
    pairs = District.objects.filter(key__in=keys).values_list("key", "name") if keys else ()
    names = dict(pairs)
    for row in rows:
        row.district_names = sorted(names.get(key, key) for key in row.districts)


MESSAGES = List(
    key="public-messages",
    label="Messages to the public",
    noun="message",
    page="public_messages:messages",
    rows=lambda _actor: messages(),
    columns=(
        Column("title", "Message", _message, sort="title", fixed=True),
        Column(
            "stage",
            "Status",
            lambda message: Tag(message.get_stage_display(), COLOURS[message.stage]),
            sort="stage",
        ),
        Column("for", "For", _for),
        Column("written", "Last changed", lambda message: message.written_at, sort="written_at"),
        Column("published", "Published or scheduled", _when, sort="published_at"),
        Column("by", "Last changed by", lambda message: message.written_by.name, shown=False),
    ),
    sort="-written",
    nothing=("No messages yet", "Messages to the public that your unit drafts appear here."),
    tabs=(
        Tab("under_way", "Under way", _under_way),
        Tab("published", "Published", _published),
        Tab(ALL, "All", everything),
    ),
    filters=(
        Filter(
            "q",
            "Words",
            lambda rows, words: (
                rows.filter(title__icontains=words)
                | rows.filter(text__icontains=words)
                | rows.filter(ref__iexact=words)
            ),
        ),
        Filter(
            "stage",
            "Status",
            lambda rows, stage: rows.filter(stage=stage),
            choices=lambda: Message.Stage.choices,
        ),
        Filter(
            "reach",
            "Reach",
            lambda rows, reach: rows.filter(reach=reach),
            choices=lambda: Reach.choices,
        ),
    ),
    with_each=_with_districts,
    marking="OFFICIAL",
)
