"""Figures of findings by both statuses, and of responses published in time."""

from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from broadhurst.capabilities.inspections.models import Finding, Publication
from broadhurst.capabilities.inspections.queries.reports import Statuses, statuses
from broadhurst.capabilities.inspections.queries.shared import (
    AnsweredElsewhere,
    judged,
    published_elsewhere,
)
from broadhurst.capabilities.inspections.rules.findings import ANSWERED_KINDS
from broadhurst.capabilities.inspections.rules.statuses import CLOSED_BY_THEM, ENDED_BY_US
from broadhurst.foundation.access.one_pass import read_once
from broadhurst.foundation.figure import Measure, Record, Row, Scope, share
from broadhurst.foundation.govuk.words import first_capital

EACH = "A finding counts once for each organisation that it asks something of."


@read_once
def _asked_statuses(as_of: date) -> list[Statuses]:
    """Return the statuses of each finding at the end of a day, for each addressee."""
    asking = Finding.objects.filter(
        kind__in=ANSWERED_KINDS, report__published_on__lte=as_of, withdrawn_at=None
    ).select_related("report")
    rows = statuses(asking, as_of)
    return [status for finding_statuses in rows.values() for status in finding_statuses]


def _row(status: Statuses) -> Row:
    text = f"{status.finding} for {status.agency.short_name}"
    record = Record(
        status.finding.key, text, reverse("inspections:finding", args=[status.finding.key])
    )
    return Row(record, frozenset({status.agency.pk}), key=f"{status.finding.pk} {status.agency.pk}")


def _not_closed(scope: Scope, since: date | None, as_of: date) -> list[Row]:
    """Return rows for findings that an organisation had not ended."""
    return [_row(status) for status in _in_scope(scope, as_of) if status.ours not in ENDED_BY_US]


def _not_complete(scope: Scope, since: date | None, as_of: date) -> list[Row]:
    """Return rows for findings that the inspectorate had not closed."""
    return [
        _row(status) for status in _in_scope(scope, as_of) if status.theirs not in CLOSED_BY_THEM
    ]


def _in_scope(scope: Scope, as_of: date) -> list[Statuses]:
    return [status for status in _asked_statuses(as_of) if scope.holds({status.agency.pk})]


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
                one.row.publication.ref,
                f"{one.row.finding.report.title}: {'late' if one.timing.is_late else 'in time'}",
                reverse("public:publication", args=[one.row.publication.ref]),
            ),
            frozenset({force}),
            value=int(not one.timing.is_late),
            key=f"{one.row.publication.ref} {report}",
        )
        for (force, report), one in latest.items()
    ]


findings_not_closed = Measure(
    "findings_not_closed", "Findings that the organisation has not closed", "findings", "finding",
    "Findings that the organisation had not closed by the end of the day, marked as superseded or "
    f"decided to take no action on. {EACH}",
    _not_closed, is_open=True, is_of_a_period=False,
)  # fmt: skip
findings_not_complete = Measure(
    "findings_not_complete", "Findings not closed by the inspectorate", "findings", "finding",
    f"Findings that the inspectorate had not closed by the end of the day. {EACH}",
    _not_complete, is_open=True, is_of_a_period=False,
)  # fmt: skip
responses_in_time = Measure(
    "responses_in_time", "Responses published within 56 days", "per cent", "per cent",
    "Responses to reports about the force, published in the period, whose last day is known: the "
    "share published by that day. A response that also answers another report counts for both.",
    _published, value=share, of=("responses", "response"), is_open=True,
)  # fmt: skip


def findings_by_our_status(as_of: date) -> dict[str, int]:
    """Count findings by the organisations' own status, once for each addressee."""
    return _tally([status.ours_in_words for status in _asked_statuses(as_of)])


def findings_by_inspectorate_status(as_of: date) -> dict[str, int]:
    """Count findings by the inspectorate's status, once for each organisation asked."""
    return _tally(
        [status.theirs_in_words or "no act recorded" for status in _asked_statuses(as_of)]
    )


def _tally(words: list[str]) -> dict[str, int]:
    return {first_capital(word): words.count(word) for word in dict.fromkeys(sorted(words))}


FIGURES: list[Measure] = [findings_not_closed, findings_not_complete, responses_in_time]
