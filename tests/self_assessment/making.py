"""Self-assessments of Northshire and the ROCU against the report of 2021."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from broadhurst.capabilities.establishment.commands.enrol import enrol
from broadhurst.capabilities.establishment.commands.post import post
from broadhurst.capabilities.inspections.models import Finding
from broadhurst.capabilities.self_assessment.commands.assess import assess
from broadhurst.capabilities.self_assessment.models import Assessment
from broadhurst.foundation.access.actor import Actor, actor_in
from tests.inspections.answering import People, region_of
from tests.inspections.making import Room, make_room
from tests.people import SINCE, Cast

TODAY = date(2021, 3, 1)


@dataclass
class Judged:
    """The report with its findings, and who assesses: Chas for Northshire, Hugo for the ROCU."""

    cast: Cast
    room: Room
    people: People
    fern: Actor

    @property
    def chas(self) -> Actor:
        return self.room.chas

    @property
    def inspector(self) -> Actor:
        return self.people.inspector

    @property
    def finding(self) -> Finding:
        return self.room.first

    def assess(self, actor: Actor | None = None, **changes: Any) -> Assessment:
        given: dict[str, Any] = {
            "finding": self.finding, "judgement": "partly_met", "assessed_on": TODAY,
            "why": "Both leads meet each month. Two districts still record it on paper.",
        }  # fmt: skip
        return assess(actor=actor or self.chas, **(given | changes))


def judged(cast: Cast) -> Judged:
    """Make the report, the region, and Fern, chief officer of Eastshire in the same region."""
    room, people = make_room(cast), region_of(cast)
    officer = enrol(actor=cast.system, username="fern", name="Fern Ash", grade="", password=None)
    fern = actor_in(
        post(
            actor=cast.system, officer=officer, unit=cast.olive.unit, title="ACC",
            roles=["chief_officer"], from_on=SINCE,
        )
    )  # fmt: skip
    return Judged(cast, room, people, fern)
