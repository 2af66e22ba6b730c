"""Read posts, and the funding lines that pay for them."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from broadhurst.capabilities.funding.models import Line, Post, Rest
from broadhurst.capabilities.funding.rules import cover
from broadhurst.capabilities.tasking.models import Capability
from broadhurst.foundation.access.locks import lock, take
from broadhurst.foundation.agencies.models import Agency

Spans = list[tuple[date, date, int]]


def posts() -> QuerySet[Post]:
    """Return the posts that the reader may see, with the lines that they rest on."""
    rests = Prefetch("rests", Rest.objects.select_related("line"))
    return Post.objects.select_related("recipient", "capability").prefetch_related(rests)


def open_on(day: date) -> Q:
    """Return a filter for posts that were open at the end of a day."""
    return Q(opened_on__lte=day) & (Q(closed_on=None) | Q(closed_on__gt=day))


def locked_post(post: Post) -> Post:
    """Lock a post after its organisation, and return it as it is now."""
    take(Agency, post.recipient_id)
    return lock(posts(), post)


def rests_of(post: Post) -> QuerySet[Rest]:
    """Return the lines that a post rests on, the first to end first."""
    return post.rests.filter(share__gt=0).select_related("line__funder")


def capabilities_of(agency: Agency) -> QuerySet[Capability]:
    """Return the capabilities that an organisation provides."""
    return Capability.objects.filter(provider__agency=agency).select_related("provider")


def spans_of(post: Post, line: Line, share: int | None = None) -> Spans:
    """Return the days and shares of a post's lines, with one line as given.

    `share` replaces its share. The line need not be saved, so that new days can be tried.
    """
    known = {rest.line_id: rest for rest in post.rests.all()}
    spans = [
        (rest.line.first_day, rest.line.ends_on, rest.share)
        for pk, rest in known.items()
        if pk != line.pk
    ]
    if share is None and line.pk in known:
        share = known[line.pk].share
    return [*spans, (line.first_day, line.ends_on, share)] if share else spans


def spans_on(line: Line) -> list[tuple[str, Spans]]:
    """Return the days and shares of each open post that rests on a line, as it is given."""
    resting = posts().filter(rests__line=line, rests__share__gt=0, closed_on=None)
    return [(f"{post.role} ({post.ref})", spans_of(post, line)) for post in resting]


def as_values(rows: Iterable[Post], as_of: date) -> list[cover.Post]:
    """Return posts as plain values, with their lines as they were known on a day.

    The rows come from `posts()`, so this asks nothing more.
    """
    lines: dict[int, cover.Line] = {}

    def line_of(rest: Rest) -> cover.Line:
        if rest.line_id not in lines:
            lines[rest.line_id] = line_value(rest.line, as_of)
        return lines[rest.line_id]

    return [
        cover.Post(
            post.ref,
            tuple((line_of(rest), rest.share) for rest in post.rests.all() if rest.share),
            post.tenure_ends,
            post.capability.name if post.capability else cover.NO_CAPABILITY,
        )
        for post in rows
    ]


def line_value(line: Line, as_of: date) -> cover.Line:
    """Return a line as a plain value, as it was known on a day."""
    return cover.Line(
        line.ref,
        line.first_day,
        line.ends_as_of(as_of),
        line.is_confirmed_as_of(as_of),
        line.confirmed_on,
    )
