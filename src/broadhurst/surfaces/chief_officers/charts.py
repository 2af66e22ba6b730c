"""Pictures of posts and responsibilities over time, each with its table."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.urls import reverse

from broadhurst.capabilities.establishment.queries.chief_officers import Cover
from broadhurst.capabilities.establishment.rules.chief_officers import Responsibility
from broadhurst.capabilities.establishment.rules.cover import Stretch
from broadhurst.foundation.chart import Span, TimelineChart, TimelineRow
from broadhurst.foundation.govuk.words import day

HELD, COVER, NOBODY, TWO = "Held", "Acting or temporary cover", "Nobody", "Two or more at once"
ORDER = (HELD, COVER, TWO, NOBODY)
COUNTS, DOES_NOT = "Counts against autonomy", "Does not count"


def regions(covers: Sequence[Cover], as_of: date) -> TimelineChart:
    """Return who was responsible for each ROCU over time."""
    rows = [
        TimelineRow(
            cover.facts.rocu,
            _spans(cover.facts.days),
            reverse("chief_officers:organisation", args=[cover.agency.key]),
        )
        for cover in covers
        if cover.facts and cover.facts.days
    ]
    title = "The chief officer for each ROCU over time"
    return _chart("regions", title, "ROCU", rows, as_of, ORDER)


def posts(cover: Cover) -> TimelineChart:
    """Return when each post of an organisation was held."""
    rows = [TimelineRow(post.post.title, _spans(post.days)) for post in cover.posts]
    return _chart("posts", "When each post was held", "Post", rows, cover.as_of, ORDER)


def responsibilities(held: Sequence[Responsibility], as_of: date) -> TimelineChart:
    """Return all that the chief officers of a day hold, in any organisation."""
    rows = [
        TimelineRow(
            f"{stretch.officer}: {stretch.in_words}",
            [
                Span(
                    COUNTS if stretch.counts else DOES_NOT,
                    stretch.from_on,
                    stretch.until_on if stretch.until_on and stretch.until_on <= as_of else None,
                )
            ],
        )
        for stretch in held
    ]
    title = "Responsibilities held at once"
    order = (DOES_NOT, COUNTS)
    return _chart("responsibilities", title, "Responsibility", rows, as_of, order)


def _chart(
    name: str,
    title: str,
    heading: str,
    rows: Sequence[TimelineRow],
    as_of: date,
    order: Sequence[str],
) -> TimelineChart:
    return TimelineChart(
        name=name,
        title=title,
        note=f"As recorded, at the end of {day(as_of)}.",
        heading=heading,
        timeline=rows,
        as_of=as_of,
        order=order,
    )


def _spans(days: Sequence[Stretch[Responsibility]]) -> list[Span]:
    spans: list[Span] = []
    for stretch in days:
        until = None if stretch.is_current else stretch.last + timedelta(days=1)
        kind, since = _kind(stretch), stretch.since
        if spans and spans[-1].kind == kind:
            since = spans.pop().since
        spans.append(Span(kind, since, until))
    return spans


def _kind(stretch: Stretch[Responsibility]) -> str:
    if not stretch.holders:
        return NOBODY
    if len(stretch.holders) > 1:
        return TWO
    return COVER if stretch.holders[0].cover else HELD
