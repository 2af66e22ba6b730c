"""An OCG over time: its status, owner, leads, tier and plan, each from when until when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from broadhurst.capabilities.plans.models import Plan
from broadhurst.capabilities.register.models import Lead, Ocg
from broadhurst.capabilities.register.queries.leadership import history
from broadhurst.capabilities.register.queries.statuses import proposals_of, statuses_of
from broadhurst.capabilities.scoring.queries.tiers import tiers_of
from broadhurst.foundation import clock
from broadhurst.foundation.chart import Span, TimelineChart, TimelineRow
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.govuk.words import day, first_capital, london_day

NOW, EARLIER = "Now", "Earlier"
STATUS, OWNER, TIER, PLAN = "Status", "Owner", "Tier", "Plan"


@dataclass(frozen=True)
class Period:
    """A status, owner, lead, tier or plan of an OCG, from an instant until another.

    `what` says which of these it is, and `value` has its words. Without `until_at` it still lasts.
    """

    what: str
    value: str
    from_at: datetime
    until_at: datetime | None
    href: str = ""


def periods_of(ocg: Ocg) -> list[Period]:
    """Return every period of an OCG: status, owner, leads, tier, plan; each oldest first."""
    return [*_states(ocg), *_owners(ocg), *_leads(ocg), *_tiers(ocg), *_plans(ocg)]


def at_end_of(periods: Iterable[Period], on: date) -> list[Period]:
    """Return the periods in which the end of a day fell, as far as that day has passed."""
    instant = clock.as_of(on)
    return [
        period
        for period in periods
        if period.from_at <= instant and (period.until_at is None or period.until_at > instant)
    ]


def picture_of(
    periods: Sequence[Period], since: date | None = None, until: date | None = None
) -> TimelineChart:
    """Draw a row for each of them, with its periods from one day to another."""
    today = clock.today()
    rows: dict[str, list[Span]] = {}
    for period in periods:
        ended = london_day(period.until_at) if period.until_at else None
        kind = EARLIER if ended else NOW
        rows.setdefault(period.what, []).append(
            Span(kind, london_day(period.from_at), ended, text=period.value)
        )
    return TimelineChart(
        name="over-time",
        title="Over time",
        note=f"Status, owner, leads, tier and plan of this OCG, as of {day(today)}.",
        heading="What",
        timeline=[TimelineRow(label, spans) for label, spans in rows.items()],
        as_of=today,
        order=(NOW, EARLIER),
        window=(since, until),
    )


def _states(ocg: Ocg) -> list[Period]:
    return [
        Period(STATUS, first_capital(status.label), status.from_at, status.until_at)
        for status in statuses_of(ocg.stages.select_related("begun_by"), proposals_of(ocg))
    ]


def _owners(ocg: Ocg) -> list[Period]:
    return [
        Period(
            OWNER, f"{owner.unit.name}, {owner.agency.short_name}", owner.from_at, owner.until_at
        )
        for owner in history(ocg)
    ]


def _leads(ocg: Ocg) -> list[Period]:
    leads = list(ocg.leads.select_related("officer", "unit").order_by("from_at", "pk"))
    return [
        Period(label, f"{lead.officer.name}, {lead.unit.name}", lead.from_at, lead.until_at)
        for role, label in Lead.Role.choices
        for lead in leads
        if lead.role == role
    ]


def _tiers(ocg: Ocg) -> list[Period]:
    return [
        Period(
            TIER,
            f"Tier {tier.assessment.moderation.tier}, band {tier.assessment.moderation.band}",
            tier.from_at,
            tier.until_at,
        )
        for tier in tiers_of(ocg)
    ]


def _plans(ocg: Ocg) -> list[Period]:
    versions = ocg.plans.prefetch_related("closings").order_by("version")
    return [period for plan in versions for period in _stages_of(plan)]


def _stages_of(plan: Plan) -> list[Period]:
    """Return when a version was a draft, agreed and closed. A new version ends it."""
    changes = [(plan.drafted_at, "draft")]
    if plan.agreed_at and plan.agreed_at > plan.drafted_at:
        changes.append((plan.agreed_at, "agreed"))
    elif plan.agreed_at:  # a transfer carried the agreement over from the version before
        changes = [(plan.drafted_at, "agreed")]
    for closing in plan.closings.all():
        changes.append((closing.closed_at, "closed"))
        if closing.reopened_at:
            changes.append((closing.reopened_at, "agreed"))
    changes.sort()
    ends = [*(at for at, _stage in changes[1:]), plan.superseded_at]
    href = record_address("plans:plan", plan.ref)
    return [
        Period(PLAN, f"Version {plan.version}, {stage}", at, until, href)
        for (at, stage), until in zip(changes, ends, strict=True)
    ]
