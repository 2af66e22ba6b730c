"""Scenario: directions of the NCA's Director General to forces of the region."""

from functools import partial
from typing import Any

from broadhurst.capabilities.tasking.commands.close_direction import close_direction
from broadhurst.capabilities.tasking.commands.record_direction import record_direction
from broadhurst.capabilities.tasking.models import Direction
from broadhurst.foundation import clock
from broadhurst.surfaces.demo.cast import Region
from broadhurst.surfaces.demo.script import A_DAY, Script
from broadhurst.surfaces.demo.words import WORDS


def direct_forces(script: Script, region: Region) -> None:
    """Record the directions of `words.toml`, and close those that have an outcome.

    The coordinator of the force records what its chief constable was sent.
    """
    for words in WORDS["directions"]:
        step = partial(_record, script, region, words)
        script.ago(words["days"], step, hour=12)


def _record(script: Script, region: Region, words: dict[str, Any]) -> None:
    force = region.forces[words["force"]]
    direction = record_direction(
        actor=force.coordinator,
        recipient=force.agency,
        given_on=clock.today(),
        task=words["task"],
        grounds=words["grounds"],
        due_on=clock.today() + words["due"] * A_DAY,
    )
    if "stage" in words:
        step = partial(_close, region, direction, words)
        script.on(clock.today() + words["after"] * A_DAY, step, hour=12)


def _close(region: Region, direction: Direction, words: dict[str, Any]) -> None:
    close_direction(
        actor=region.forces[words["force"]].coordinator,
        direction=direction,
        stage=words["stage"],
        outcome=words["outcome"],
    )
