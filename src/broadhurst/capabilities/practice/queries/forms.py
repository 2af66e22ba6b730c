"""Say which forms about a practice note somebody may open, for `for_record`."""

from collections.abc import Callable

from broadhurst.capabilities.practice import rules
from broadhurst.capabilities.practice.models import Note
from broadhurst.capabilities.practice.queries.notes import latest_of_unit
from broadhurst.foundation.access.actor import Actor


def to_move(verb: str) -> Callable[[Actor, Note], list[str]]:
    """Return the rule of a form about a note."""

    def objections(actor: Actor, note: Note) -> list[str]:
        return rules.objections_to_verb(verb, actor, note)

    return objections


def to_adopt(actor: Actor, note: Note) -> list[str]:
    """The rule of the form that records how the actor's organisation uses a note."""
    return rules.objections_to_adopt_note(actor, note, owner_agency=note.unit.agency_id)


def to_withdraw_adoption(actor: Actor, note: Note) -> list[str]:
    """The rule of the form that withdraws the latest adoption of the actor's unit."""
    is_recorded = latest_of_unit(actor, note) is not None
    return rules.objections_to_write(actor) + rules.objections_to_withdraw_adoption(
        is_recorded=is_recorded
    )
