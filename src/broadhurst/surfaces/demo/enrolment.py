"""Opens units and enrols people while the demo is loaded."""

from datetime import date
from random import Random

from broadhurst.capabilities.establishment.commands.enrol import enrol
from broadhurst.capabilities.establishment.commands.open_unit import open_unit
from broadhurst.capabilities.establishment.commands.post import post
from broadhurst.foundation.access.actor import Actor, actor_in
from broadhurst.foundation.agencies.models import Agency, District, Role, Unit
from broadhurst.surfaces.demo.cast import PASSWORD, TOUR
from broadhurst.surfaces.demo.names import people

SINCE = date(2019, 1, 1)


class Enrolment:
    """Opens units and enrols people for one loading of the demo."""

    def __init__(self, system: Actor, random: Random) -> None:
        self.system = system
        self.names = iter(people(random))
        self.agencies = {agency.key: agency for agency in Agency.objects.all()}
        self.districts = {district.key: district for district in District.objects.all()}

    def unit(self, agency: str, key: str, name: str, kind: Unit.Kind, district: str = "") -> Unit:
        """Open a unit. Its duty contact has a number that Ofcom reserves for drama."""
        extension = sum(map(ord, key)) % 1000
        return open_unit(
            actor=self.system,
            agency=self.agencies[agency],
            key=key,
            name=name,
            kind=kind,
            duty_contact=f"{name} duty officer, 0161 496 0{extension:03d}",
            from_on=SINCE,
            district=self.districts.get(district),
        )

    def person(
        self, unit: Unit, title: str, *roles: Role, signs_in: str = "", name: str = ""
    ) -> Actor:
        """Enrol an officer and post them to a unit.

        `signs_in` is the username of a person of the tour. The others have no password.
        """
        name = name or next(self.names)
        officer = enrol(
            actor=self.system,
            username=signs_in or name.lower().replace(" ", "-"),
            name=name,
            grade=title,
            password=PASSWORD if signs_in else None,
        )
        posting = post(
            actor=self.system, officer=officer, unit=unit, title=title, roles=roles, from_on=SINCE
        )
        return actor_in(posting)


def named(make: Enrolment, unit: Unit, username: str, title: str, *roles: Role) -> Actor:
    """Enrol a person of the tour by their username, or someone with a made-up name."""
    name = TOUR[username][0] if username else ""
    return make.person(unit, title, *roles, signs_in=username, name=name)
