"""Change the words of a practice note, and say what changed.

Not a command. The commands that edit and correct a note call it.
"""

from collections.abc import Mapping
from typing import Any

from broadhurst.capabilities.plans.models import P
from broadhurst.capabilities.practice.models import Label, Note
from broadhurst.capabilities.practice.queries.notes import TEXTS
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor

LABELS = {
    **TEXTS,
    "label": "How well it worked",
    "topic": "Topic",
    "finding": "Inspectorate’s finding",
}


def changed_words(note: Note, words: Mapping[str, Any]) -> list[list[str]]:
    """Return [field, was, now] in words for each field that would change."""
    return [
        [LABELS[name], _in_words(name, getattr(note, name)), _in_words(name, value)]
        for name, value in words.items()
        if getattr(note, name) != value
    ]


def change_words(actor: Actor, note: Note, words: Mapping[str, Any]) -> None:
    """Set the words of a note, and the actor as its last author. The caller saves it."""
    for name, value in words.items():
        setattr(note, name, value)
    note.written_by, note.written_at = actor.officer, clock.now()


def _in_words(name: str, value: Any) -> str:
    if name == "label":
        return str(Label(value).label)
    if name == "topic":
        return str(P(value).label)
    if name == "finding":
        return f"{value}, {value.report.title}" if value else "None"
    return str(value)
