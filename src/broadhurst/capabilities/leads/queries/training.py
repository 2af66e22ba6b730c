"""LRO training, and the officers who lead without it or have it and lead nothing."""

from datetime import date

from django.db.models import (
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce

from broadhurst.capabilities.establishment.queries.officers import officers_of
from broadhurst.capabilities.leads.models import Training
from broadhurst.capabilities.register.models import Lead, Ocg, Ownership
from broadhurst.capabilities.register.rules.registering import PARTNER_KINDS
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.prepared_query import prepared_query
from broadhurst.foundation.agencies.models import Agency, Officer, Posting, in_force_on
from broadhurst.foundation.database.ahead import Ask
from broadhurst.foundation.lists.declared import ROW_REF

STANDING = Q(withdrawn_at=None)


def training() -> QuerySet[Training]:
    """Return the training that the actor may see, with its officers."""
    return Training.objects.select_related("officer", "agency", "recorded_by", "withdrawn_by")


def agency_of(officer: Officer, actor: Actor) -> Agency | None:
    """Return the actor's organisation if the officer is posted to it, else None."""
    posted = _posted(officer.pk, actor.agency.pk, clock.today())
    return actor.agency if posted else None


def ask_agency(officer: Officer, actor: Actor) -> Ask:
    """Return the statement of `agency_of`, to send it ahead."""
    return _posted.ask(officer.pk, actor.agency.pk, clock.today())


@prepared_query
def _posted(officer: int, agency: int, day: date) -> QuerySet[Posting, int]:
    rows = Posting.objects.filter(in_force_on(day), officer=officer, unit__agency=agency)
    return rows.order_by().values_list("pk", flat=True)[:1]


def trainer_of(officer: Officer, actor: Actor) -> Agency | None:
    """Return the actor's organisation if it records the training of an officer, else None.

    The officer is posted to it, or is the LRO of one of its OCGs for a partner.
    """
    return (
        actor.agency if _of_partners(actor, officer=officer).exists() else agency_of(officer, actor)
    )


def _of_partners(actor: Actor, **by: Officer) -> QuerySet[Lead]:
    """Return who is the LRO of an OCG of the actor's organisation, for a partner."""
    owned = Ownership.objects.filter(until_at=None, agency=actor.agency)
    return Lead.objects.filter(
        role=Lead.Role.LRO, until_at=None, unit__agency__kind__in=PARTNER_KINDS,
        ocg__in=owned.values("ocg"), **by,
    )  # fmt: skip


def officers_by_username() -> QuerySet[Officer]:
    """Return officers that a command on several names by their username."""
    return Officer.objects.filter(is_active=True).annotate(**{ROW_REF: F("username")})


def is_trained(officer: Officer) -> bool:
    """Return whether the actor can see that an officer has done an LRO course."""
    return Training.objects.filter(STANDING, officer=officer).exists()


def lros(actor: Actor) -> QuerySet[Officer]:
    """Return the officers of the actor's organisation who lead as LRO, or are trained for it.

    Officers of partners who lead its OCGs are among them.

    `led` counts the active OCGs that the actor can see.
    """
    led = Lead.objects.filter(
        officer=OuterRef("pk"), role=Lead.Role.LRO, until_at=None, ocg__state=Ocg.State.ACTIVE
    )
    counted = led.order_by().values("officer").annotate(many=Count("pk")).values("many")
    done = Training.objects.filter(STANDING, officer=OuterRef("pk")).order_by("-on", "-pk")
    partners = Officer.objects.filter(is_active=True, pk__in=_of_partners(actor).values("officer"))
    rows = (officers_of(actor.agency, clock.today()) | partners).annotate(
        led=Coalesce(Subquery(counted, output_field=IntegerField()), 0),
        trained_on=Subquery(done.values("on")[:1]),
        trained_in=Subquery(done.values("course")[:1]),
    )
    return rows.filter(Exists(led) | Exists(done))
