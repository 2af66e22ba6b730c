"""Exemptions from rule 6, and the tasks that come from their end."""

from django.db.models import QuerySet

from broadhurst.capabilities.leads.rules import WARN_BEFORE
from broadhurst.capabilities.register.models import Exemption, Ocg
from broadhurst.capabilities.register.queries.leadership import locked
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.database.prepared import send
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.notices.waiting import TaskSource, Waiting

# Exemptions that end soon, whose officer is still both SIO and LRO.
ENDING = f"""
SELECT o.name, o.ref, f.name, e.until_on
FROM register_exemption e
JOIN register_ocg o ON o.id = e.ocg_id AND o.state = 'active'
JOIN agencies_officer f ON f.id = e.officer_id
JOIN register_ownership w ON w.ocg_id = e.ocg_id AND w.until_at IS NULL
WHERE e.ended_at IS NULL AND e.until_on <= %(today)s::date + {WARN_BEFORE.days}
  AND (e.officer_id = %(officer)s
       OR w.unit_id = %(unit)s AND %(roles)s::text[] && '{{supervisor}}')
  AND 2 = (
    SELECT count(*) FROM register_lead l
    WHERE l.ocg_id = e.ocg_id AND l.officer_id = e.officer_id AND l.until_at IS NULL
      AND l.role IN ('sio', 'lro')
  )
"""  # noqa: S608 - a number of days
MAY_HAVE = f"EXISTS ({ENDING})"


def exemptions() -> QuerySet[Exemption]:
    """Return the exemptions that the actor may see."""
    return Exemption.objects.select_related("ocg", "officer", "approved_by", "ended_by")


def exemptions_of(ocg: Ocg) -> QuerySet[Exemption]:
    """Return the exemptions of an OCG, the latest first."""
    return exemptions().filter(ocg=ocg)


def locked_exemption(exemption: Exemption) -> Exemption:
    """Lock the OCG of an exemption, and return the exemption as it is now."""
    locked(exemption.ocg)
    return exemptions().get(pk=exemption.pk)


def waiting_for(actor: Actor) -> list[Waiting]:
    """Return the tasks to name another lead before an exemption ends."""
    parameters = {
        "today": clock.today(), "officer": actor.officer.pk, "unit": actor.unit.pk,
        "roles": sorted(actor.roles),
    }  # fmt: skip
    rows = send(f"{ENDING} ORDER BY e.until_on LIMIT 50", parameters).rows()
    return [
        Waiting(
            "Name another SIO or LRO for",
            f"{name}: the exemption of {officer} ends",
            record_address("register:name_lead", ref),
            until_on,
            "leads",
            ref,
            for_unit=True,
        )
        for name, ref, officer, until_on in rows
    ]


SOURCES = (TaskSource(MAY_HAVE, waiting_for),)
