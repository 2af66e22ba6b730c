"""Many officers and units, so that a list of them is too long to choose from."""

from broadhurst.capabilities.establishment.commands.enrol import enrol
from broadhurst.capabilities.establishment.commands.open_unit import open_unit
from broadhurst.capabilities.establishment.commands.post import post
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer
from tests.people import SINCE, Cast

SURNAMES = (
    "Amberley", "Birchall", "Crumpsall", "Dunnock", "Elderkin", "Fallowfield", "Gorsehill",
    "Hazelgrove", "Ivybridge", "Juniper", "Kestle", "Larchwood", "Mossley", "Nettleton",
    "Oakhurst", "Pinewood", "Quarry", "Rowanby", "Sedgeley", "Amberley",
)  # fmt: skip


def officers_beside(cast: Cast, whom: Actor, prefix: str = "o") -> list[Officer]:
    """Post 20 more officers to someone's unit. Two of them have the same name."""
    officers = []
    for place, surname in enumerate(SURNAMES):
        officer = enrol(
            actor=cast.system, username=f"{prefix}-{place:02}", name=f"Robin {surname}",
            grade="Detective Constable", password=None, agency=whom.agency,
        )  # fmt: skip
        post(
            actor=cast.system, officer=officer, unit=whom.unit, title="Detective",
            roles=list(whom.roles), from_on=SINCE,
        )  # fmt: skip
        officers.append(officer)
    return officers


def units_like(cast: Cast, whom: Actor) -> None:
    """Open 16 more units like someone's, in their organisation."""
    for place in range(16):
        open_unit(
            actor=cast.system, agency=whom.agency, key=f"{whom.unit.key}-{place}",
            name=f"{whom.unit.name} {place}", kind=whom.unit.kind,
            duty_contact="Duty desk, 0161 496 0000", from_on=SINCE,
        )  # fmt: skip
