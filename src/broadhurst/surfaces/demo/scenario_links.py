"""Scenario: links between the OCGs of Bolton and their people, and a car that two of them use."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from broadhurst.capabilities.links.commands.end_link import end_link
from broadhurst.capabilities.links.commands.link_ocgs import link_ocgs
from broadhurst.capabilities.links.commands.link_people import link_people
from broadhurst.capabilities.links.forms.link import OCG_KINDS
from broadhurst.capabilities.links.models import Link
from broadhurst.foundation import clock
from broadhurst.surfaces.demo.scenario_members import add_thing
from broadhurst.surfaces.demo.scenario_ocg import Life
from broadhurst.surfaces.demo.script import A_DAY, Script
from broadhurst.surfaces.demo.words import WORDS


def link_threats(script: Script, lives: Sequence[Life]) -> None:
    """Record the links of `words.toml`, all from the same OCG of Bolton to others of Bolton."""
    for number, words in enumerate(WORDS["links"], start=1):
        step = partial(_link, script, lives, number, words)
        script.ago(words["days"], step)
    car = WORDS["shared_car"]
    script.ago(car["days"], lambda: _share_a_car(lives, car["plates"]))


def _link(script: Script, lives: Sequence[Life], number: int, words: dict[str, Any]) -> None:
    # One that was handed over counts: the officers of Bolton still see it.
    begun = [life for life in lives if life.district.key == "bolton" and life.is_begun]
    life = next((begun_life for begun_life in begun if begun_life.is_worked_on), None)
    others = [each for each in begun if each is not life]
    if life is None or not others:
        return
    other = others[number % len(others)]
    today, since = script.until.date(), words.get("since")
    source, intelligence, handling = words["grade"]
    values: dict[str, Any] = {
        "actor": life.sio,
        "ocg": life.ocg,
        "kind": words["kind"],
        "from_on": today - since * A_DAY if since else None,
        "source": source,
        "intelligence": intelligence,
        "handling": handling,
        "conditions": words.get("conditions", ""),
        "reason": words["reason"],
    }
    if words["kind"] in OCG_KINDS:
        link = link_ocgs(other=other.ocg, **values)
    else:
        link = link_people(person=life.people[0], other=other.people[0], **values)
    if "ended" in words:
        script.ago(words["ended"], partial(_end, life, link, words["because"]))


def _share_a_car(lives: Sequence[Life], plates: Sequence[str]) -> None:
    """Add a car to two OCGs of the same team, so that its network points it out."""
    # The newest OCG of Bolton has its people and identifiers by now.
    begun = [
        life
        for life in lives
        if life.district.key == "bolton"
        and life.since <= clock.today() - 5 * A_DAY
        and not (life.is_winding_down or life.is_handed_over)
    ]
    if len(begun) < len(plates):
        return
    for life, plate in zip(begun, plates, strict=False):
        add_thing(life, "vehicle", plate, life.people[0])


def _end(life: Life, link: Link, because: str) -> None:
    end_link(actor=life.sio, link=link, until_on=clock.today(), because=because)
