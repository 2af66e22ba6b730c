"""Figures of findings by our and the inspectorate's status, and of responses published in time."""

from collections.abc import Callable
from datetime import date

from django.urls import reverse

from broadhurst.capabilities.inspections.models import Finding, Publication
from broadhurst.capabilities.inspections.queries.reports import Statuses, statuses
from broadhurst.capabilities.inspections.rules.findings import ANSWERED_KINDS, CLOSED_BY_THEM
from broadhurst.foundation.figure import Figure, Record

OPEN_TO_ALL = "Counted from what is published: everyone counts the same."


def _standing(as_of: date) -> list[Statuses]:
    """Each finding that asks something, for each body it asks, at the end of a day."""
    asking = Finding.objects.filter(
        kind__in=ANSWERED_KINDS, report__published_on__lte=as_of
    ).select_related("report")
    rows = statuses(asking, as_of)
    return [one for about in rows.values() for one in about]


def _record(one: Statuses) -> Record:
    text = f"{one.finding} for {one.agency.short_name}"
    return Record(one.finding.key, text, reverse("finding", args=[one.finding.key]))


def _counted(name: str, title: str, as_of: date, rows: list[Statuses]) -> Figure:
    records = tuple(map(_record, rows))
    return Figure(name, title, len(rows), "findings", as_of, records=records, scope=OPEN_TO_ALL)


def findings_not_closed(since: date | None, as_of: date) -> Figure:
    """Findings that a body had not closed by the end of a day, once for each body asked."""
    rows = [one for one in _standing(as_of) if one.ours != "closed"]
    return _counted("findings_not_closed", "Findings not closed by us", as_of, rows)


def findings_not_complete(since: date | None, as_of: date) -> Figure:
    """Findings that the inspectorate had neither completed nor superseded, once for each body."""
    rows = [one for one in _standing(as_of) if one.theirs not in CLOSED_BY_THEM]
    title = "Findings not closed by the inspectorate"
    return _counted("findings_not_complete", title, as_of, rows)


def responses_in_time(since: date | None, as_of: date) -> Figure:
    """Of the responses published in a period whose clock is known, those within the 56 days."""
    published = Publication.objects.filter(published_on__lte=as_of, due_on__isnull=False)
    if since:
        published = published.filter(published_on__gte=since)
    rows = list(published.order_by("published_on").defer("pdf", "docx", "html", "markdown"))
    kept = [one for one in rows if not one.is_late]
    return Figure(
        "responses_in_time",
        "Responses published within 56 days",
        round(100 * len(kept) / len(rows)) if rows else None,
        "per cent",
        as_of,
        since,
        tuple(
            Record(one.ref, f"{one.title}: {'late' if one.is_late else 'in time'}",
                   reverse("publication", args=[one.ref]))
            for one in rows
        ),
        OPEN_TO_ALL,
    )  # fmt: skip


def findings_by_our_status(as_of: date) -> dict[str, int]:
    """How many findings stood at each of the bodies' own statuses, once for each body asked."""
    return _tally([one.ours_in_words for one in _standing(as_of)])


def findings_by_inspectorate_status(as_of: date) -> dict[str, int]:
    """How many findings stood at each of the inspectorate's statuses, once for each body asked."""
    return _tally([one.theirs_in_words or "no act recorded" for one in _standing(as_of)])


def _tally(words: list[str]) -> dict[str, int]:
    return {word.capitalize(): words.count(word) for word in dict.fromkeys(sorted(words))}


FIGURES: list[Callable[[date | None, date], Figure]] = [
    findings_not_closed,
    findings_not_complete,
    responses_in_time,
]
