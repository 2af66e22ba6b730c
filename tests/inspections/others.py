"""Organisations besides the cast's: a policing body with a force, and a successor."""

from datetime import date

from broadhurst.capabilities.establishment.commands.enrol import enrol
from broadhurst.capabilities.establishment.commands.open_agency import open_agency
from broadhurst.capabilities.establishment.commands.open_unit import open_unit
from broadhurst.capabilities.establishment.commands.post import post
from broadhurst.foundation.access.actor import Actor, actor_in
from broadhurst.foundation.agencies.models import Agency, Oversight, Unit
from tests.people import SINCE, Cast


def body(
    cast: Cast, key: str, name: str, kind: str = "local_policing_body", since: date = SINCE
) -> Agency:
    return open_agency(
        actor=cast.system, key=key, name=name, short_name=name, kind=kind, nation="ENG",
        from_on=since,
    )  # fmt: skip


def officer(cast: Cast, agency: Agency, name: str, *roles: str) -> Actor:
    unit = open_unit(
        actor=cast.system, agency=agency, key=f"u-{name.split()[0].lower()}",
        name=f"{agency.name} office", kind="policing_body",
        duty_contact="Duty officer, 0161 496 0000", from_on=agency.from_on,
    )  # fmt: skip
    return another(cast, unit, name, *roles, since=agency.from_on)


def another(cast: Cast, unit: Unit, name: str, *roles: str, since: date = SINCE) -> Actor:
    username = name.lower().replace(" ", "-")
    person = enrol(actor=cast.system, username=username, name=name, grade="", password=None)
    given = {"officer": person, "unit": unit, "title": "Officer", "roles": roles}
    return actor_in(post(actor=cast.system, **given, from_on=since))


def answers_for(agency: Agency, force: Agency, since: date = SINCE) -> None:
    """Make an agency oversee a force from a day on, in place of the earlier body."""
    Oversight.objects.filter(force=force, until_on=None).update(until_on=since)
    Oversight.objects.create(force=force, body=agency, from_on=since)
