"""The history of the demo region, from October 2019 to the day it is loaded."""

from datetime import datetime
from random import Random

from broadhurst.surfaces.demo.cast import Region
from broadhurst.surfaces.demo.script import Script


def write_history(script: Script, region: Region, random: Random, now: datetime) -> None:
    """Write every step of the history into the script."""
