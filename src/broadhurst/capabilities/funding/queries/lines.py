"""Read funding lines. Row-level security limits them to the reader's organisations."""

from collections.abc import Sequence

from django.db.models import Count, Q, QuerySet

from broadhurst.capabilities.funding.models import Change, Line, Post, Rest
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock, take
from broadhurst.foundation.agencies.models import Agency


def lines() -> QuerySet[Line]:
    """Return the lines that the reader may see, with how many open posts rest on each."""
    resting = Q(rests__share__gt=0, rests__post__closed_on=None)
    rows = Line.objects.select_related("recipient", "funder")
    return rows.annotate(post_count=Count("rests", filter=resting))


def locked_line(line: Line) -> Line:
    """Lock a line, and return it as it is now.

    The organisation is locked first, because shares are compared over all lines of a post. So two
    officers never change the funding of one organisation at the same moment.
    """
    take(Agency, line.recipient_id)
    return lock(Line.objects.select_related("recipient", "funder"), line)


def rests_on(line: Line) -> QuerySet[Rest]:
    """Return the shares that a line pays, with their posts."""
    rests = line.rests.filter(share__gt=0, post__closed_on=None)
    return rests.select_related("post__capability").order_by("post__role", "pk")


def changes_of(of: Line | Post) -> QuerySet[Change]:
    """Return the history of a line or a post, newest first."""
    return of.changes.select_related("by")


def funders() -> QuerySet[Agency]:
    """Return the organisations that can fund: all but this system's own."""
    return Agency.objects.exclude(kind=Agency.Kind.SYSTEM)


def chosen_recipient(actor: Actor, agencies: Sequence[Agency], key: str) -> Agency | None:
    """Return the organisation with this key, if it is one of `agencies`, the reader's recipients.

    Without a key, their own if any of its funding is recorded, or else the first by name.
    """
    if key:
        return next((agency for agency in agencies if agency.key == key), None)
    own_agencies = [agency for agency in agencies if agency.pk == actor.agency.pk]
    return next(iter([*own_agencies, *agencies]), None)


def recipients() -> list[Agency]:
    """Return the organisations whose funding the reader may see, if any is recorded."""
    keys = set(Line.objects.order_by().values_list("recipient", flat=True).distinct())
    keys |= set(Post.objects.order_by().values_list("recipient", flat=True).distinct())
    return list(Agency.objects.filter(pk__in=keys))
