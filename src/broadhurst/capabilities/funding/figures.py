"""Figures of funding: posts funded beyond the year, confirmed money, notice, published totals."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse

from broadhurst.capabilities.funding.models import Line, Post
from broadhurst.capabilities.funding.queries.posts import as_values, posts
from broadhurst.capabilities.funding.queries.published import latest_operating
from broadhurst.capabilities.funding.rules import cover, years
from broadhurst.foundation.access.one_pass import read_once
from broadhurst.foundation.access.prepared_query import prepared_query, within
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.figure import (
    Measure,
    Period,
    Record,
    Row,
    Scope,
    Tally,
    middle,
    share,
    tally_of,
)
from broadhurst.foundation.govuk.words import count, day

Valued = list[tuple[Post, cover.Post]]


@read_once
def _open_posts(scope: Scope, as_of: date) -> Valued:
    rows = _open_between(as_of, as_of, scope.ids)
    return list(zip(rows, as_values(rows, as_of), strict=True))


@prepared_query
def _open_between(first: date, last: date, agencies: list[int] | None) -> QuerySet[Post]:
    """Select the posts that were open on at least one day of a period."""
    was_open = Q(opened_on__lte=last) & (Q(closed_on=None) | Q(closed_on__gt=first))
    return within(posts().filter(was_open), "recipient", agencies)


def _posts_on(scope: Scope, days: Sequence[date]) -> list[Valued]:
    """Return the open posts of each of several days, with one read of posts and lines."""
    rows = _open_between(min(days), max(days), scope.ids)
    of_days = [
        [
            post
            for post in rows
            if post.opened_on <= as_of and (post.closed_on is None or post.closed_on > as_of)
        ]
        for as_of in days
    ]
    return [
        list(zip(some, as_values(some, as_of), strict=True))
        for some, as_of in zip(of_days, days, strict=True)
    ]


def _over_time(
    rows_of: Callable[[Valued, date], list[Row]],
) -> Callable[[Scope, Sequence[Period]], list[Tally]]:
    def series(scope: Scope, periods: Sequence[Period]) -> list[Tally]:
        days = [as_of for _, as_of in periods]
        return [
            tally_of(rows_of(valued, as_of), share, has_numerator=True)
            for valued, as_of in zip(_posts_on(scope, days), days, strict=True)
        ]

    return series


def _row(post: Post, text: str, value: float) -> Row:
    record = Record(post.ref, text, record_address("funding:post", post.ref))
    return Row(record, frozenset({post.recipient_id}), value)


def _beyond(scope: Scope, since: date | None, as_of: date) -> list[Row]:
    return _rows_beyond(_open_posts(scope, as_of), as_of)


def _rows_beyond(valued: Valued, as_of: date) -> list[Row]:
    """Return a row for each post: 1 if lines pay it in full after the next 31 March."""
    after = years.year_end(as_of) + years.DAY
    return [
        _row(
            post,
            f"{post.role}: {value.share_on(after)} per cent funded on {day(after)}",
            value.state_on(after) == cover.FUNDED,
        )
        for post, value in valued
    ]


def _confirmed(scope: Scope, since: date | None, as_of: date) -> list[Row]:
    return _rows_confirmed(_open_posts(scope, as_of), as_of)


def _rows_confirmed(valued: Valued, as_of: date) -> list[Row]:
    """Return a row for each post: 1 if confirmed lines pay it in full on the day."""
    return [
        _row(
            post,
            f"{post.role}: {value.share_on(as_of, confirmed=True)} per cent confirmed",
            value.state_on(as_of, confirmed=True) == cover.FUNDED,
        )
        for post, value in valued
    ]


def _notice(scope: Scope, since: date | None, as_of: date) -> Iterable[Row]:
    """Return a row for each line that began in the period and was confirmed, with its notice."""
    rows = Line.objects.filter(
        first_day__lte=as_of, confirmed_on__lte=as_of, **scope.only("recipient")
    )
    if since:
        rows = rows.filter(first_day__gte=since)
    for line in rows.order_by("first_day", "pk"):
        days = years.notice(line.confirmed_on, line.first_day)
        if days is None:
            continue
        when = "before" if days >= 0 else "after"
        text = f"{line.name}: confirmed {count(abs(days), 'day')} {when} it began"
        record = Record(line.ref, text, record_address("funding:line", line.ref))
        yield Row(record, frozenset({line.recipient_id}), days)


def _published(scope: Scope, since: date | None, as_of: date) -> list[Row]:
    total = latest_operating(as_of)
    if total is None:
        return []
    record = Record(total.year, str(total), reverse("published_funding:published"))
    return [Row(record, value=total.amount // 100)]


def _only(rows: Sequence[Row]) -> float | None:
    return rows[0].value if rows else None


posts_funded_beyond = Measure(
    "posts_funded_beyond", "Posts funded beyond the next 31 March", "per cent", "per cent",
    "Posts of the organisation that were open at the end of the day: the share that funding lines "
    "pay in full on the 1 April that follows, confirmed or not. A post whose fixed term ends "
    "before that day is not funded.",
    _beyond, value=share, of=("posts", "post"), is_of_a_period=False,
    series=_over_time(_rows_beyond),
)  # fmt: skip
posts_confirmed = Measure(
    "posts_confirmed", "Posts that rest on confirmed funding", "per cent", "per cent",
    "Posts of the organisation that were open at the end of the day: the share that funding lines "
    "confirmed by their funder pay in full on that day.",
    _confirmed, value=share, of=("posts", "post"), is_of_a_period=False,
    series=_over_time(_rows_confirmed),
)  # fmt: skip
funding_notice = Measure(
    "funding_notice", "Notice of funding before it begins (median)", "days", "day",
    "Funding lines of the organisation that began in the period and are confirmed: the median "
    "days from the funder’s confirmation to the first day. It is negative if they began first.",
    _notice, value=middle,
)  # fmt: skip
rocu_funding = Measure(
    "rocu_funding", "ROCU funding, latest published year", "pounds", "pound",
    "The total for all ROCUs, as published for the latest financial year that had begun by the "
    "day. Sources count different things, so years are not compared by sum.",
    _published, value=_only, is_open=True, is_of_a_period=False,
    undated="It is the total of a financial year. It counts what is published today, not what was "
    "published by an earlier day.",
)  # fmt: skip

FIGURES: list[Measure] = [posts_funded_beyond, posts_confirmed, funding_notice]
PUBLISHED: list[Measure] = [rocu_funding]
