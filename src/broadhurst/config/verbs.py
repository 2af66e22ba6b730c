"""The verbs that the rooms declare."""

from importlib import import_module
from importlib.util import find_spec

from broadhurst.foundation.doors.verbs import Verb
from broadhurst.foundation.lists.verbs import VerbOnEach

Declared = tuple[Verb | VerbOnEach, ...]


def verbs_of(room: str) -> Declared:
    """Return the verbs that a room declares. A room that only reads has none."""
    module = f"broadhurst.capabilities.{room}.verbs"
    declared: Declared = import_module(module).VERBS if find_spec(module) else ()
    return declared
