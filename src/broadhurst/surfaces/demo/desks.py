"""The duty desks of the region: one of each force and of the ROCU, and GMP's rota."""

from datetime import datetime, timedelta

from broadhurst.capabilities.deconfliction.commands.escalate import escalate
from broadhurst.capabilities.deconfliction.commands.set_duty import set_duty
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Role, Unit
from broadhurst.surfaces.demo.cast import FORCES, Region
from broadhurst.surfaces.demo.enrolment import Enrolment, named
from broadhurst.surfaces.demo.script import Script

DAY_BEGINS = 7
SHIFT = timedelta(hours=12)
# The rota of the demo ends in the week to come, so that the desk has a gap to fill.
SHIFTS = 10


def enrol_desks(make: Enrolment) -> dict[str, Actor]:
    """A desk officer of each body, by the body's key."""
    desks = {}
    for key in (*FORCES, "nwrocu"):
        short = make.agencies[key].short_name
        unit = make.unit(key, f"{key}-desk", f"Deconfliction desk, {short}", Unit.Kind.DESK)
        username = "dot" if key == "gmp" else ""
        desks[key] = named(make, unit, username, "Deconfliction desk officer", Role.DESK)
    return desks


def keep_watch(script: Script, region: Region) -> None:
    """GMP's desk sets its rota for the days to come; then the system moves up what is late."""
    script.at(script.until - timedelta(minutes=30), lambda: _set_rota(region, script.until))
    script.at(script.until, lambda: escalate(actor=region.system))


def _set_rota(region: Region, now: datetime) -> None:
    desk, superior = region.desks["gmp"], region.forces["gmp"].moderator
    hour = now.replace(minute=0, second=0, microsecond=0)
    first = hour - timedelta(hours=(hour.hour - DAY_BEGINS) % 12)
    for begins in (first + number * SHIFT for number in range(SHIFTS)):
        name, extension = ("Day", 701) if begins.hour == DAY_BEGINS else ("Night", 702)
        set_duty(
            actor=desk,
            unit=desk.unit,
            contact=f"{name} desk sergeant, 0161 496 0{extension}",
            superior=superior.officer,
            superior_contact="Duty superintendent, 0161 496 0703",
            from_at=begins,
            until_at=begins + SHIFT,
        )
