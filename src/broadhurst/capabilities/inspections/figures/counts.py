"""Figures of findings by our and the inspectorate's status, and of responses published in time."""

from datetime import date

from django.db.models import Q
from django.urls import reverse

from broadhurst.capabilities.inspections.models import Finding, Publication
from broadhurst.capabilities.inspections.queries.reports import Statuses, statuses
from broadhurst.capabilities.inspections.rules.findings import ANSWERED_KINDS, CLOSED_BY_THEM
from broadhurst.foundation.figure import Measure, Record, Row, Scope, share
from broadhurst.foundation.govuk.words import first_capital

EACH = "A finding counts once for each organisation that it asks something of."


def _asked(as_of: date) -> list[Statuses]:
    """Each finding that asks something, for each organisation it asks, at the end of a day."""
    asking = Finding.objects.filter(
        kind__in=ANSWERED_KINDS, report__published_on__lte=as_of, withdrawn_at=None
    ).select_related("report")
    rows = statuses(asking, as_of)
    return [one for about in rows.values() for one in about]


def _row(one: Statuses) -> Row:
    text = f"{one.finding} for {one.agency.short_name}"
    record = Record(one.finding.key, text, reverse("finding", args=[one.finding.key]))
    return Row(record, frozenset({one.agency.pk}), key=f"{one.finding.pk} {one.agency.pk}")


def _not_closed(scope: Scope, since: date | None, as_of: date) -> list[Row]:
    """Findings that an organisation had not closed."""
    return [_row(one) for one in _of(scope, as_of) if one.ours != "closed"]


def _not_complete(scope: Scope, since: date | None, as_of: date) -> list[Row]:
    """Findings that the inspectorate had neither completed nor superseded."""
    return [_row(one) for one in _of(scope, as_of) if one.theirs not in CLOSED_BY_THEM]


def _of(scope: Scope, as_of: date) -> list[Statuses]:
    return [one for one in _asked(as_of) if scope.holds({one.agency.pk})]


def _published(scope: Scope, since: date | None, as_of: date) -> list[Row]:
    """The responses published in a period whose clock is known.

    A corrected response counts once, on the day of its first version.
    """
    rows = Publication.objects.filter(
        Q(**scope.only("force")),
        replaced_by=None,
        first_published_on__lte=as_of,
        due_on__isnull=False,
    )
    if since:
        rows = rows.filter(first_published_on__gte=since)
    return [
        Row(
            Record(
                one.ref,
                f"{one.title}: {'late' if one.is_late else 'in time'}",
                reverse("publication", args=[one.ref]),
            ),
            frozenset({one.force_id}),
            value=int(not one.is_late),
        )
        for one in rows.order_by("first_published_on").defer("pdf", "docx", "html", "markdown")
    ]


findings_not_closed = Measure(
    "findings_not_closed", "Findings that the organisation has not closed", "findings", "finding",
    f"Findings that the organisation had not closed by the end of the day. {EACH}",
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
    "share published by that day.",
    _published, value=share, of=("responses", "response"), is_open=True,
)  # fmt: skip


def findings_by_our_status(as_of: date) -> dict[str, int]:
    """How many findings had each of the organisations' own statuses, once for each one asked."""
    return _tally([one.ours_in_words for one in _asked(as_of)])


def findings_by_inspectorate_status(as_of: date) -> dict[str, int]:
    """How many findings had each of the inspectorate's statuses, once for each one asked."""
    return _tally([one.theirs_in_words or "no act recorded" for one in _asked(as_of)])


def _tally(words: list[str]) -> dict[str, int]:
    return {first_capital(word): words.count(word) for word in dict.fromkeys(sorted(words))}


FIGURES: list[Measure] = [findings_not_closed, findings_not_complete, responses_in_time]
