"""Read published totals, open to everybody who is signed in."""

from collections import defaultdict
from datetime import date

from broadhurst.capabilities.funding.models import PublishedTotal

Series = PublishedTotal.Series


def published_totals() -> list[PublishedTotal]:
    """Return every published total, the oldest year first."""
    return list(PublishedTotal.objects.all())


def by_series(totals: list[PublishedTotal]) -> dict[str, list[PublishedTotal]]:
    """Return the totals of each series, by its name, in the order of the series."""
    groups: dict[str, list[PublishedTotal]] = defaultdict(list)
    for total in totals:
        groups[total.series].append(total)
    return {str(series.label): groups[series] for series in Series if series in groups}


def latest_operating(as_of: date) -> PublishedTotal | None:
    """Return the published ROCU funding of the latest year that had begun by a day."""
    rows = PublishedTotal.objects.filter(series=Series.OPERATING, starts_on__lte=as_of)
    return rows.order_by("starts_on").last()
