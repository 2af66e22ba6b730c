"""Scenario: the leads of an OCG of Bolton write notes on it and its plan, and add files."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from broadhurst.capabilities.files.commands.add_file import add_file
from broadhurst.capabilities.notes.commands.add_note import add_note
from broadhurst.capabilities.notes.queries.readers import UNIT
from broadhurst.capabilities.plans.queries.versions import live_plan
from broadhurst.foundation.access.wall import as_actor
from broadhurst.surfaces.demo.scenario_ocg import Life
from broadhurst.surfaces.demo.script import Script
from broadhurst.surfaces.demo.words import WORDS


def write_on_records(script: Script, lives: Sequence[Life]) -> None:
    """Add the notes and files of `words.toml`, all on one OCG and its plan."""
    for add, written in ((_add_note, "record_notes"), (_add_file, "record_files")):
        for place, words in enumerate(WORDS[written]):
            step = partial(_with_record, lives, add, words)
            script.ago(words["days"], step, hour=14, minute=place)


def _with_record(lives: Sequence[Life], add: Any, words: dict[str, Any]) -> None:
    """Add to the record of the first OCG of Bolton that is worked on and has a plan."""
    begun = (life for life in lives if life.district.key == "bolton" and life.is_worked_on)
    for life in begun:
        with as_actor(life.lro):
            plan = live_plan(life.ocg)
        if plan is not None:
            add(life, {"ocg": life.ocg, "plan": plan}[words["on"]], words)
            return


def _add_note(life: Life, about: Any, words: dict[str, Any]) -> None:
    mentions = {
        "lro": life.lro.officer.username,
        "sio": life.sio.officer.username,
        "unit": f"{UNIT}{life.sio.unit.key}",
        "": "",
    }
    writer = {"sio": life.sio, "lro": life.lro}[words["by"]]
    add_note(actor=writer, about=about, text=words["text"], mention=mentions[words["mentions"]])


def _add_file(life: Life, about: Any, words: dict[str, Any]) -> None:
    writer = {"sio": life.sio, "lro": life.lro}[words["by"]]
    content = "\n".join(words["content"]).encode()
    add_file(
        actor=writer, about=about, file=SimpleUploadedFile(words["name"], content),
        description=words["description"],
    )  # fmt: skip
