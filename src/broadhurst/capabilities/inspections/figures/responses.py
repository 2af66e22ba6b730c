"""The figure of responses published in time."""

from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from broadhurst.capabilities.inspections.models import Publication
from broadhurst.capabilities.inspections.queries.shared import (
    AnsweredElsewhere,
    judged,
    published_elsewhere,
)
from broadhurst.foundation.figure import Measure, Record, Row, Scope, share


def _published(scope: Scope, since: date | None, as_of: date) -> list[Row]:
    """Return rows for responses published in a period that had a known deadline.

    A corrected response counts once, on the day of its first version.
    """
    rows = Publication.objects.filter(
        Q(**scope.only("force")),
        replaced_by=None,
        first_published_on__lte=as_of,
        report__published_day_known=True,
    ).select_related("report")
    if since:
        rows = rows.filter(first_published_on__gte=since)
    return _beside(scope, since, as_of) + [
        Row(
            Record(
                publication.ref,
                f"{publication.title}: {'late' if publication.is_late else 'in time'}",
                reverse("public:publication", args=[publication.ref]),
            ),
            frozenset({publication.force_id}),
            value=int(not publication.is_late),
        )
        for publication in rows.order_by("first_published_on").defer(
            "pdf", "docx", "html", "markdown"
        )
    ]


def _beside(scope: Scope, since: date | None, as_of: date) -> list[Row]:
    """Return a row for each other report that a response answers, by that report's clock.

    A report that has a response of its own is left out.
    """
    own = Publication.objects.filter(
        report=OuterRef("finding__report"),
        body=OuterRef("publication__body"),
        force=OuterRef("publication__force"),
    )
    rows = published_elsewhere().filter(
        ~Exists(own),
        Q(**scope.only("publication__force")),
        answered_on__lte=as_of,
        finding__report__published_day_known=True,
    )
    if since:
        rows = rows.filter(answered_on__gte=since)
    latest: dict[tuple[int, int], AnsweredElsewhere] = {}
    for row in rows.order_by("answered_on"):
        latest[row.publication.force_id, row.finding.report_id] = judged(row)
    return [
        Row(
            Record(
                response.row.publication.ref,
                f"{response.row.finding.report.title}: "
                f"{'late' if response.timing.is_late else 'in time'}",
                reverse("public:publication", args=[response.row.publication.ref]),
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
)

FIGURES: list[Measure] = [responses_in_time]
