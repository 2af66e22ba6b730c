"""The figure of responses published in time."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from broadhurst.capabilities.inspections.models import Publication, SharedPublication
from broadhurst.capabilities.inspections.queries.shared import (
    AnsweredElsewhere,
    judged,
    published_elsewhere,
)
from broadhurst.foundation.access.prepared_query import prepared_query, within
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.figure import (
    Measure,
    Period,
    Record,
    Row,
    Scope,
    Tally,
    share,
    tally_of,
)


def _published(scope: Scope, since: date | None, as_of: date) -> list[Row]:
    """Return rows for responses published in a period that had a known deadline.

    A corrected response counts once, on the day of its first version.
    """
    return [
        *_rows_beside(_read_beside(scope, since, as_of)),
        *map(_row, _read(scope, since, as_of)),
    ]


def _over_time(scope: Scope, periods: Sequence[Period]) -> list[Tally]:
    begins = [since for since, _ in periods if since]
    first = min(begins) if len(begins) == len(periods) else None
    last = max(as_of for _, as_of in periods)
    beside, published = _read_beside(scope, first, last), _read(scope, first, last)
    tallies = []
    for since, as_of in periods:
        rows = _rows_beside([row for row in beside if _is_in(row.answered_on, since, as_of)])
        rows += [_row(row) for row in published if _is_in(row.first_published_on, since, as_of)]
        tallies.append(tally_of(rows, share, has_numerator=True))
    return tallies


def _is_in(day: date, since: date | None, as_of: date) -> bool:
    return day <= as_of and (since is None or day >= since)


def _read(scope: Scope, since: date | None, as_of: date) -> list[Publication]:
    return _published_in(since or date.min, as_of, scope.ids)


@prepared_query
def _published_in(since: date, until: date, agencies: list[int] | None) -> QuerySet[Publication]:
    rows = Publication.objects.filter(
        replaced_by=None,
        first_published_on__gte=since,
        first_published_on__lte=until,
        report__published_day_known=True,
    )
    slim = within(rows, "force", agencies).select_related("report")
    return slim.order_by("first_published_on").defer("pdf", "docx", "html", "markdown")


def _row(publication: Publication) -> Row:
    return Row(
        Record(
            publication.ref,
            f"{publication.title}: {'late' if publication.is_late else 'in time'}",
            record_address("public:publication", publication.ref),
        ),
        frozenset({publication.force_id}),
        value=int(not publication.is_late),
    )


def _read_beside(scope: Scope, since: date | None, as_of: date) -> list[SharedPublication]:
    """Return what responses answer of other reports that have no response of their own."""
    return _beside(since or date.min, as_of, scope.ids)


@prepared_query
def _beside(since: date, until: date, agencies: list[int] | None) -> QuerySet[SharedPublication]:
    own_publications = Publication.objects.filter(
        report=OuterRef("finding__report"),
        body=OuterRef("publication__body"),
        force=OuterRef("publication__force"),
    )
    rows = published_elsewhere().filter(
        ~Exists(own_publications),
        answered_on__gte=since,
        answered_on__lte=until,
        finding__report__published_day_known=True,
    )
    return within(rows, "publication__force", agencies).order_by("answered_on")


def _rows_beside(beside: Iterable[SharedPublication]) -> list[Row]:
    """Return a row for each other report that a response answers, by that report's clock."""
    latest: dict[tuple[int, int], AnsweredElsewhere] = {}
    for row in beside:
        latest[row.publication.force_id, row.finding.report_id] = judged(row)
    return [
        Row(
            Record(
                response.row.publication.ref,
                f"{response.row.finding.report.title}: "
                f"{'late' if response.timing.is_late else 'in time'}",
                record_address("public:publication", response.row.publication.ref),
            ),
            frozenset({force}),
            value=int(not response.timing.is_late),
            key=f"{response.row.publication.ref} {report}",
        )
        for (force, report), response in latest.items()
    ]


responses_in_time = Measure(
    "responses_in_time",
    "Responses published within 56 days",
    "per cent",
    "per cent",
    "Responses to reports about the force, published in the period, whose last day is known: the "
    "share published by that day. A response that also answers another report counts for both.",
    _published,
    value=share,
    of=("responses", "response"),
    is_open=True,
    series=_over_time,
)

FIGURES: list[Measure] = [responses_in_time]
