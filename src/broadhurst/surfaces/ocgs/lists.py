"""The list of OCGs, for the page, the API and the terminal."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse

from broadhurst.capabilities.register.models import Lead, Ocg, ThreatType
from broadhurst.capabilities.register.queries.ocgs import led_now, listed, owned_now
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.lists.cells import Cell, Due, Link, Reference, Tag
from broadhurst.foundation.lists.declared import (
    BulkAction,
    Choices,
    Column,
    Filter,
    List,
    Rows,
    Tab,
    everything,
)
from broadhurst.surfaces.ocgs.queries import count_open_hits


def _name(ocg: Any) -> Cell:
    link = Link(ocg.name, reverse("dossier:ocg", args=[ocg.ref]))
    return (link, Tag("Match found", "red")) if ocg.open_hits else link


def _tier(ocg: Any) -> Cell:
    if ocg.tier:
        return int(ocg.tier)
    if ocg.is_with_moderator:
        return Tag("With a moderator", "blue")
    return Tag("Not assessed", "orange")


def _review(ocg: Any) -> Cell:
    return Due(ocg.review_due_on) if ocg.review_due_on else None


def _owners() -> Choices:
    owners = Agency.objects.filter(kind__in=("police_force", "rocu"), units__isnull=False)
    return owners.distinct().order_by("short_name").values_list("key", "short_name")


def _named(rows: Rows, words: str) -> Rows:
    return rows.filter(name__icontains=words) | rows.filter(ref__iexact=words)


def _mine(actor: Actor, rows: Rows) -> Rows:
    return rows.filter(pk__in=led_now(officer=actor.officer))


def _of_unit(actor: Actor, rows: Rows) -> Rows:
    return rows.filter(pk__in=owned_now(unit=actor.unit))


def _without_sio(_actor: Actor, rows: Rows) -> Rows:
    # EXISTS looks at the leads of the OCGs that the reader sees, and IN at those of all OCGs.
    return rows.exclude(Exists(led_now(role=Lead.Role.SIO, ocg=OuterRef("pk"))))


def _overdue(_actor: Actor, rows: Rows) -> Rows:
    return rows.filter(review_due_on__lt=clock.today())


OCGS = List(
    key="ocgs",
    label="Organised crime groups",
    noun="OCG",
    page="ocgs:ocgs",
    rows=lambda _actor: listed(),
    columns=(
        Column("name", "Name", _name, sort="name", fixed=True, is_indexed=True),
        Column(
            "ref",
            "Reference",
            lambda ocg: Reference(ocg.ref),
            sort="ref",
            fixed=True,
            is_indexed=True,
        ),
        Column("threat", "Threat", lambda ocg: ocg.threats),
        Column("owner", "Owner", lambda ocg: ocg.owner_unit, sort="owner_unit"),
        Column(
            "organisation",
            "Organisation",
            lambda ocg: ocg.owner_agency,
            sort="owner_agency",
            shown=False,
        ),
        Column("sio", "SIO", lambda ocg: ocg.sio or "None named", sort="sio"),
        Column("lro", "LRO", lambda ocg: ocg.lro, sort="lro"),
        Column("tier", "Tier", _tier, sort="tier"),
        Column("band", "Band", lambda ocg: ocg.band, sort="band", shown=False),
        Column("review", "Review", _review, sort="review_due_on"),
        Column(
            "registered",
            "Registered",
            lambda ocg: ocg.registered_at,
            sort="registered_at",
            shown=False,
            is_indexed=True,
        ),
    ),
    sort="-registered",
    nothing=(
        "No OCGs yet",
        "OCGs appear here when you register one, lead on one or are asked to work on one.",
    ),
    tabs=(
        Tab("mine", "Led by me", _mine),
        Tab("unit", "My unit", _of_unit),
        Tab("no_sio", "No SIO", _without_sio),
        Tab("overdue", "Review overdue", _overdue),
        Tab("all", "All", everything),
    ),
    filters=(
        Filter("q", "Name or reference", _named),
        Filter(
            "threat",
            "Threat",
            lambda rows, threat: rows.filter(threat_types__contains=[threat]),
            choices=lambda: ThreatType.choices,
        ),
        Filter(
            "owner",
            "Organisation",
            lambda rows, key: rows.filter(ownerships__until_at=None, ownerships__agency__key=key),
            choices=_owners,
            from_database=True,
        ),
        Filter(
            "state",
            "Status",
            lambda rows, state: rows.filter(state=state),
            choices=lambda: Ocg.State.choices,
            default=Ocg.State.ACTIVE,
        ),
    ),
    bulk=(BulkAction("Name an SIO, LRO or SRO", "register:name_leads"),),
    with_each=count_open_hits,
)
