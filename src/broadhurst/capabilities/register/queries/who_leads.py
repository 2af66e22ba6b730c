"""Whether officers can be the SIO and the LRO of an OCG."""

from broadhurst.capabilities.establishment.queries.officers import roles_of, unit_to_lead
from broadhurst.capabilities.register.rules.leading import objections_to_roles
from broadhurst.foundation import clock
from broadhurst.foundation.agencies.models import Officer, Unit
from broadhurst.foundation.workflow import at


def objections_of_leads(owner: Unit, **leads: Officer) -> list[str]:
    """Return objections to the leads of an OCG of a unit, each at its own field.

    Their roles in the organisation that they lead for decide.
    """
    objections: list[str] = []
    for role, officer in leads.items():
        unit = unit_to_lead(officer, [owner], clock.today()) or owner
        roles = roles_of(officer, unit.agency, clock.today())
        objections += at(role, objections_to_roles(role, officer, roles))
    return objections
