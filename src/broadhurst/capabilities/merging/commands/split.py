"""Split an OCG: some of it goes to a new OCG. It can be undone within a day."""

from collections.abc import Collection, Sequence
from typing import Any

from broadhurst.capabilities.deconfliction.matching import ocg_merge
from broadhurst.capabilities.deconfliction.models import Event as PlannedEvent
from broadhurst.capabilities.liaison.models import Request
from broadhurst.capabilities.links.models import Link
from broadhurst.capabilities.merging.models import Split
from broadhurst.capabilities.merging.queries.split_parts import (
    Chosen,
    about,
    counts_going,
    events_going,
)
from broadhurst.capabilities.merging.queries.splits import likely_same, objections
from broadhurst.capabilities.merging.rules.splitting import objections_to_split_now
from broadhurst.capabilities.merging.writes.split_off import enter_split_off
from broadhurst.capabilities.merging.writes.split_rows import split_rows
from broadhurst.capabilities.register.models import Identifier, Ocg, Person
from broadhurst.capabilities.register.queries.forms_on_ocg import on_ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.capabilities.register.rules.duplicates import objections_to_likely
from broadhurst.capabilities.register.writes.tell_apart import tell_ocg_apart
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if


@for_record(on_ocg(lambda ocg, parts, _ocg: objections_to_split_now(ocg, parts)))
@command
def split(
    *,
    actor: Actor,
    ocg: Ocg,
    name: str,
    because: str,
    people: Sequence[Person] = (),
    identifiers: Sequence[Identifier] = (),
    links: Sequence[Link] = (),
    requests: Sequence[Request] = (),
    events: Sequence[PlannedEvent] = (),
    not_same_as: Collection[str] = (),
) -> Split:
    """Move what was chosen to a new OCG of the same owner and leads. The rest stays.

    Orders, referrals, identifiers and links of a person go with the person. Units that were
    notified of a hit keep it, and nobody is notified again. `not_same_as` are the references of
    likely duplicates of the new OCG that are different OCGs.
    """
    ocg, name = locked(ocg), name.strip()
    chosen = Chosen(list(people), list(identifiers), list(links), list(requests), list(events))
    refuse_if(objections(actor, ocg, chosen, name=name, text=because))
    likely = likely_same(ocg, name)
    refuse_if(objections_to_likely(likely, not_same_as, "OCG"))

    leadership = current_leadership(ocg)
    counts, entered, planned = counts_going(ocg, chosen), about(chosen), events_going(ocg, chosen)
    new = enter_split_off(actor, ocg, leadership, name=name, because=because)
    tell_ocg_apart(actor, new, likely)
    made = Split.objects.create(
        dossier=ocg.dossier,
        ref=new_reference("SPL"),
        ocg=ocg,
        new=new,
        because=because,
        split_by=actor.officer,
        split_at=clock.now(),
        rows=split_rows(ocg, new, chosen),
        counts=counts,
    )
    ocg_merge.carry_part(ocg.ref, new.ref, entered, planned)

    record(
        actor,
        "ocg.split",
        ocg.ref,
        dossier=ocg.dossier,
        name=ocg.name,
        people=counts["people"],
        identifiers=counts["identifiers"],
        because=because,
        past_the_wall=ocg_merge.TO_SPLIT,
    )
    _record_new(actor, new, [*leadership.officers(), leadership.owner], because)
    return made


def _record_new(actor: Actor, new: Ocg, tell: Sequence[Any], because: str) -> None:
    """Record the new OCG in its own log. Its readers may not see the first one, so it has no name.

    Both logs have the same reason.
    """
    record(
        actor,
        "ocg.split_off",
        new.ref,
        dossier=new.dossier,
        kind=Event.Kind.COLLECTION,
        tell=tell,
        name=new.name,
        assess_by=day(new.due_on) if new.due_on else None,
        because=because,
    )
