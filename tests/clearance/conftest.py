"""A policing body with a chain of five: Pol writes, Chas comments, Lena, Perry and Elsa clear."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from broadhurst.capabilities.clearance.commands.set_policy import set_policy
from broadhurst.capabilities.clearance.models import Policy
from broadhurst.capabilities.establishment.commands.enrol import enrol
from broadhurst.capabilities.establishment.commands.open_unit import open_unit
from broadhurst.capabilities.establishment.commands.post import post
from broadhurst.capabilities.inspections.commands.clear import clear
from broadhurst.capabilities.inspections.models import Response
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor, actor_in
from tests.inspections.making import Room, make_room
from tests.people import SINCE, Cast

WHOLE: dict[str, Any] = {
    "steps": ["author", "chief_officer", "legal", "press", "elected"],
    "legal_by": ["post:Solicitor"],
    "press_by": ["post:Press officer"],
    "elected_by": ["post:Deputy Mayor"],
    "restart_from": "chief_officer",
    "because": "Agreed by the executive board.",
}


@dataclass
class House:
    """A room, its policy, and the people who clear besides Clem and Chas.

    The solicitor is in another unit, so Lena sees no response until she is asked.
    """

    room: Room
    lena: Actor
    perry: Actor
    elsa: Actor

    def set(self, **changes: Any) -> Policy:
        given = {"from_on": clock.today()} | WHOLE | changes
        return set_policy(actor=self.room.clem, **given)

    def clears(self, actor: Actor, response: Response, comment: str = "") -> Response:
        clear(actor=actor, response=response, is_read=True, comment=comment)
        return self.room.fresh(response)

    def complete(self) -> Response:
        self.set()
        return self.room.complete()


def make_house(cast: Cast) -> House:
    room, system = make_room(cast), cast.system
    legal = open_unit(
        actor=system, agency=cast.pol.agency, key="pol-legal", name="Legal services",
        kind="policing_body", duty_contact="Legal desk, 0161 496 0001", from_on=SINCE,
        district=None,
    )  # fmt: skip

    def person(name: str, unit: Any, title: str) -> Actor:
        username = name.lower().replace(" ", "-")
        officer = enrol(actor=system, username=username, name=name, grade="", password=None)
        held = post(
            actor=system, officer=officer, unit=unit, title=title, roles=["partner"],
            from_on=SINCE,
        )  # fmt: skip
        return actor_in(held)

    return House(
        room,
        person("Lena Thistlewood", legal, "Solicitor"),
        person("Perry Larkspur", cast.pol.unit, "Press officer"),
        person("Elsa Merrow", cast.pol.unit, "Deputy Mayor"),
    )


@pytest.fixture
def house(cast: Cast) -> House:
    return make_house(cast)


def on(day: int) -> date:
    return date(2021, 3, day)
