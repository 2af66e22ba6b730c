"""The lists of funding lines and of posts, for the page, the API and the terminal."""

from typing import Any

from django.db.models import Q
from django.urls import reverse

from broadhurst.capabilities.funding.models import Line
from broadhurst.capabilities.funding.queries.lines import lines, recipients
from broadhurst.capabilities.funding.queries.posts import posts
from broadhurst.capabilities.funding.rules.cover import NO_CAPABILITY
from broadhurst.capabilities.funding.rules.lines import objections_to_role
from broadhurst.capabilities.funding.rules.years import year_end
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.govuk.words import pounds
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

COLOURS = {"indicative": "yellow", "confirmed": "green", "in_dispute": "red", "ended": "grey"}


def status_of(line: Line) -> Tag:
    """Return the status of a line as a tag."""
    return Tag(line.get_status_display(), COLOURS[line.status])


def _line(line: Any) -> Cell:
    return (Link(line.name, reverse("funding:line", args=[line.ref])), Reference(line.ref))


def _post(post: Any) -> Cell:
    return (Link(post.role, reverse("funding:post", args=[post.ref])), Reference(post.ref))


def _ends_this_year(_actor: Actor) -> Q:
    return ~Q(status="ended") & Q(last_day=year_end(clock.today()))


def _lines(actor: Actor) -> Rows:
    """Return the lines. A line that the actor may confirm can be selected."""
    own_lines = _not_confirmed(actor) & Q(recipient=actor.agency)
    return with_boxes(lines(), own_lines)


def _may_confirm(actor: Actor) -> bool:
    return not objections_to_role(actor.roles)


def _not_confirmed(_actor: Actor) -> Q:
    return Q(status__in=("indicative", "in_dispute"))


def _open(_actor: Actor) -> Q:
    return Q(closed_on=None)


def _vacant(_actor: Actor) -> Q:
    return Q(closed_on=None, filled_on=None)


def _organisations() -> list[tuple[str, str]]:
    return [(agency.key, agency.short_name) for agency in recipients()]


def _of(rows: Rows, key: str) -> Rows:
    return rows.filter(recipient__key=key)


ORGANISATION = Filter("recipient", "Organisation", _of, choices=_organisations, from_database=True)

LINES = List(
    key="funding-lines",
    label="Funding lines",
    noun="funding line",
    page="funding:lines",
    rows=_lines,
    columns=(
        Column("name", "Line", _line, sort="name", fixed=True),
        Column("recipient", "Organisation", lambda line: line.recipient.short_name, shown=False),
        Column("funder", "Funder", lambda line: line.funder.short_name, sort="funder__short_name"),
        Column("instrument", "Kind", lambda line: line.get_instrument_display(), shown=False),
        Column("amount", "Amount", lambda line: pounds(line.amount), sort="amount", numeric=True),
        Column("first", "From", lambda line: line.first_day, sort="first_day"),
        Column("last", "To", lambda line: line.ends_on, sort="last_day"),
        Column("status", "Status", status_of, sort="status"),
        Column("posts", "Posts", lambda line: line.post_count, numeric=True),
        Column("ring_fence", "Ring-fence", lambda line: line.ring_fence, shown=False),
    ),
    sort="last",
    nothing=(
        "No funding lines yet",
        "Lines of your organisation, and of your region if you lead or oversee a force, appear "
        "here.",
    ),
    tabs=(
        Tab("ending", "End on the next 31 March", _ends_this_year),
        Tab("unconfirmed", "Not confirmed", _not_confirmed),
        Tab("all", "All", everything),
    ),
    bulk=(BulkAction("Confirm lines", "funding:confirm_lines", _may_confirm),),
    filters=(
        ORGANISATION,
        Filter(
            "status", "Status", lambda rows, status: rows.filter(status=status),
            choices=lambda: Line.Status.choices,
        ),
        Filter("q", "Name", lambda rows, words: rows.filter(name__icontains=words)),
    ),
    marking="OFFICIAL",
)  # fmt: skip

POSTS = List(
    key="funded-posts",
    label="Funded posts",
    noun="post",
    page="funding:posts",
    rows=lambda _actor: posts(),
    columns=(
        Column("role", "Post", _post, sort="role", fixed=True),
        Column("recipient", "Organisation", lambda post: post.recipient.short_name, shown=False),
        Column(
            "capability",
            "Capability",
            lambda post: post.capability.name if post.capability else NO_CAPABILITY,
            sort="capability__name",
        ),
        Column("lines", "Rests on", lambda post: _rests(post)),
        Column("tenure", "Fixed term to", lambda post: post.tenure_ends, sort="tenure_ends"),
        Column("filled", "Filled since", lambda post: post.filled_on or "Vacant", sort="filled_on"),
        Column("closed", "Closed", lambda post: post.closed_on, sort="closed_on", shown=False),
    ),
    sort="role",
    nothing=("No posts yet", "Posts that money pays for appear here."),
    opens_on="open",
    tabs=(
        Tab("open", "Open", _open),
        Tab("vacant", "Vacant", _vacant),
        Tab("all", "All", everything),
    ),
    filters=(
        ORGANISATION,
        Filter("q", "Role", lambda rows, words: rows.filter(role__icontains=words)),
    ),
    marking="OFFICIAL",
)


def _rests(post: Any) -> str:
    rests = [rest for rest in post.rests.all() if rest.share]
    return "; ".join(f"{rest.line.name} ({rest.share}%)" for rest in rests) or "No line"
