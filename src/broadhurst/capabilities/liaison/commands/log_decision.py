"""Record a decision of the SIO or the LRO in the policy log.

Entries are never changed. A later entry can supersede one.
"""

from datetime import datetime
from typing import Any

from broadhurst.capabilities.establishment.forms.fields import OfficerField
from broadhurst.capabilities.liaison.forms.decision import DecisionForm
from broadhurst.capabilities.liaison.models import LogEntry
from broadhurst.capabilities.liaison.queries.forms import to_lead
from broadhurst.capabilities.liaison.rules.leading import OTHER, role_of
from broadhurst.capabilities.liaison.rules.recording import objections_to_decision
from broadhurst.capabilities.liaison.writes.entries import (
    Decided,
    objections_to_words,
    superseded_in_words,
    write_entry,
)
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import (
    Leadership,
    current_leadership,
    locked,
)
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.workflow import refuse_if


class LogDecisionForm(DecisionForm):
    maker = OfficerField(label="Who made the decision")
    field_order = ("maker",)

    def narrow_choices(self) -> None:
        """Offer the SIO, the LRO and their deputies as makers of the decision."""
        super().narrow_choices()
        leads = makers_on(current_leadership(self.subject["ocg"]))
        self.fields["maker"].queryset = Officer.objects.filter(pk__in=leads)  # type: ignore[attr-defined]


@for_record(to_lead)
@command
def log_decision(
    *, actor: Actor, ocg: Ocg, maker: Officer, made_at: datetime, **words: Any
) -> LogEntry:
    """Record a decision of one lead or deputy. A maker who did not record it must sign it.

    `words` are the fields of `Decided`.
    """
    ocg = locked(ocg)
    made_at, decided = clock.in_order(ocg.registered_at, made_at), Decided.given(words)
    leadership = current_leadership(ocg)
    refuse_if(
        objections_to_decision(
            ocg,
            role_of(actor, leadership.leads),
            made_at=made_at,
            now=clock.now(),
            text=decided.text,
            is_makers=maker.pk in makers_on(leadership),
        )
        + objections_to_words(decided, needs_both=False, made_at=made_at)
    )

    entry = write_entry(actor, ocg, leadership, decided, maker=maker, made_at=made_at)

    record(
        actor,
        "log.recorded",
        ocg.ref,
        dossier=ocg.dossier,
        kind=Event.Kind.COLLECTION,
        tell=[maker],
        number=entry.number,
        maker=maker.name,
        superseded=superseded_in_words(decided),
    )
    return entry


def makers_on(leadership: Leadership) -> set[int]:
    """Return the ids of the SIO, the LRO and their deputies."""
    pairs = ((x.officer, x.deputy) for x in leadership.leads if x.role in OTHER)
    return {officer.pk for pair in pairs for officer in pair if officer}
