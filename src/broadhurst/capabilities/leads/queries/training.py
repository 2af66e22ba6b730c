"""LRO training, and the officers who lead without it or have it and lead nothing."""

from django.db.models import (
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce

from broadhurst.capabilities.establishment.queries.officers import officers_of
from broadhurst.capabilities.leads.models import Training
from broadhurst.capabilities.register.models import Lead, Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Agency, Officer, Posting, in_force_on

STANDING = Q(withdrawn_at=None)


def training() -> QuerySet[Training]:
    """Return the training that the actor may see, with its officers."""
    return Training.objects.select_related("officer", "agency", "recorded_by", "withdrawn_by")


def agency_of(officer: Officer, actor: Actor) -> Agency | None:
    """Return the actor's organisation if the officer is posted to it, else None."""
    posted = Posting.objects.filter(
        in_force_on(clock.today()), officer=officer, unit__agency=actor.agency
    )
    return actor.agency if posted.exists() else None


def is_trained(officer: Officer) -> bool:
    """Return whether the actor can see that an officer has done an LRO course."""
    return Training.objects.filter(STANDING, officer=officer).exists()


def lros(actor: Actor) -> QuerySet[Officer]:
    """Return the officers of the actor's organisation who lead as LRO, or are trained for it.

    `led` counts the active OCGs that the actor can see.
    """
    led = Lead.objects.filter(
        officer=OuterRef("pk"), role=Lead.Role.LRO, until_at=None, ocg__state=Ocg.State.ACTIVE
    )
    counted = led.order_by().values("officer").annotate(many=Count("pk")).values("many")
    done = Training.objects.filter(STANDING, officer=OuterRef("pk")).order_by("-on", "-pk")
    rows = officers_of(actor.agency, clock.today()).annotate(
        led=Coalesce(Subquery(counted, output_field=IntegerField()), 0),
        trained_on=Subquery(done.values("on")[:1]),
        trained_in=Subquery(done.values("course")[:1]),
    )
    return rows.filter(Exists(led) | Exists(done))
