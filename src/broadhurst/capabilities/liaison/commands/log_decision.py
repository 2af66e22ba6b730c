"""Record a decision of the SIO or the LRO in the policy log.

Entries are never changed.
"""

from datetime import datetime

from broadhurst.capabilities.establishment.forms.fields import OfficerField
from broadhurst.capabilities.liaison.models import LogEntry, Signature
from broadhurst.capabilities.liaison.rules.leading import OTHER, role_of
from broadhurst.capabilities.liaison.rules.recording import objections_to_decision
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
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import DateTimeField, TextAreaField
from broadhurst.foundation.workflow import refuse_if


class LogDecisionForm(CommandForm):
    maker = OfficerField(label="Maker of the decision")
    made_at = DateTimeField(
        label="Time the decision was made", help_text="If you record it later than it was made."
    )
    decision = TextAreaField(label="Decision", max_length=2000)
    options = TextAreaField(
        label="Options considered", required=False, max_length=2000, noun="options considered"
    )
    rationale = TextAreaField(label="Rationale", max_length=4000)

    def narrow_choices(self) -> None:
        """Offer the SIO, the LRO and their deputies as makers of the decision."""
        leads = makers_on(current_leadership(self.subject["ocg"]))
        self.fields["maker"].queryset = Officer.objects.filter(pk__in=leads)  # type: ignore[attr-defined]


@command
def log_decision(
    *,
    actor: Actor,
    ocg: Ocg,
    maker: Officer,
    made_at: datetime,
    decision: str,
    rationale: str,
    options: str = "",
) -> LogEntry:
    """Record a decision of one lead or deputy. A maker who did not record it must sign it."""
    ocg = locked(ocg)
    made_at = clock.in_order(ocg.registered_at, made_at)
    leadership = current_leadership(ocg)
    refuse_if(
        objections_to_decision(
            ocg,
            role_of(actor, leadership.leads),
            made_at=made_at,
            now=clock.now(),
            text=f"{decision} {options} {rationale}",
            is_makers=maker.pk in makers_on(leadership),
        )
    )

    entry = write_entry(
        actor, ocg, leadership, maker=maker, made_at=made_at, texts=(decision, options, rationale)
    )

    record(
        actor,
        "log.recorded",
        ocg.ref,
        dossier=ocg.dossier,
        kind=Event.Kind.COLLECTION,
        tell=[maker],
        number=entry.number,
        maker=maker.name,
    )
    return entry


def makers_on(leadership: Leadership) -> set[int]:
    """Return the ids of the SIO, the LRO and their deputies."""
    pairs = ((x.officer, x.deputy) for x in leadership.leads if x.role in OTHER)
    return {officer.pk for pair in pairs for officer in pair if officer}


def write_entry(
    actor: Actor,
    ocg: Ocg,
    leadership: Leadership,
    *,
    maker: Officer,
    made_at: datetime,
    texts: tuple[str, str, str],
    needs_both: bool = False,
) -> LogEntry:
    """Write the next entry of a policy log, signed by its recorder.

    Not a command: the commands that record a decision call it. The caller must hold the lock of the
    OCG, which keeps the numbers without gaps.
    """
    last = LogEntry.objects.filter(ocg=ocg).order_by("-number").first()
    decision, options, rationale = texts
    entry = LogEntry.objects.create(
        dossier=ocg.dossier,
        ref=new_reference("LOG"),
        ocg=ocg,
        number=last.number + 1 if last else 1,
        decision=decision,
        options=options,
        rationale=rationale,
        needs_both=needs_both,
        made_at=made_at,
        recorded_at=clock.now(),
        maker=maker,
        recorder=actor.officer,
        # A deputy signs for an absent lead.
        sio=leadership.sio.acting if leadership.sio else None,
        lro=leadership.lro.acting if leadership.lro else actor.officer,
    )
    Signature.objects.create(
        dossier=ocg.dossier, entry=entry, officer=actor.officer, signed_at=clock.now()
    )
    return entry
