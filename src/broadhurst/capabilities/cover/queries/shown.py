"""The leads of an OCG over time, and who covered for them."""

from collections.abc import Iterable
from typing import Any

from broadhurst.capabilities.cover.queries.covers import covers_of, leads_to_cover, status_of
from broadhurst.capabilities.register.models import Cover, Lead, Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.capabilities.register.rules.registering import objections_to_archived
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.chart.timeline import Span, TimelineChart, TimelineRow
from broadhurst.foundation.govuk.words import day, london_day

COVER = "Cover"


def on_ocg(ocg: Ocg, actor: Actor) -> dict[str, Any]:
    """Return the leads of an OCG, the latest first, the cover for them, and a picture of both."""
    leads = current_leadership(ocg).leads
    over_time = list(ocg.leads.select_related("officer", "unit").order_by("from_at", "pk"))
    covers = list(covers_of(ocg))
    return {
        "leads_over_time": over_time[::-1],
        "covers": [(cover, status_of(cover)) for cover in covers],
        "may_cover": leads_to_cover(actor, leads) and not objections_to_archived(ocg),
        "picture": picture_of(over_time, covers),
    }


def picture_of(leads: Iterable[Lead], covers: Iterable[Cover]) -> TimelineChart:
    """Draw a row for each officer: when they were SIO, LRO or SRO, and when they covered."""
    rows: dict[str, list[Span]] = {}
    for lead in leads:
        until = london_day(lead.until_at) if lead.until_at else None
        span = Span(lead.get_role_display(), london_day(lead.from_at), until)
        rows.setdefault(lead.officer.name, []).append(span)
    for cover in covers:
        if (covered := _covered(cover)) is not None:
            rows.setdefault(cover.deputy.name, []).append(covered)
    today = clock.today()
    return TimelineChart(
        name="leads-over-time",
        title="Leads over time",
        note=f"Leads of this OCG and their deputies, as of {day(today)}.",
        heading="Officer",
        timeline=[
            TimelineRow(name, sorted(spans, key=lambda span: span.since))
            for name, spans in rows.items()
        ],
        as_of=today,
        order=(*Lead.Role.labels, COVER),
    )


def _covered(cover: Cover) -> Span | None:
    """Return the days that a deputy has covered, until now if the cover goes on, or None."""
    if cover.closed_as in (Cover.ClosedAs.WITHDRAWN, Cover.ClosedAs.CORRECTED):
        return None
    ended = london_day(cover.closed_at) if cover.closed_at else cover.until_on
    if cover.from_on > clock.today():
        return None
    if not cover.closed_at and ended >= clock.today():
        return Span(COVER, cover.from_on)
    return Span(COVER, cover.from_on, max(cover.from_on, ended))
