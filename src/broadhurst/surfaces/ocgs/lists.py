"""The list of OCGs, for the page, the API and the terminal."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from django.db.models import Q

from broadhurst.capabilities.register.models import Area, Ocg, ThreatType
from broadhurst.capabilities.register.queries.leadership import works_on_ocgs
from broadhurst.capabilities.register.queries.ocgs import add_columns, column, ocgs
from broadhurst.capabilities.register.queries.parts import (
    has_no_sio,
    is_led_by,
    is_overdue,
    is_owned_by,
)
from broadhurst.capabilities.register.rules.life import COLOURS
from broadhurst.capabilities.register.rules.registering import objections_to_register_here
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.database.prepared import send
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.govuk.words import first_capital
from broadhurst.foundation.lists.cells import Cell, Due, Link, Reference, Tag
from broadhurst.foundation.lists.declared import (
    BulkAction,
    Choices,
    Column,
    Filter,
    List,
    Nothing,
    Rows,
    Tab,
    everything,
)
from broadhurst.surfaces.ocgs.queries import count_open_hits

ANY = "any"
OWNERS = """
SELECT a.key, a.short_name FROM agencies_agency a
WHERE a.kind IN ('police_force', 'rocu')
  AND EXISTS (SELECT FROM agencies_unit u WHERE u.agency_id = a.id)
ORDER BY a.short_name
"""


def _name(ocg: Any) -> Cell:
    link = Link(ocg.name, record_address("dossier:ocg", ocg.ref))
    tags = [Tag("Match found", "red")] if ocg.open_hits else []
    if ocg.status != Ocg.Status.ACTIVE:
        tags.append(_state(ocg))
    return (link, *tags) if tags else link


def _state(ocg: Any) -> Tag:
    return Tag(first_capital(ocg.status_label), COLOURS[ocg.status])


def _tier(ocg: Any) -> Cell:
    if ocg.tier:
        return int(ocg.tier)
    if ocg.is_with_moderator:
        return Tag("With a moderator", "blue")
    return Tag("Not assessed", "orange")


def _review(ocg: Any) -> Cell:
    return Due(ocg.review_due_on) if ocg.review_due_on else None


def _owners() -> Choices:
    return send(OWNERS).rows()


def _named(rows: Rows, words: str) -> Rows:
    return rows.filter(name__icontains=words) | rows.filter(ref__iexact=words)


def _of_status(rows: Rows, status: str) -> Rows:
    if status == ANY:
        return rows
    if status == Ocg.Status.ARCHIVE_PROPOSED:
        return rows.filter(is_archive_proposed=True)
    return rows.filter(state=status, is_archive_proposed=False)


def _in_district(rows: Rows, words: str) -> Rows:
    return rows.filter(pk__in=Area.objects.filter(district__name__iexact=words).values("ocg"))


def _mine(actor: Actor) -> Q:
    return is_led_by(actor.officer)


def _of_unit(actor: Actor) -> Q:
    return is_owned_by(actor.unit)


def _without_sio(_actor: Actor) -> Q:
    return has_no_sio()


def _overdue(_actor: Actor) -> Q:
    return is_overdue(clock.today())


def _by(
    key: str, heading: str, cell: Callable[[Any], Cell], name: str, *, shown: bool = True
) -> Column:
    """Return a column that a sort finds in other tables."""
    return Column(key, heading, cell, sort=name, sort_value=partial(column, name), shown=shown)


def _with_each(rows: Sequence[Any]) -> None:
    add_columns(rows)
    count_open_hits(rows)


def _nothing(actor: Actor) -> Nothing:
    """Return why a reader sees no OCG. Only some can register one."""
    if actor.reads_only:
        return "No OCGs", "Inspectors see figures, findings and responses. They do not see OCGs."
    if objections_to_register_here(actor):
        return "No OCGs yet", "OCGs appear here when you lead one or get access to one."
    return "No OCGs yet", "OCGs appear here when you register one, lead one or get access to one."


OCGS = List(
    key="ocgs",
    label="Organised crime groups",
    noun="OCG",
    page="ocgs:ocgs",
    rows=lambda _actor: ocgs(),
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
        Column("kind", "Kind", lambda ocg: ocg.get_kind_display(), sort="kind", shown=False),
        Column("status", "Status", _state, sort="state", shown=False),
        Column("threat", "Threat", lambda ocg: ocg.threats),
        _by("owner", "Owner", lambda ocg: ocg.owner_unit, "owner_unit"),
        _by("organisation", "Organisation", lambda o: o.owner_agency, "owner_agency", shown=False),
        _by("sio", "SIO", lambda ocg: ocg.sio or "None named", "sio"),
        _by("lro", "LRO", lambda ocg: ocg.lro or "None named", "lro"),
        _by("tier", "Tier", _tier, "tier"),
        _by("band", "Band", lambda ocg: ocg.band, "band", shown=False),
        _by("review", "Review", _review, "review_due_on"),
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
    nothing=_nothing,
    tabs=(
        Tab("mine", "Led by me", _mine, is_indexed=True),
        Tab("unit", "My unit", _of_unit, is_indexed=True),
        Tab("no_sio", "No SIO", _without_sio),
        Tab("overdue", "Review overdue", _overdue),
        Tab("all", "All", everything),
    ),
    filters=(
        Filter("q", "Name or reference", _named),
        Filter(
            "kind",
            "Kind of threat",
            lambda rows, kind: rows.filter(kind=kind),
            choices=lambda: Ocg.Kind.choices,
        ),
        Filter(
            "threat",
            "Threat",
            lambda rows, threat: rows.filter(threat_types__contains=[threat]),
            choices=lambda: ThreatType.choices,
        ),
        Filter("district", "District", _in_district),
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
            _of_status,
            choices=lambda: [*Ocg.Status.choices, (ANY, "Any status")],
            default=Ocg.Status.ACTIVE,
        ),
    ),
    bulk=(BulkAction("Name an SIO, LRO or SRO", "register:name_leads", works_on_ocgs),),
    with_each=_with_each,
)
