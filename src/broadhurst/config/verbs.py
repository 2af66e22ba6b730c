"""The verbs that the rooms declare."""

from importlib import import_module
from importlib.util import find_spec

from broadhurst.foundation.doors.verbs import Verb


def verbs_of(room: str) -> tuple[Verb, ...]:
    """Return the verbs that a room declares. A room that only reads has none."""
    module = f"broadhurst.capabilities.{room}.verbs"
    declared: tuple[Verb, ...] = import_module(module).VERBS if find_spec(module) else ()
    return declared
