"""Funnel plots of the organisations of a scope, so that small numbers are not over-read."""

from collections.abc import Mapping, Sequence

from django.db.models import F, QuerySet

from broadhurst.foundation.access.prepared_query import AnyOf, prepared_query
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.chart import Case, FunnelPlot
from broadhurst.foundation.figure import FEW, Figure, Measure, Scope
from broadhurst.foundation.govuk.words import day, first_capital

MOST_NAMED = 4  # left out of a funnel for the same reason; more are counted in one row


def funnel_of(
    measure: Measure, whole: Figure, parts: Sequence[Scope], figures: Sequence[Figure],
    short: Mapping[str, str],
) -> FunnelPlot:  # fmt: skip
    """Return the shares of the organisations; those with few records are named, not drawn."""
    cases, aside = [], []
    for part, figure in zip(parts, figures, strict=True):
        behind, numerator = figure.behind, figure.numerator
        if figure.hidden or not behind or behind < FEW or numerator is None:
            if figure.has_records:
                aside.append((part.name, words_of(figure)))
        else:
            cases.append(Case(part.name, int(numerator), behind, short.get(part.key, "")))
    return FunnelPlot(
        name=measure.name,
        title=measure.title,
        note=f"{first_capital(whole.scope)}, {_when(whole)}.",
        heading="Region" if _is_of_regions(parts) else "Organisation",
        many=measure.of[0] or measure.many,
        cases=cases,
        aside=_in_few_rows(aside),
    )


def words_of(figure: Figure) -> str:
    """Return a value in words. Fewer than 5 records do not allow a fair comparison."""
    if figure.hidden or not figure.behind:
        return figure.hidden or "No records"
    return f"Fewer than {FEW} records" if figure.behind < FEW else figure.in_words


def short_names(parts: Sequence[Scope]) -> dict[str, str]:
    """Return the short name of each organisation, by the key of its scope."""
    keys = [part.key.removeprefix("agency:") for part in parts]
    short = _short(keys) if keys else []
    return {f"agency:{key}": short_name for key, short_name in short}


@prepared_query
def _short(keys: list[str]) -> QuerySet[Agency, tuple[str, str]]:
    return Agency.objects.filter(AnyOf(F("key"), keys)).values_list("key", "short_name")


def _in_few_rows(aside: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return one row for many organisations that are left out for the same reason."""
    rows = []
    for why in dict.fromkeys(why for _, why in aside):
        names = [name for name, reason in aside if reason == why]
        rows += (
            [(f"{len(names)} others", why)]
            if len(names) > MOST_NAMED
            else [(name, why) for name in names]
        )
    return rows


def _when(figure: Figure) -> str:
    end = f"the end of {day(figure.as_of)}"
    return f"{day(figure.since)} to {end}" if figure.since else f"at {end}"


def _is_of_regions(parts: Sequence[Scope]) -> bool:
    return any(part.key.startswith("region:") for part in parts)
