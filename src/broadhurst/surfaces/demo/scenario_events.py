"""Scenario: what Bolton's team and the ROCU plan for the next two weeks."""

from datetime import datetime, time, timedelta
from functools import partial
from typing import Any

from broadhurst.capabilities.planned_events.commands.plan import plan_event
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.geography.sphere import disc
from broadhurst.surfaces.demo.cast import Region
from broadhurst.surfaces.demo.script import Script
from broadhurst.surfaces.demo.words import WORDS

PLANNED_BEFORE = 1  # days
CONTACT = "Bronze, 0161 496 0000"


def plan_ahead(script: Script, region: Region) -> None:
    """Plan the events of `words.toml`. None of them meets another."""
    people = {"gail": region.forces["gmp"].teams["bolton"][0], "rita": region.rocu["rita"]}
    for words in WORDS["events"]:
        step = partial(_plan, people[words["by"]], script.until, words)
        script.ago(PLANNED_BEFORE, step, hour=15)


def _plan(actor: Actor, today: datetime, words: dict[str, Any]) -> None:
    day = today.astimezone(clock.LONDON).date() + timedelta(days=words["days"])
    latitude, longitude = words["at"]
    starts_at = datetime.combine(day, time(words["hour"]), clock.LONDON)
    plan_event(
        actor=actor,
        kind=words["kind"],
        cover_name=words["cover_name"],
        place=words["place"],
        ground=disc(latitude, longitude, words["radius_m"]),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=words["hours"]),
        contact=CONTACT,
    )
