"""The duty desks of the region: one for each force and the ROCU, and GMP's rota."""

from datetime import UTC, datetime, timedelta

from broadhurst.capabilities.deconfliction.queries.hits import to_review
from broadhurst.capabilities.duty_desks.commands.escalate import escalate
from broadhurst.capabilities.duty_desks.commands.review_hit import review_hit
from broadhurst.capabilities.duty_desks.commands.set_duty import set_duty
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import Role, Unit
from broadhurst.surfaces.demo.cast import FORCES, Region
from broadhurst.surfaces.demo.enrolment import Enrolment, named
from broadhurst.surfaces.demo.script import Script
from broadhurst.surfaces.demo.words import Words

DAY_BEGINS = 7
SHIFT = timedelta(hours=12)
# The rota ends within a week of loading, so that the desk has a gap to fill.
SHIFTS = 10
FIRST_REVIEW = datetime(2019, 11, 4, 11, tzinfo=UTC)
BETWEEN_REVIEWS = timedelta(days=28)
# Possible matches of the last days stay open, so that visitors can try the desk.
UNDECIDED = timedelta(days=14)


def enrol_desks(make: Enrolment) -> dict[str, Actor]:
    """Enrol a desk officer for each organisation, and return them by its key."""
    desks = {}
    for key in (*FORCES, "nwrocu"):
        short = make.agencies[key].short_name
        unit = make.unit(key, f"{key}-desk", f"Deconfliction desk, {short}", Unit.Kind.DESK)
        username = "dot" if key == "gmp" else ""
        desks[key] = named(make, unit, username, "Deconfliction desk officer", Role.DESK)
    return desks


def keep_watch(script: Script, region: Region, words: Words) -> None:
    """Review possible matches each month, set GMP's rota, then escalate late hits.

    Matches of the last days before loading are not reviewed.
    """
    day = FIRST_REVIEW
    while day < script.until - UNDECIDED:
        script.at(day, lambda: _review(region, words))
        day += BETWEEN_REVIEWS
    script.before_end(UNDECIDED, lambda: _review(region, words))
    script.before_end(timedelta(minutes=30), lambda: _set_rota(region, script.until))
    script.at(script.until, lambda: escalate(actor=region.system))


def _review(region: Region, words: Words) -> None:
    for desk in region.desks.values():
        with as_actor(desk):
            hits = list(to_review())
        for hit in hits:
            review_hit(actor=desk, hit=hit, decision="dismiss", reason=words.say("hits.dismissed"))


def _set_rota(region: Region, now: datetime) -> None:
    desk, superior = region.desks["gmp"], region.forces["gmp"].moderator
    hour = now.replace(minute=0, second=0, microsecond=0)
    first_shift = hour - timedelta(hours=(hour.hour - DAY_BEGINS) % 12)
    for begins in (first_shift + number * SHIFT for number in range(SHIFTS)):
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
