"""Three administrators: Ivy of the service, and Ada and Fay of two police forces."""

from dataclasses import dataclass
from datetime import date

from broadhurst.capabilities.establishment.commands.enrol import enrol
from broadhurst.capabilities.establishment.commands.open_unit import open_unit
from broadhurst.capabilities.establishment.commands.post import post
from broadhurst.foundation.access.actor import Actor, actor_in
from broadhurst.foundation.agencies.models import Agency, Unit
from tests.people import SINCE, Cast

TODAY = date(2021, 3, 1)  # by the clock of every test
SERVICE, ORGANISATION = "administrator", "organisation_administrator"


@dataclass
class Admins:
    """An administrator of the service, and one of each of two forces."""

    ivy: Actor
    ada: Actor
    fay: Actor


def administrator(cast: Cast, name: str, unit: Unit, role: str) -> Actor:
    username = name.lower().replace(" ", "-")
    officer = enrol(actor=cast.system, username=username, name=name)
    return actor_in(
        post(
            actor=cast.system, officer=officer, unit=unit, title="Administrator", roles=[role],
            from_on=SINCE,
        )
    )  # fmt: skip


def make_admins(cast: Cast) -> Admins:
    """Enrol the administrators. Ada is in the unit that owns the OCGs of the tests."""
    service = open_unit(
        actor=cast.system, agency=Agency.objects.get(kind="system"), key="administrators",
        name="Service administrators", kind="system", duty_contact="Service desk, 0161 496 0100",
        from_on=SINCE,
    )  # fmt: skip
    return Admins(
        ivy=administrator(cast, "Ivy Sorrel", service, SERVICE),
        ada=administrator(cast, "Ada Pennick", cast.gail.unit, ORGANISATION),
        fay=administrator(cast, "Fay Sedge", cast.olive.unit, ORGANISATION),
    )
