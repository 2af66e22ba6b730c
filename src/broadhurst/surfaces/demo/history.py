"""The history of the demo region, from October 2019 to the day it is loaded."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from broadhurst.foundation.access.actor import Actor
from broadhurst.surfaces.demo.cast import Region
from broadhurst.surfaces.demo.desks import keep_watch
from broadhurst.surfaces.demo.names import cover_names, phone_numbers
from broadhurst.surfaces.demo.scenario_deconfliction import (
    answer_hits_after_entry,
    share_phone_numbers,
)
from broadhurst.surfaces.demo.scenario_inspections import Answer
from broadhurst.surfaces.demo.scenario_ocg import Life
from broadhurst.surfaces.demo.scenario_safeguarding import care_for, work_together
from broadhurst.surfaces.demo.scenario_tasking import Tasking, bids_of
from broadhurst.surfaces.demo.scenario_transfers import Handover
from broadhurst.surfaces.demo.script import Script

# OCGs of each force, roughly in proportion to its size: 60 in all.
SHARE = {"gmp": 32, "merseyside": 9, "lancashire": 7, "cheshire": 5, "north-wales": 4, "cumbria": 3}
BIDS = 0.5
# Drugs and slavery are repeated because they are the most common.
THREATS = (
    *("drugs", "drugs", "drugs", "drugs", "firearms", "modern_slavery", "modern_slavery"),
    *("child_sexual_abuse", "acquisitive", "fraud", "money_laundering", "cyber"),
    "immigration_crime",
)


# Full transfers to the ROCU: the force, the district, and the day when the adoption of one of its
# OCGs is requested. The letter of 30 March 2021 counts the first.
TRANSFERS = (
    ("gmp", "bolton", date(2020, 9, 7)),
    ("gmp", "salford", date(2021, 11, 8)),
    ("lancashire", "blackburn-with-darwen", date(2023, 5, 15)),
    ("gmp", "oldham", date(2024, 9, 9)),
)
RECENT_TRANSFERS = (("merseyside", "knowsley", 300), ("gmp", "rochdale", 130))
OPEN_DAYS = 45
# The newest OCG of Bolton. Its referral waits for the team, and its hit waits for both sides.
YOUNGEST, YOUNGEST_DAYS = 30, 13


def write_history(script: Script, region: Region, random: Random, now: datetime) -> None:
    """Add every step of the history to the script."""
    tasking = Tasking(region, random)
    tasking.meet(script)
    today = now.date()
    lives = list(_lives(script, region, random, today))
    share_phone_numbers(lives, today)
    for life in lives:
        life.begin()
        answer_hits_after_entry(life)
        care_for(life)
        work_together(life)
        if random.random() < BIDS:
            bids_of(life, tasking, today)
    _leave_bids(lives, tasking, today)
    _hand_over(lives, tasking, today)
    Answer(script, region).write()
    keep_watch(script, region)


def _leave_bids(lives: list[Life], tasking: Tasking, today: date) -> None:
    """Leave one bid that waits for the chair, and one that waits for a team."""
    gmp_lives = [life for life in lives if life.force.agency.key == "gmp"]
    for place, days, ends in ((15, 4, "waits"), (16, 36, "decided")):
        life, day = gmp_lives[place], today - timedelta(days=days)
        life.script.on(
            day,
            lambda life=life, ends=ends: tasking.ask_for_team(life, "surveillance", ends),  # type: ignore[misc]
            hour=11,
        )


def _hand_over(lives: list[Life], tasking: Tasking, today: date) -> None:
    ago = [(force, key, today - timedelta(days=days)) for force, key, days in RECENT_TRANSFERS]
    for force, district, day in (*TRANSFERS, *ago):
        life = _newest_ocg(lives, force, district, before=day - timedelta(days=60))
        life.script.on(day, Handover(life, tasking).ask, hour=10)
    # Gail's transfer is still open when the demo is loaded. A child's referral must be passed on.
    day = today - timedelta(days=OPEN_DAYS)
    life = _newest_ocg(lives, "gmp", "bolton", before=day - timedelta(days=60))
    life.exploits, life.stays_open = life.exploits or "child", True
    life.script.on(day, Handover(life, tasking, is_accepted=False).ask, hour=10)


def _newest_ocg(lives: list[Life], force: str, district: str, *, before: date) -> Life:
    """Return a district's newest OCG that is old enough and not being transferred."""
    candidates = [
        life
        for life in lives
        if life.force.agency.key == force and life.district.key == district
        if life.since < before and not life.is_handed_over
    ]
    newest = max(candidates, key=lambda life: life.since)
    newest.is_handed_over = True
    return newest


def _lives(script: Script, region: Region, random: Random, today: date) -> Iterator[Life]:
    names, phones = iter(cover_names(random)), iter(phone_numbers(random))
    leads = _leads(region)
    for key, share in SHARE.items():
        force = region.forces[key]
        districts = sorted(force.teams)
        for number in range(share):
            district = districts[number % len(districts)]
            sio, lro = force.teams[district]
            threat = random.choice(THREATS)
            yield Life(
                script=script,
                random=random,
                names=region.names,
                phones=phones,
                leads=leads,
                force=force,
                district=sio.unit.district,  # type: ignore[arg-type]
                sio=sio,
                lro=lro,
                name=next(names),
                threat=threat,
                since=_since(random, number, share, today),
                heat=random.choice((1, 2, 2, 3, 3, 4)),
                exploits="child" if share > YOUNGEST == number else _exploits(random, threat),
                is_unanswered=share > YOUNGEST == number,
            )


def _leads(region: Region) -> dict[str, Actor]:
    """Return the officer who answers a unit's hits, by the unit's key."""
    teams = [lead for force in region.forces.values() for lead, _ in force.teams.values()]
    return {lead.unit.key: lead for lead in (*teams, region.rocu["rita"])}


def _since(random: Random, number: int, share: int, today: date) -> date:
    """Return when an OCG is registered.

    Many are registered from October 2019 to March 2021 and in the last twelve months, few
    between.
    """
    if share > YOUNGEST == number:
        return today - timedelta(days=YOUNGEST_DAYS)
    if number == 0:
        return date(2019, 10, 7) + timedelta(days=random.randint(0, 60))
    place = number / share
    if place < 0.45:
        return date(2019, 10, 1) + timedelta(days=random.randint(0, 500))
    if place < 0.65:
        return date(2021, 4, 15) + timedelta(days=random.randint(0, 1600))
    return today - timedelta(days=random.randint(12, 350))


def _exploits(random: Random, threat: str) -> str:
    if threat in ("modern_slavery", "immigration_crime"):
        return "adult"
    return "child" if threat == "child_sexual_abuse" or random.random() < 0.25 else ""
