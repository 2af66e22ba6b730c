"""Officers who answer for organisations: chief officer, ROCU head and inspector."""

from dataclasses import dataclass
from datetime import date

from broadhurst.capabilities.establishment.commands.enrol import enrol
from broadhurst.capabilities.establishment.commands.open_agency import open_agency
from broadhurst.capabilities.establishment.commands.open_unit import open_unit
from broadhurst.capabilities.establishment.commands.post import post
from broadhurst.capabilities.safeguarding.commands.refer import refer
from broadhurst.foundation.access.actor import Actor, actor_in
from broadhurst.foundation.agencies.models import Region, RegionMember, Unit
from tests.people import SINCE, Cast
from tests.safeguarding.story import person

NAMES = ("Tilly", "Ruby", "Joss", "Erin", "Kit", "Wren", "Ada", "Noor")


@dataclass
class People:
    """People besides the cast.

    Ines inspects, Ches is Northshire's chief officer, and Hugo heads the ROCU.
    """

    cast: Cast
    inspector: Actor
    chief: Actor
    head: Actor

    def __getattr__(self, name: str) -> Actor:
        return getattr(self.cast, name)  # type: ignore[no-any-return]


def region_of(cast: Cast) -> People:
    """Create the region of Northshire, Eastshire and the ROCU, with its officers."""
    region = Region.objects.create(key="northern", name="North")
    for agency in (cast.gail.agency, cast.olive.agency, cast.rita.agency):
        RegionMember.objects.create(region=region, agency=agency, from_on=SINCE)
    inspectorate = open_agency(
        actor=cast.system, key="hmi", name="Inspectors of Constabulary", short_name="HMI",
        kind="inspectorate", nation="ENG", from_on=SINCE,
    )  # fmt: skip
    office = open_unit(
        actor=cast.system, agency=inspectorate, key="hmi-north", name="Northern inspection team",
        kind="inspectorate", duty_contact="Duty officer, 0161 496 0000", from_on=SINCE,
        district=None,
    )  # fmt: skip

    def posted(name: str, unit: Unit, *roles: str) -> Actor:
        username = name.lower().replace(" ", "-")
        officer = enrol(actor=cast.system, username=username, name=name, grade="", password=None)
        held = post(
            actor=cast.system, officer=officer, unit=unit, title="Officer", roles=roles,
            from_on=SINCE,
        )  # fmt: skip
        return actor_in(held)

    return People(
        cast=cast,
        inspector=posted("Ines Larkfield", office, "inspector"),
        chief=posted("Ches Holloway", cast.cora.unit, "chief_officer"),
        head=posted("Hugo Wetherby", cast.rita.unit, "chief_officer"),
    )


def referred(cast: Cast, count: int) -> None:
    """Refer `count` children from Gail to Sid's team today."""
    ocg = cast.ocg()
    for name in NAMES[:count]:
        child = person(cast, ocg, f"{name} Marchbank", born_on=date(2006, 5, 4))
        refer(
            actor=cast.gail, ocg=ocg, person=child, destination="complex_safeguarding",
            team=cast.sid.unit, consent="not_needed",
        )  # fmt: skip
