"""OCGs whose SIO, LRO or SRO has left and must be replaced."""

from django.db.models import Q

from broadhurst.capabilities.register.models import Lead, Ownership
from broadhurst.capabilities.register.queries.leadership import led_by
from broadhurst.capabilities.register.rules.life import LIVE
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer, Posting, in_force_on
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.notices.waiting import TaskSource, Waiting

MAY_HAVE_TASKS = """
EXISTS (
    SELECT FROM register_lead l JOIN agencies_officer o ON o.id = l.officer_id
    WHERE l.until_at IS NULL
      AND l.ocg_id IN (SELECT id FROM owned UNION SELECT ocg_id FROM led)
      AND NOT (o.is_active AND EXISTS (
        SELECT FROM agencies_posting p
        WHERE p.officer_id = o.id AND p.from_on <= %(today)s::date
          AND (p.until_on IS NULL OR p.until_on > %(today)s::date)
      ))
)
"""


def waiting_for(actor: Actor) -> list[Waiting]:
    """Return tasks to replace a lead who has no posting.

    The owning unit and the other leads get the task. It is derived from the postings, so it needs
    no notification.
    """
    posted_officers = Posting.objects.filter(in_force_on(clock.today())).values("officer")
    in_post = Officer.objects.filter(is_active=True, pk__in=posted_officers)
    owned = Ownership.objects.filter(until_at=None, unit=actor.unit).values("ocg")
    leavers = (
        Lead.objects.filter(until_at=None, ocg__state__in=LIVE)
        .filter(Q(ocg__in=owned) | Q(ocg__in=led_by(actor.officer)))
        .exclude(officer__in=in_post)
        .select_related("ocg", "officer")
    )
    return [
        Waiting(
            f"Name another {lead.get_role_display()} for",
            f"{lead.ocg.name}, because {lead.officer.name} has left",
            record_address("register:name_lead", lead.ocg.ref),
            clock.today(),
            "register",
            lead.ocg.ref,
            for_unit=True,
        )
        for lead in leavers[:50]
    ]


SOURCES = (TaskSource(MAY_HAVE_TASKS, waiting_for),)
