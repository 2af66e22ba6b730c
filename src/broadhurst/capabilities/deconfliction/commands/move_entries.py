"""Move an OCG's entries and open hits to its new owner.

A transfer calls this, never a page.
"""

from broadhurst.capabilities.deconfliction.matching import entry_lifecycle
from broadhurst.capabilities.deconfliction.rules.checking import objections_to_move
from broadhurst.capabilities.deconfliction.targets.of_ocg import targets_of
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Unit
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import About, command, record, record_by_system
from broadhurst.foundation.workflow import refuse_if


@command
def move_entries(*, actor: Actor, ocg: Ocg, to: Unit) -> int:
    """Give an OCG's entries to its new owner, and return how many moved.

    Other units are notified of the new contact. Call this after the owner has changed, and run
    a check afterwards.
    """
    ocg = locked(ocg)
    refuse_if(objections_to_move(current_leadership(ocg).owner, to))

    targets, _not_checked = targets_of(ocg)
    moved = entry_lifecycle.move(ocg.ref, targets, to)

    record(
        actor,
        "entries.moved",
        ocg.ref,
        dossier=ocg.dossier,
        count=moved.entries,
        to=to.name,
        past_the_wall=entry_lifecycle.TO_MOVE,
    )
    abouts = [
        About(
            side.ref,
            [side.unit],
            {"body": side.other_unit.agency.name, "other_contact": side.other_contact},
        )
        for side in moved.others
    ]
    record_by_system("hit.contact_changed", abouts, dossier=None, kind=Event.Kind.DISCLOSURE)
    return moved.entries
