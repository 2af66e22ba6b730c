"""Record a joint decision of SIO and LRO.

It is joint once the other lead has signed too.
"""

from datetime import datetime

from broadhurst.capabilities.liaison.commands.log_decision import LogDecisionForm, write_entry
from broadhurst.capabilities.liaison.models import LogEntry
from broadhurst.capabilities.liaison.rules.leading import OTHER, objections_to_both, role_of
from broadhurst.capabilities.liaison.rules.recording import objections_to_decision
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.workflow import refuse_if


class DecideJointlyForm(LogDecisionForm):
    maker = None  # type: ignore[assignment]  # both leads make it

    def narrow_choices(self) -> None:
        """Offer nothing: both leads make the decision."""


@command
def decide_jointly(
    *,
    actor: Actor,
    ocg: Ocg,
    made_at: datetime,
    decision: str,
    rationale: str,
    options: str = "",
) -> LogEntry:
    """Record and sign a joint decision. The other lead must sign it too."""
    ocg = locked(ocg)
    made_at = clock.in_order(ocg.registered_at, made_at)
    leadership = current_leadership(ocg)
    refuse_if(
        objections_to_both(leadership.leads)
        + objections_to_decision(
            ocg,
            role_of(actor, leadership.leads),
            made_at=made_at,
            now=clock.now(),
            text=f"{decision} {options} {rationale}",
            is_makers=True,
        )
    )

    entry = write_entry(
        actor,
        ocg,
        leadership,
        maker=actor.officer,
        made_at=made_at,
        texts=(decision, options, rationale),
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
    )
    return entry
