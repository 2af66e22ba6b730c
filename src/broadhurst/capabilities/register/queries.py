"""Reads of the register. The wall decides what is there; nothing here filters by actor."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from broadhurst.capabilities.register import rules
from broadhurst.capabilities.register.models import Assessment, Lead, Ocg, Ownership, Scheme
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.agencies.models import Officer, Role, Unit
from broadhurst.foundation.notices.waiting import Waiting

MODERATE_WITHIN = 7


@dataclass(frozen=True)
class Standing:
    """Who owns an OCG and who leads on it now."""

    ownership: Ownership
    leads: list[Lead]

    @property
    def owner(self) -> Unit:
        return self.ownership.unit

    def lead(self, role: str) -> Lead | None:
        return next((lead for lead in self.leads if lead.role == role), None)

    @property
    def sio(self) -> Lead | None:
        return self.lead("sio")

    @property
    def lro(self) -> Lead | None:
        return self.lead("lro")

    def parts_of(self, actor: Actor) -> list[str]:
        """The parts that an actor plays."""
        return rules.parts_played(actor, owner_unit=self.owner, leads=self.leads)

    def officers(self) -> list[Officer]:
        """Those who lead, for telling."""
        return [lead.officer for lead in self.leads]


def standing(ocg: Ocg) -> Standing:
    """Who owns and leads an OCG now. Raises Ownership.DoesNotExist if it is archived."""
    ownership = ocg.ownerships.select_related("unit__agency", "agency").get(until_at=None)
    leads = ocg.leads.filter(until_at=None).select_related("officer", "unit__agency")
    return Standing(ownership, list(leads))


def locked(ocg: Ocg) -> Ocg:
    """The OCG's row, locked: every command that decides on an OCG takes this lock first."""
    return lock(Ocg.objects.all(), ocg)


def in_force_at(instant: datetime) -> Q:
    """Spans that hold an instant."""
    return Q(from_at__lte=instant) & (Q(until_at=None) | Q(until_at__gt=instant))


def listed(instant: datetime | None = None) -> QuerySet[Any]:
    """OCGs with what a list shows: owner, SIO, LRO, band, tier and when a review is due.

    With an instant, owner and leads as they were then. The rows are OCGs with these as attributes.
    """
    now = Q(until_at=None) if instant is None else in_force_at(instant)
    owner = Ownership.objects.filter(now, ocg=OuterRef("pk"))
    leads = Lead.objects.filter(now, ocg=OuterRef("pk"))
    moderated = Assessment.objects.filter(
        ocg=OuterRef("pk"), moderation__outcome="accepted"
    ).order_by("-scored_at")
    return Ocg.objects.annotate(
        owner_unit=Subquery(owner.values("unit__name")[:1]),
        owner_agency=Subquery(owner.values("agency__short_name")[:1]),
        sio=Subquery(leads.filter(role="sio").values("officer__name")[:1]),
        lro=Subquery(leads.filter(role="lro").values("officer__name")[:1]),
        band=Subquery(moderated.values("moderation__band")[:1]),
        tier=Subquery(moderated.values("moderation__tier")[:1]),
        review_due_on=Subquery(moderated.values("moderation__review_due_on")[:1]),
    )


def led_by(officer: Officer) -> QuerySet[Lead, Any]:
    """The keys of the OCGs on which an officer leads now, for `ocg__in=` of every room.

    A subquery, and not a join: who leads twice is there once, and a query of many tables is
    planned in a fraction of the time (planning took 140 ms of 141 for one of seventeen).
    """
    return Lead.objects.filter(until_at=None, officer=officer).values("ocg")


def scheme_in_force(day: date) -> Scheme:
    """The scoring scheme that an assessment made on a day names."""
    return Scheme.objects.filter(from_on__lte=day).order_by("-from_on", "-pk")[0]


def current_assessment(ocg: Ocg) -> Assessment | None:
    """The latest assessment that a moderator accepted."""
    return (
        ocg.assessments.filter(moderation__outcome="accepted")
        .select_related("moderation", "scheme", "scored_by")
        .order_by("-scored_at")
        .first()
    )


def to_moderate(actor: Actor) -> QuerySet[Assessment]:
    """Assessments of what this body owns that wait for a moderator other than their scorer.

    The owner moderates: whoever else may see an assessment is not asked to. The owner also leads
    to the few assessments at stake by index; all that were ever made would be looked through else.
    """
    return (
        Assessment.objects.filter(
            moderation=None,
            ocg__ownerships__until_at=None,
            ocg__ownerships__agency=actor.agency,
        )
        .exclude(scored_by=actor.officer)
        .select_related("ocg", "scored_by")
        .order_by("scored_at", F("pk"))
    )


def waiting_for(actor: Actor) -> list[Waiting]:
    """Assessments to moderate, and reviews that are due for those who lead."""
    waiting = []
    if actor.has(Role.MODERATOR):
        waiting = [
            Waiting(
                "Moderate the assessment of",
                str(assessment.ocg),
                reverse("moderate", args=[assessment.ref]),
                assessment.scored_at.date() + timedelta(days=MODERATE_WITHIN),
                "register",
            )
            for assessment in to_moderate(actor)[:50]
        ]
    mine = listed().filter(state=Ocg.State.ACTIVE, pk__in=led_by(actor.officer))
    return waiting + [
        Waiting(
            "Assess", str(ocg), reverse("assess", args=[ocg.ref]), ocg.review_due_on, "register"
        )
        for ocg in mine[:50]
        if ocg.review_due_on is None or ocg.review_due_on <= clock.today() + timedelta(days=14)
    ]


def history(ocg: Ocg) -> QuerySet[Ownership]:
    """Every span of ownership, oldest first."""
    return ocg.ownerships.select_related("unit__agency", "agency").order_by("from_at")
