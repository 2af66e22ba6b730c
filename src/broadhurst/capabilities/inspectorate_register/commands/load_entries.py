"""Load the published entries of the register that come with Broadhurst."""

from pathlib import Path

from broadhurst.capabilities.inspections.rules.findings import objections_to_record
from broadhurst.capabilities.inspectorate_register.queries.matching import Otherwise
from broadhurst.capabilities.inspectorate_register.rules.reading import read
from broadhurst.capabilities.inspectorate_register.writes.save_entries import (
    matched_and_locked,
    save_entries,
)
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.workflow import refuse_if

DATA = Path(__file__).parent.parent / "data" / "register"


@command
def load_entries(*, actor: Actor) -> int:
    """Record the entries whose report is recorded. Return the number of updates that are new.

    Existing updates are not changed, so loading again adds only new ones.
    """
    refuse_if(objections_to_record(actor.roles))

    files = sorted(DATA.glob("*-*.txt"))
    text = "\n".join(f"File: {file.name}\n{file.read_text()}" for file in files)
    matched = matched_and_locked(actor, read(text), Otherwise())
    added = save_entries(actor, [entry for entry in matched if not entry.problems])

    record(
        actor,
        "entries.loaded",
        "register",
        dossier=None,
        kind=Event.Kind.COLLECTION,
        updates=added["updates"],
    )
    return added["updates"]
