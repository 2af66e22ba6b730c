"""OCGs with the columns of a list."""

from datetime import datetime
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, When

from broadhurst.capabilities.register.models import Archiving, Assessment, Lead, Ocg, Ownership
from broadhurst.capabilities.register.queries.assessing import since_reactivated
from broadhurst.foundation import clock


def in_force_at(instant: datetime) -> Q:
    """Filter for spans that contain an instant."""
    return Q(from_at__lte=instant) & (Q(until_at=None) | Q(until_at__gt=instant))


def listed(instant: datetime | None = None) -> QuerySet[Any]:
    """Return OCGs with owner, SIO, LRO, band, tier and review date as attributes.

    With an instant, the owner and leads are those at that instant. An archived OCG has no review
    date.
    """
    in_force = Q(until_at=None) if instant is None else in_force_at(instant)
    owner = Ownership.objects.filter(in_force, ocg=OuterRef("pk"))
    leads = Lead.objects.filter(in_force, ocg=OuterRef("pk"))
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


def to_lead() -> QuerySet[Ocg]:
    """Return OCGs as the command that names a lead needs them."""
    return Ocg.objects.select_related("dossier")


def led_now(**by: Any) -> QuerySet[Lead, Any]:
    """Return the ids of OCGs with a lead in force, of this `officer` or `role`, for `pk__in=`."""
    return Lead.objects.filter(until_at=None, **by).values("ocg")


def owned_now(**by: Any) -> QuerySet[Ownership, Any]:
    """Return the ids of OCGs that a `unit` or an `agency` owns now, for `pk__in=`."""
    return Ownership.objects.filter(until_at=None, **by).values("ocg")


def active_at(instant: datetime, ocg: str = "") -> Q:
    """Filter for OCGs that were active at an instant.

    `ocg` is the path from other rows to their OCG. Now, the state says the same as the archivings
    (a constraint of the database), and it has an index.
    """
    if instant >= clock.now():
        return Q(**{f"{ocg}__state" if ocg else "state": Ocg.State.ACTIVE})
    return ~archived_at(instant, ocg or "pk")


def archived_at(instant: datetime, ocg: str = "pk") -> Q:
    """Filter for OCGs that were archived at an instant.

    `ocg` is the path from other rows to their OCG.
    """
    archivings = Archiving.objects.filter(
        Q(reactivated_at=None) | Q(reactivated_at__gt=instant),
        ocg=OuterRef(ocg),
        outcome=Archiving.Outcome.APPROVED,
        decided_at__lte=instant,
    )
    return Q(Exists(archivings))
