"""The lists of administrators: organisations, units, officers, posts and appointments."""

from typing import Any

from django.db.models import Q

from broadhurst.capabilities.establishment.queries.administering import (
    accounts_of,
    agencies_of,
    appointments_in,
    posts_in,
    units_of,
)
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Agency, Unit, in_force_on
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.govuk.words import first_capital
from broadhurst.foundation.lists.cells import Cell, Link, Muted, Tag
from broadhurst.foundation.lists.declared import Column, Filter, List, Tab, everything


def _organisation(agency: Any) -> Cell:
    return Link(agency.name, record_address("establishment:organisation", agency.key))


def _open(row: Any) -> Cell:
    return (row.from_on, "until", row.until_on) if row.until_on else row.from_on


def _is_open(_actor: Actor) -> Q:
    return in_force_on(clock.today())


def _is_closed(_actor: Actor) -> Q:
    return Q(until_on__lte=clock.today())


OPEN_OR_CLOSED = (
    Tab("open", "Open", _is_open),
    Tab("closed", "Closed", _is_closed),
    Tab("all", "All", everything),
)
ORGANISATIONS = List(
    key="organisations",
    label="Organisations",
    noun="organisation",
    page="establishment:organisations",
    rows=lambda actor: agencies_of(actor).select_related("succeeds"),
    columns=(
        Column("name", "Organisation", _organisation, sort="name", fixed=True),
        Column("short_name", "Short name", lambda a: a.short_name, sort="short_name", shown=False),
        Column("kind", "Kind", lambda a: first_capital(a.get_kind_display()), sort="kind"),
        Column("open", "Open from", _open, sort="from_on"),
    ),
    sort="name",
    nothing=("No organisations yet", "Organisations that you open appear here."),
    tabs=OPEN_OR_CLOSED,
    filters=(
        Filter(
            "q",
            "Name, short name or key",
            lambda rows, words: rows.filter(
                Q(name__icontains=words) | Q(short_name__icontains=words) | Q(key__iexact=words)
            ),
        ),
        Filter(
            "kind",
            "Kind",
            lambda rows, kind: rows.filter(kind=kind),
            choices=lambda: Agency.Kind.choices,
        ),
    ),
    marking="OFFICIAL",
)


def _unit(unit: Any) -> Cell:
    return Link(unit.name, record_address("establishment:unit", unit.key))


UNITS = List(
    key="units",
    label="Units",
    noun="unit",
    page="establishment:units",
    rows=units_of,
    columns=(
        Column("name", "Unit", _unit, sort="name", fixed=True),
        Column("kind", "Kind", lambda unit: first_capital(unit.get_kind_display()), sort="kind"),
        Column("organisation", "Organisation", lambda u: u.agency.name, sort="agency__name"),
        Column(
            "district",
            "District",
            lambda unit: unit.district.name if unit.district else None,
            sort="district__name",
        ),
        Column("open", "Open from", _open, sort="from_on"),
    ),
    sort="name",
    nothing=("No units yet", "Units appear here once you open them in an organisation."),
    tabs=OPEN_OR_CLOSED,
    filters=(
        Filter("q", "Name", lambda rows, words: rows.filter(name__icontains=words)),
        Filter(
            "kind",
            "Kind",
            lambda rows, kind: rows.filter(kind=kind),
            choices=lambda: Unit.Kind.choices,
        ),
    ),
    marking="OFFICIAL",
)


def _officer(officer: Any) -> Cell:
    address = record_address("establishment:officer", officer.username)
    return (Link(officer.name, address), Muted(officer.username))


def _account(officer: Any) -> Cell:
    return Tag("Open", "green") if officer.is_active else Tag("Closed", "grey")


OFFICERS = List(
    key="officers",
    label="Officers",
    noun="officer",
    page="establishment:officers",
    rows=accounts_of,
    columns=(
        Column("name", "Officer", _officer, sort="name", fixed=True),
        Column("grade", "Grade", lambda officer: officer.grade, sort="grade"),
        Column(
            "organisation",
            "Organisation",
            lambda officer: officer.agency.name if officer.agency else "None yet",
            sort="agency__name",
        ),
        Column("account", "Account", _account, sort="is_active"),
    ),
    sort="name",
    nothing=("No officers yet", "Officers that you enrol appear here."),
    opens_on="open",
    tabs=(
        Tab("open", "Open accounts", lambda _actor: Q(is_active=True)),
        Tab("closed", "Closed accounts", lambda _actor: Q(is_active=False)),
        Tab("all", "All", everything),
    ),
    filters=(
        Filter(
            "q",
            "Name or username",
            lambda rows, words: rows.filter(
                Q(name__icontains=words) | Q(username__icontains=words)
            ),
        ),
    ),
    marking="OFFICIAL",
)


def _chiefs(row: Any) -> Cell:
    """Return a link to the page where the posts of an organisation are changed."""
    address = record_address("chief_officers:organisation", row.agency.key)
    return Link(row.agency.name, address, about=f"posts, for {row.title}")


def _standing(_actor: Actor) -> Q:
    return Q(until_on=None, withdrawn_at=None)


def _withdrawn(row: Any) -> Cell:
    return Tag("Withdrawn", "grey") if row.withdrawn_at else None


POSTS = List(
    key="posts",
    label="Posts of chief officers",
    noun="post",
    page="establishment:posts",
    rows=posts_in,
    columns=(
        Column("title", "Post", lambda post: post.title, sort="title", fixed=True),
        Column("organisation", "Organisation", _chiefs, sort="agency__name"),
        Column("kind", "Responsibility", lambda post: post.get_kind_display(), sort="kind"),
        Column("from", "From", _open, sort="from_on"),
        Column("withdrawn", "Withdrawn", _withdrawn, shown=False),
    ),
    sort="title",
    nothing=(
        "No posts yet",
        "Posts of chief officers appear here. Add one on the page of its organisation.",
    ),
    opens_on="current",
    tabs=(
        Tab("current", "Current", _standing),
        Tab("all", "All", everything),
    ),
    filters=(Filter("q", "Post", lambda rows, words: rows.filter(title__icontains=words)),),
    marking="OFFICIAL",
)


APPOINTMENTS = List(
    key="appointments",
    label="Appointments",
    noun="appointment",
    page="establishment:appointments",
    rows=appointments_in,
    columns=(
        Column("officer", "Officer", lambda a: a.officer.name, sort="officer__name", fixed=True),
        Column("post", "Post", lambda a: a.post.title, sort="post__title"),
        Column(
            "organisation", "Organisation", lambda a: _chiefs(a.post), sort="post__agency__name"
        ),
        Column("kind", "Responsibility", lambda a: a.post.get_kind_display(), sort="post__kind"),
        Column("basis", "Kind", lambda a: a.get_basis_display(), sort="basis"),
        Column("from", "From", _open, sort="from_on"),
        Column("until", "Until", lambda a: a.until_on, sort="until_on", shown=False),
        Column("withdrawn", "Withdrawn", _withdrawn, shown=False),
    ),
    sort="-from",
    nothing=("No appointments yet", "Appointments of chief officers appear here."),
    opens_on="current",
    tabs=(
        Tab("current", "Current", _standing),
        Tab("all", "All", everything),
    ),
    marking="OFFICIAL",
)
