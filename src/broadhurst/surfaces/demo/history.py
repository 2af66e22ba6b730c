"""The history of the demo region, from October 2019 to the day it is loaded."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from broadhurst.surfaces.demo.care import care_for, work_together
from broadhurst.surfaces.demo.cast import Region
from broadhurst.surfaces.demo.life import Life
from broadhurst.surfaces.demo.names import cover_names
from broadhurst.surfaces.demo.script import Script

# How many OCGs each force has: about as many as its size would suggest, sixty in all.
SHARE = {"gmp": 32, "merseyside": 9, "lancashire": 7, "cheshire": 5, "north-wales": 4, "cumbria": 3}
# Drugs and slavery stand more than once: they are the commonest.
THREATS = (
    *("drugs", "drugs", "drugs", "drugs", "firearms", "modern_slavery", "modern_slavery"),
    *("child_sexual_abuse", "acquisitive", "fraud", "money_laundering", "cyber"),
    "immigration_crime",
)


def write_history(script: Script, region: Region, random: Random, now: datetime) -> None:
    """Write every step of the history into the script."""
    lives = list(_lives(script, region, random, now.date()))
    for life in lives:
        life.begin()
        care_for(life)
        work_together(life)


def _lives(script: Script, region: Region, random: Random, today: date) -> Iterator[Life]:
    names = iter(cover_names(random))
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
                force=force,
                district=sio.unit.district,  # type: ignore[arg-type]
                sio=sio,
                lro=lro,
                name=next(names),
                threat=threat,
                since=_since(random, number, share, today),
                heat=random.choice((1, 2, 2, 3, 3, 4)),
                exploits=_exploits(random, threat),
            )


def _since(random: Random, number: int, share: int, today: date) -> date:
    """Dense from October 2019 to March 2021 and in the last twelve months, thin between."""
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
