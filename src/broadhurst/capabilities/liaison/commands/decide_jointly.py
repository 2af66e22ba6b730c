"""Record a joint decision of SIO and LRO.

It is joint once the other lead has signed too.
"""

from datetime import datetime

from broadhurst.capabilities.liaison import rules
from broadhurst.capabilities.liaison.commands.log_decision import LogDecisionForm, write_entry
from broadhurst.capabilities.liaison.models import LogEntry
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries import current_leadership, locked
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
        rules.objections_to_both(leadership.leads)
        + rules.objections_to_decision(
            ocg,
            rules.role_of(actor, leadership.leads),
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
        tell=[lead.officer for lead in leadership.leads if lead.role in rules.OTHER],
        number=entry.number,
    )
    return entry
