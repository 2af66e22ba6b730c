"""Scenario: leads of Bolton who are away, and the deputies who cover for them."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from broadhurst.capabilities.cover.commands.end_cover import end_cover
from broadhurst.capabilities.cover.commands.name_deputy import name_deputy
from broadhurst.capabilities.register.models import Cover
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.surfaces.demo.scenario_ocg import Life
from broadhurst.surfaces.demo.script import A_DAY, Script
from broadhurst.surfaces.demo.words import WORDS


def cover_leads(script: Script, lives: Sequence[Life]) -> None:
    """Name the deputies of `words.toml`, each for a lead of another OCG of Bolton."""
    for number, words in enumerate(WORDS["covers"]):
        step = partial(_cover, script, lives, number, words)
        script.ago(words["days"], step)


def _cover(script: Script, lives: Sequence[Life], number: int, words: dict[str, Any]) -> None:
    begun = [life for life in lives if life.district.key == "bolton" and life.is_worked_on]
    if len(begun) <= number:
        return
    life = begun[number]
    lead = life.sio if words["role"] == "sio" else life.lro
    sio, lro = life.force.teams[words["team"]]
    deputy = sio if words["role"] == "sio" else lro
    cover = name_deputy(
        actor=lead,
        ocg=life.ocg,
        role=words["role"],
        deputy=deputy.officer,
        from_on=clock.today(),
        until_on=clock.today() + words["for"] * A_DAY,
        because=words["because"],
    )
    if "ended" in words:
        step = partial(_end, life, cover, words["back"])
        script.ago(words["ended"], step)


def _end(life: Life, cover: Cover, because: str) -> None:
    lead = life.sio if cover.lead.role == "sio" else life.lro
    with as_actor(lead):
        is_open = Cover.objects.filter(pk=cover.pk, closed_at=None).exists()
    if is_open:
        end_cover(actor=lead, cover=cover, because=because)
