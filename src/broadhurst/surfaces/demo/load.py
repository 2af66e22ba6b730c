"""Load the demo region: its people, then its history with the clock set back."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from broadhurst.capabilities.establishment.commands.load_agencies import load_agencies
from broadhurst.capabilities.planned_events.commands.load_postcodes import load_postcodes
from broadhurst.foundation import clock
from broadhurst.foundation.access.acting import actor_of_system
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.gc_tuning import freeze_heap
from broadhurst.surfaces.demo.connection import quick_connection, share_a_core
from broadhurst.surfaces.demo.history import write_history
from broadhurst.surfaces.demo.region import enrol_region
from broadhurst.surfaces.demo.script import Script
from broadhurst.surfaces.demo.words import Words

SEED = 20210330
# One postcode for each outward code of the region, placed in the middle of the code's area, not at
# its real place. Source: outward codes of gibbs/uk-postcodes on GitHub, licence CC0.
POSTCODES = Path(__file__).parent / "postcodes.csv"
OPENING = datetime(2019, 9, 2, 8, tzinfo=UTC)


def is_loaded() -> bool:
    """Return whether the demo's people are in the database."""
    return Officer.objects.filter(username="gail").exists()


def load_demo(
    tell: Callable[[datetime, float], None],
    until: datetime | None = None,
    *,
    is_database_here: bool = False,
) -> int:
    """Load the demo and return the number of steps.

    After each step, `tell` gets its instant and the share done, from 0 to 1. The history stops at
    `until`, if given. Every record comes from the commands that officers use, so every figure has
    records behind it. `is_database_here` says that the server runs on this machine, as this user.
    """
    random = Random(SEED)  # noqa: S311 - the made-up history must be the same each time
    now = clock.now()
    end = min(until or now, now)
    with quick_connection():
        script = _written(random, now)
        if is_database_here:
            share_a_core()
        return _played(script, tell, end)


def _written(random: Random, now: datetime) -> Script:
    """Enrol the region's people, and return the script of its history."""
    with clock.set_to(OPENING):
        load_agencies(actor=actor_of_system())
        with POSTCODES.open() as lines:
            load_postcodes(actor=actor_of_system(), lines=lines, source="the demo")
        region = enrol_region(actor_of_system(), random)
        script = Script(until=now - timedelta(minutes=5))
        # Texts have their own draws, so that a new text does not change what happens.
        words = Words(Random(SEED))  # noqa: S311
        write_history(script, region, random, words, now)
    freeze_heap()
    return script


def _played(script: Script, tell: Callable[[datetime, float], None], end: datetime) -> int:
    """Play the script until an instant, and return the number of steps."""
    done = 0
    for instant in script.play():
        done += 1
        tell(instant, (instant - OPENING) / (end - OPENING))
        if instant >= end:
            break
    return done
