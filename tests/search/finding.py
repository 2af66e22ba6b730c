"""Search as the tests do: as an actor, with what was found by kind."""

from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.surfaces.search.queries import Results, search


def searched(actor: Actor, text: str, kind: str = "") -> Results:
    """Search as an actor."""
    with as_actor(actor):
        return search(actor, text, kind)


def found(actor: Actor, text: str) -> dict[str, list[str]]:
    """Return the references (or names) of what was found, by kind."""
    return {
        group.key: [one.ref or one.title for one in group.results]
        for group in searched(actor, text).groups
    }
