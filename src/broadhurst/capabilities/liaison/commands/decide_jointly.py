"""Record a joint decision of SIO and LRO.

It is joint once the other lead has signed too.
"""

from datetime import datetime
from typing import Any

from broadhurst.capabilities.liaison.forms.decision import DecisionForm
from broadhurst.capabilities.liaison.models import LogEntry
from broadhurst.capabilities.liaison.queries.forms import to_lead
from broadhurst.capabilities.liaison.rules.leading import OTHER, objections_to_both, role_of
from broadhurst.capabilities.liaison.rules.recording import objections_to_decision
from broadhurst.capabilities.liaison.writes.entries import (
    Decided,
    objections_to_words,
    superseded_in_words,
    write_entry,
)
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.workflow import refuse_if


class DecideJointlyForm(DecisionForm):
    """The form has no maker, because both leads make the decision."""


@for_record(to_lead)
@command
def decide_jointly(*, actor: Actor, ocg: Ocg, made_at: datetime, **words: Any) -> LogEntry:
    """Record and sign a joint decision. The other lead must sign it too.

    `words` are the fields of `Decided`.
    """
    ocg = locked(ocg)
    made_at, decided = clock.in_order(ocg.registered_at, made_at), Decided.given(words)
    leadership = current_leadership(ocg)
    refuse_if(
        objections_to_both(leadership.leads)
        + objections_to_decision(
            ocg,
            role_of(actor, leadership.leads),
            made_at=made_at,
            now=clock.now(),
            text=decided.text,
            is_makers=True,
        )
        + objections_to_words(decided, needs_both=True, made_at=made_at)
    )

    entry = write_entry(
        actor,
        ocg,
        leadership,
        decided,
        maker=actor.officer,
        made_at=made_at,
        needs_both=True,
    )

    record(
        actor,
        "log.decided_jointly",
        ocg.ref,
        dossier=ocg.dossier,
        kind=Event.Kind.COLLECTION,
        tell=[lead.officer for lead in leadership.leads if lead.role in OTHER],
        number=entry.number,
        superseded=superseded_in_words(decided),
    )
    return entry
