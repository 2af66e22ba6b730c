"""Scenario: practice notes that forces learn from, and messages to the public."""

from datetime import datetime
from functools import partial
from typing import Any

from broadhurst.capabilities.practice.commands.make_note_public import make_note_public
from broadhurst.capabilities.practice.commands.publish_note import publish_note
from broadhurst.capabilities.practice.commands.record_adoption import record_adoption
from broadhurst.capabilities.practice.commands.write_note import write_note
from broadhurst.capabilities.practice.models import Note
from broadhurst.capabilities.public_messages.commands.clear_message import clear_message
from broadhurst.capabilities.public_messages.commands.draft_message import draft_message
from broadhurst.capabilities.public_messages.commands.publish_message import publish_message
from broadhurst.capabilities.public_messages.commands.schedule_message import schedule_message
from broadhurst.capabilities.public_messages.commands.withdraw_message import withdraw_message
from broadhurst.capabilities.public_site.commands.publish_welsh import publish_welsh
from broadhurst.capabilities.public_site.commands.set_look import set_look
from broadhurst.capabilities.public_site.commands.write_welsh import write_welsh
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import District
from broadhurst.surfaces.demo.cast import Region
from broadhurst.surfaces.demo.script import A_DAY, Script
from broadhurst.surfaces.demo.words import WORDS

FIELDS = ("title", "label", "topic", "what", "place", "evidence", "cost", "contact")


def share_practice(script: Script, region: Region) -> None:
    """Write the notes of `words.toml`, and let other forces record whether they adopted them."""
    notes: dict[str, Note] = {}
    for words in WORDS["practice"]:
        sio, lro = _leads(region, words["by"])
        script.ago(words["days"], partial(_write, notes, sio, lro, words))
        for adoption in words.get("adopted", ()):
            who, _ = _leads(region, adoption["by"])
            script.ago(adoption["days"], partial(_adopt, notes, who, words["title"], adoption))


def tell_the_public(script: Script, region: Region) -> None:
    """Draft the messages of `words.toml` as Pol, and let Della clear and publish them."""
    pol, della = region.authority["pol"], region.authority["della"]
    for words in WORDS["messages"]:
        script.ago(words["days"], partial(_tell, script, pol, della, words))


def _at_ten(when: datetime) -> datetime:
    return when.replace(hour=10, minute=0, second=0, microsecond=0)


def _leads(region: Region, key: str) -> tuple[Actor, Actor]:
    teams = region.forces[key].teams
    return teams.get("bolton") or next(iter(teams.values()))


def _write(notes: dict[str, Note], sio: Actor, lro: Actor, words: dict[str, Any]) -> None:
    note = write_note(actor=sio, **{name: words[name] for name in FIELDS})
    notes[note.title] = note
    if not words.get("is_draft"):
        publish_note(actor=sio, note=note)
    if words.get("is_public"):
        make_note_public(actor=lro, note=note, is_read=True)


def _adopt(notes: dict[str, Note], who: Actor, title: str, words: dict[str, Any]) -> None:
    came_of_it = words.get("came_of_it", "")
    record_adoption(actor=who, note=notes[title], result=words["result"], came_of_it=came_of_it)


def _tell(script: Script, pol: Actor, della: Actor, words: dict[str, Any]) -> None:
    message = draft_message(
        actor=pol,
        title=words["title"],
        text=words["text"].strip(),
        reach=words["reach"],
        districts=District.objects.filter(key__in=words.get("districts", ())),
    )
    if words.get("is_draft"):
        return
    clear_message(actor=della, message=message, is_read=True)
    if in_days := words.get("in_days"):
        schedule_message(
            actor=pol, message=message, publish_at=_at_ten(script.until + in_days * A_DAY)
        )
        return
    publish_message(actor=pol, message=message)
    if welsh := words.get("welsh"):
        set_look(actor=pol, colour=words["colour"])
        version = write_welsh(actor=pol, translates=message.ref, **welsh)
        publish_welsh(actor=della, version=version, is_read=True)
    if because := words.get("withdrawn"):
        withdraw_message(actor=pol, message=message, because=because)
