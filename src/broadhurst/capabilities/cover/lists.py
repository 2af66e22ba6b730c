"""The list of deputies who cover for leads, for the page, API and terminal."""

from django.db.models import Q

from broadhurst.capabilities.cover.queries.covers import covers, status_of
from broadhurst.capabilities.cover.rules import SUPERVISOR
from broadhurst.capabilities.register.models import Cover, Lead
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.lists.cells import Cell, Link, Reference, Tag
from broadhurst.foundation.lists.declared import (
    BulkAction,
    Column,
    Filter,
    List,
    Rows,
    Tab,
    everything,
    with_boxes,
)

OPEN = Q(closed_at=None)


def _today(_actor: Actor) -> Q:
    return OPEN & Q(from_on__lte=clock.today(), until_on__gte=clock.today())


def _coming(_actor: Actor) -> Q:
    return OPEN & Q(from_on__gt=clock.today())


def _rows(actor: Actor) -> Rows:
    """Return the cover. Cover in force that the actor may end can be selected."""
    own_covers = Q(deputy=actor.officer) | Q(lead__officer=actor.officer)
    if SUPERVISOR in actor.roles:
        own_covers |= Q(lead__unit=actor.unit)
    return with_boxes(covers(), _today(actor) & own_covers)


def _mine(actor: Actor) -> Q:
    return Q(deputy=actor.officer) | Q(lead__officer=actor.officer)


def _status(cover: Cover) -> Cell:
    words = status_of(cover)
    return Tag(words, {"In force": "green", "Coming": "blue"}.get(words, "grey"))


def _deputy(cover: Cover) -> Cell:
    return Link(cover.deputy.name, record_address("cover:cover", cover.ref))


COVERS = List(
    key="covers",
    label="Cover for leads",
    noun="cover",
    nouns="covers",
    page="cover:covers",
    rows=_rows,
    columns=(
        Column("deputy", "Deputy", _deputy, sort="deputy__name", fixed=True),
        Column("ref", "Reference", lambda cover: Reference(cover.ref), sort="ref", fixed=True),
        Column("lead", "Covers for", lambda cover: cover.lead.officer.name),
        Column("role", "Role", lambda cover: cover.lead.get_role_display()),
        Column("ocg", "OCG", lambda cover: cover.ocg.name, sort="ocg__name"),
        Column("from", "First day", lambda cover: cover.from_on, sort="from_on"),
        Column("until", "Last day", lambda cover: cover.until_on, sort="until_on"),
        Column("status", "Status", _status),
    ),
    sort="-from",
    nothing=(
        "No cover yet",
        "Cover on OCGs that you can see appears here. A lead who is away names a deputy on the "
        "page of the OCG.",
    ),
    tabs=(
        Tab("today", "In force today", _today),
        Tab("coming", "Coming", _coming),
        Tab("mine", "Mine", _mine),
        Tab("all", "All", everything),
    ),
    bulk=(BulkAction("End cover", "cover:end_covers", lambda actor: not actor.reads_only),),
    filters=(
        Filter(
            "role",
            "Role",
            lambda rows, role: rows.filter(lead__role=role),
            choices=lambda: Lead.Role.choices,
        ),
    ),
)
