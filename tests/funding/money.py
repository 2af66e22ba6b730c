"""Funding of the Northern ROCU, for tests: a region, its people, lines and posts."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from broadhurst.capabilities.establishment.commands.enrol import enrol
from broadhurst.capabilities.establishment.commands.open_agency import open_agency
from broadhurst.capabilities.establishment.commands.open_unit import open_unit
from broadhurst.capabilities.establishment.commands.post import post as post_officer
from broadhurst.capabilities.funding.commands.confirm_line import confirm_line
from broadhurst.capabilities.funding.commands.open_post import open_post
from broadhurst.capabilities.funding.commands.record_line import record_line
from broadhurst.capabilities.funding.commands.rest_post import rest_post
from broadhurst.capabilities.funding.models import Line, Post
from broadhurst.capabilities.tasking.commands.open_capability import open_capability
from broadhurst.capabilities.tasking.models import Capability
from broadhurst.foundation.access.actor import Actor, actor_in
from broadhurst.foundation.agencies.models import Agency, Region, RegionMember, Unit
from tests.people import SINCE, Cast

YEAR = (date(2020, 4, 1), date(2021, 3, 31))
NEXT = (date(2021, 4, 1), date(2022, 3, 31))


@dataclass
class Room:
    """The people of the region, the funder and the surveillance capability.

    Acton is the ROCU's chief officer, Fern the force's, Bly the chief officer of another region.
    Ada administers the ROCU.
    """

    cast: Cast
    acton: Actor
    fern: Actor
    bly: Actor
    ada: Actor
    home_office: Agency
    surveillance: Capability

    def line(self, actor: Actor | None = None, **changes: Any) -> Line:
        given: dict[str, Any] = {
            "name": "ROCU grant 2020/21",
            "funder": self.home_office,
            "instrument": "rocu_grant",
            "amount": 36_500_000,
            "first_day": YEAR[0],
            "last_day": YEAR[1],
        }
        return record_line(actor=actor or self.cast.cass, **(given | changes))

    def confirmed(self, on: date = date(2020, 3, 1), **changes: Any) -> Line:
        return confirm_line(actor=self.cast.cass, line=self.line(**changes), confirmed_on=on)

    def post(self, actor: Actor | None = None, **changes: Any) -> Post:
        given: dict[str, Any] = {
            "role": "Surveillance officer",
            "opened_on": date(2020, 4, 1),
            "capability": self.surveillance,
        }
        return open_post(actor=actor or self.cast.cass, **(given | changes))

    def rest(self, post: Post, line: Line, share: int = 100) -> Post:
        return rest_post(actor=self.cast.cass, post=post, line=line, share=share)


def make_room(cast: Cast) -> Room:
    """Make the region of the ROCU and the force, with their chief officers, and another region."""
    system = cast.system
    region = Region.objects.create(key="north", name="North")
    for agency in (cast.cass.agency, cast.gail.agency):
        RegionMember.objects.create(region=region, agency=agency, from_on=SINCE)
    elsewhere = Region.objects.create(key="east", name="East")
    RegionMember.objects.create(region=elsewhere, agency=cast.olive.agency, from_on=SINCE)
    home_office = open_agency(
        actor=system, key="home-office", name="Home Office", short_name="Home Office",
        kind="government", nation="ENG", from_on=SINCE,
    )  # fmt: skip
    surveillance = Capability.objects.filter(provider=cast.cass.unit).first() or open_capability(
        actor=cast.system, code="surveillance", name="Surveillance", provider=cast.cass.unit,
        capacity=2,
    )  # fmt: skip
    return Room(
        cast,
        acton=_officer(cast, "acton-briar", "Acton Briar", cast.cass.agency, "chief_officer"),
        fern=_officer(cast, "fern-copse", "Fern Copse", cast.gail.agency, "chief_officer"),
        bly=_officer(cast, "bly-marsh", "Bly Marsh", cast.olive.agency, "chief_officer"),
        ada=_officer(
            cast, "ada-thorn", "Ada Thorn", cast.cass.agency, "organisation_administrator"
        ),
        home_office=home_office,
        surveillance=surveillance,
    )


def _officer(cast: Cast, username: str, name: str, agency: Agency, role: str) -> Actor:
    officer = enrol(actor=cast.system, username=username, name=name, grade="", password=None)
    key = f"{agency.key}-command"
    unit = Unit.objects.filter(key=key).first() or open_unit(
        actor=cast.system, agency=agency, key=key, name=f"{agency.name} command", kind="team",
        duty_contact="Duty officer, 0161 496 0000", from_on=SINCE,
    )  # fmt: skip
    return actor_in(
        post_officer(
            actor=cast.system, officer=officer, unit=unit, title=role.replace("_", " "),
            roles=[role], from_on=SINCE,
        )
    )  # fmt: skip
