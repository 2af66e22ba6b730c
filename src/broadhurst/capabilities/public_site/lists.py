"""The list of Welsh versions, for the page, the API and the terminal."""

from typing import Any

from django.db.models import Q
from django.urls import reverse

from broadhurst.capabilities.public_site.models import WelshVersion
from broadhurst.capabilities.public_site.queries.welsh import welsh_versions
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.lists.cells import Cell, Link, Muted, Reference, Tag
from broadhurst.foundation.lists.declared import ALL, Column, Filter, List, Tab, everything

COLOURS = {"draft": "grey", "public": "green", "withdrawn": "red"}


def _version(version: Any) -> Cell:
    address = reverse("public_site:welsh_version", args=[version.ref])
    return (Link(version.title, address), Reference(version.ref))


def _current(_actor: Actor) -> Q:
    return Q(stage__in=("draft", "public"))


WELSH = List(
    key="welsh-versions",
    label="Welsh versions",
    noun="Welsh version",
    page="public_site:welsh_versions",
    rows=lambda _actor: welsh_versions(),
    columns=(
        Column("title", "Title", _version, sort="title", fixed=True),
        Column(
            "stage",
            "Status",
            lambda version: Tag(version.get_stage_display(), COLOURS[version.stage]),
            sort="stage",
        ),
        Column("record", "English text", lambda version: version.record),
        Column("written", "Last changed", lambda version: version.written_at, sort="written_at"),
        Column("by", "Last changed by", lambda version: version.written_by.name),
        Column(
            "published",
            "Published",
            lambda version: version.published_at or Muted("Not yet"),
            shown=False,
        ),
    ),
    sort="-written",
    nothing=("No Welsh versions yet", "Welsh versions that your unit writes appear here."),
    opens_on="current",
    tabs=(Tab("current", "Current", _current), Tab(ALL, "All", everything)),
    filters=(
        Filter(
            "q",
            "Words",
            lambda rows, words: (
                rows.filter(title__icontains=words) | rows.filter(text__icontains=words)
            ),
        ),
        Filter(
            "stage",
            "Status",
            lambda rows, stage: rows.filter(stage=stage),
            choices=lambda: WelshVersion.Stage.choices,
        ),
    ),
    marking="OFFICIAL",
)
