"""Bring a report and a response to the point where a test starts.

The real commands do this. People besides the cast: Clem clears for the policing body, and Chas is
staff officer to the chief constable of Northshire. The inspectorate is an organisation too.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from broadhurst.capabilities.establishment.commands.enrol import enrol
from broadhurst.capabilities.establishment.commands.open_agency import open_agency
from broadhurst.capabilities.establishment.commands.open_unit import open_unit
from broadhurst.capabilities.establishment.commands.post import post
from broadhurst.capabilities.inspections.commands.address import address
from broadhurst.capabilities.inspections.commands.answer import answer
from broadhurst.capabilities.inspections.commands.clear import clear
from broadhurst.capabilities.inspections.commands.comment import comment
from broadhurst.capabilities.inspections.commands.draft import draft
from broadhurst.capabilities.inspections.commands.invite_comments import invite_comments
from broadhurst.capabilities.inspections.commands.open_response import open_response
from broadhurst.capabilities.inspections.commands.publish import publish
from broadhurst.capabilities.inspections.commands.record_finding import record_finding
from broadhurst.capabilities.inspections.commands.record_report import record_report
from broadhurst.capabilities.inspections.models import (
    Finding,
    Publication,
    Report,
    Response,
)
from broadhurst.capabilities.inspections.queries.responses import responses
from broadhurst.foundation.access.actor import Actor, actor_in
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import Agency, Unit
from broadhurst.foundation.audit.models import Event
from tests.people import SINCE, Cast

PUBLISHED_ON = date(2021, 2, 18)
LAST_DAY = date(2021, 4, 14)
LETTER = {
    "sender": "Northshire Combined Authority\n1 Long Street",
    "recipient": "The Home Secretary\n2 Marsham Street",
    "greeting": "Dear Home Secretary",
    "subject": "Regional Organised Crime Units",
    "signed_by": "Dora Millbrook",
    "office": "Deputy Mayor",
}
TEXT_1 = "Systems should be in place for SIOs and LROs to work effectively together."
TEXT_2 = "A chief officer should be appointed with responsibility for each ROCU."


@dataclass
class Room:
    """The report of 18 February 2021, its two recommendations, and who answers it."""

    cast: Cast
    clem: Actor
    chas: Actor
    inspectorate: Agency
    report: Report
    first: Finding
    second: Finding

    @property
    def force(self) -> Agency:
        return self.cast.gail.agency

    def open(self) -> Response:
        return open_response(actor=self.cast.pol, report=self.report, force=self.force)

    def invited(self) -> Response:
        """Open a response, and invite Chas's and Cora's units to comment until 12 March."""
        response = self.open()
        invite_comments(
            actor=self.cast.pol, response=response,
            units=[self.chas.unit, self.cast.cora.unit], due_on=date(2021, 3, 12),
        )  # fmt: skip
        return response

    def answered(self, response: Response, finding: Finding, **changes: Any) -> None:
        given = {"answer": "action_taken", "explanation": "Both act on one plan."} | changes
        answer(actor=self.cast.pol, response=response, finding=finding, **given)

    def complete(self) -> Response:
        """Complete a response except for the clearance. Pol makes the last change."""
        response = self.invited()
        comment(actor=self.chas, response=response, comments="We agree with the report.")
        for finding in (self.first, self.second):
            self.answered(response, finding)
        address(actor=self.cast.pol, response=response, **LETTER)
        draft(actor=self.cast.pol, response=response, body_comments="We commend the staff.")
        return self.fresh(response)

    def cleared(self) -> Response:
        response = self.complete()
        clear(actor=self.clem, response=response, is_read=True)
        return self.fresh(response)

    def published(self) -> Publication:
        return publish(actor=self.clem, response=self.cleared())

    def fresh(self, response: Response) -> Response:
        """Reload the response from the database."""
        with as_actor(self.cast.pol):
            return responses().get(pk=response.pk)

    def response(self) -> Response:
        """The one response that Pol can see."""
        with as_actor(self.cast.pol):
            return responses().get()


def event_of(actor: Actor, verb: str) -> Event:
    """Return the last event of a verb that an actor can read."""
    with as_actor(actor):
        return Event.objects.filter(verb=verb).latest("pk")


def make_room(cast: Cast) -> Room:
    system = cast.system

    def person(name: str, unit: Unit, title: str, *roles: str) -> Actor:
        username = name.lower().replace(" ", "-")
        officer = enrol(actor=system, username=username, name=name, grade="", password=None)
        return actor_in(
            post(actor=system, officer=officer, unit=unit, title=title, roles=roles, from_on=SINCE)
        )

    inspectorate = open_agency(
        actor=system, key="inspectors", name="The Inspectorate", short_name="INSP",
        kind="inspectorate", nation="ENG", from_on=SINCE,
    )  # fmt: skip
    command = open_unit(
        actor=system, agency=cast.gail.agency, key="n-command", name="Northshire command",
        kind="team", duty_contact="Staff officer, 0161 496 0000", from_on=SINCE,
    )  # fmt: skip
    report = recorded(cast, inspectorate)
    return Room(
        cast=cast,
        clem=person("Clem Hollowby", cast.pol.unit, "Director", "policing_body", "clearer"),
        chas=person("Chas Mellowship", command, "Staff officer", "inspectorate_liaison"),
        inspectorate=inspectorate,
        report=report,
        first=found(cast, report, "1", TEXT_1),
        second=found(cast, report, "2", TEXT_2),
    )


def recorded(cast: Cast, inspectorate: Agency, **changes: Any) -> Report:
    given: dict[str, Any] = {
        "title": "Regional Organised Crime Units", "publisher": inspectorate, "scope": "national",
        "published_on": PUBLISHED_ON, "url": "https://inspectors.example/rocu", "key": "rocu",
    }  # fmt: skip
    return record_report(actor=cast.pol, **(given | changes))


def found(cast: Cast, report: Report, number: str, text: str, **changes: Any) -> Finding:
    given: dict[str, Any] = {
        "kind": "recommendation", "number": number, "text": text, "is_verbatim": True,
        "key": f"{report.key}-{number}", "due_on": date(2022, 2, 28), "due_text": "February 2022",
        "addressed_to": [cast.gail.agency, cast.rita.agency],
    }  # fmt: skip
    return record_finding(actor=cast.pol, report=report, **(given | changes))
