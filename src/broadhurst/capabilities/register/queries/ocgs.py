"""OCGs as a list shows them."""

from datetime import datetime
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, When

from broadhurst.capabilities.register.models import Archiving, Assessment, Lead, Ocg, Ownership
from broadhurst.capabilities.register.queries.assessing import since_reactivated


def in_force_at(instant: datetime) -> Q:
    """Spans that hold an instant."""
    return Q(from_at__lte=instant) & (Q(until_at=None) | Q(until_at__gt=instant))


def listed(instant: datetime | None = None) -> QuerySet[Any]:
    """OCGs with what a list shows: owner, SIO, LRO, band, tier and when a review is due.

    An archived OCG has no review to come.

    With an instant, owner and leads as they were then. The rows are OCGs with these as attributes.
    """
    now = Q(until_at=None) if instant is None else in_force_at(instant)
    owner = Ownership.objects.filter(now, ocg=OuterRef("pk"))
    leads = Lead.objects.filter(now, ocg=OuterRef("pk"))
    assessed = Assessment.objects.filter(since_reactivated(), ocg=OuterRef("pk"))
    moderated = assessed.filter(moderation__outcome="accepted").order_by("-scored_at")
    return Ocg.objects.annotate(
        owner_unit=Subquery(owner.values("unit__name")[:1]),
        owner_agency=Subquery(owner.values("agency__short_name")[:1]),
        sio=Subquery(leads.filter(role="sio").values("officer__name")[:1]),
        lro=Subquery(leads.filter(role="lro").values("officer__name")[:1]),
        band=Subquery(moderated.values("moderation__band")[:1]),
        tier=Subquery(moderated.values("moderation__tier")[:1]),
        review_due_on=Case(
            When(
                state=Ocg.State.ACTIVE,
                then=Subquery(moderated.values("moderation__review_due_on")[:1]),
            ),
        ),
        is_with_moderator=Exists(assessed.filter(moderation=None)),
    )


def archived_at(instant: datetime, ocg: str = "pk") -> Q:
    """OCGs that were archived at an instant; `ocg` is the path from other rows to their OCG."""
    held = Archiving.objects.filter(
        Q(reactivated_at=None) | Q(reactivated_at__gt=instant),
        ocg=OuterRef(ocg),
        outcome=Archiving.Outcome.APPROVED,
        decided_at__lte=instant,
    )
    return Q(Exists(held))
