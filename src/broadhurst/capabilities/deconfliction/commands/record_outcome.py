"""Record on the unit's own side what was agreed about a hit.

The system never arbitrates.
"""

from collections.abc import Sequence

from broadhurst.capabilities.deconfliction.forms.answer import AnswerForm, held
from broadhurst.capabilities.deconfliction.models import HitSide, Kind
from broadhurst.capabilities.deconfliction.queries.hits import parts_of
from broadhurst.capabilities.deconfliction.rules.hits import (
    SPEAK_FIRST,
    objections_to_each,
    objections_to_outcome_now,
    objections_to_record_outcome,
)
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import ChoiceField, TextAreaField
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import refuse_if


class RecordOutcomeForm(AnswerForm):
    field_order = ("outcome", "verdict", "reason", "also")
    outcome = ChoiceField(label="Outcome", choices=HitSide.Outcome.choices)
    verdict = ChoiceField(
        label="Is it the same target?",
        choices=HitSide.Verdict.choices,
        help_text="Your answer improves future matches.",
    )
    reason = TextAreaField(
        label="Reason",
        help_text="What you agreed and with which post. The other side does not see this.",
        max_length=2000,
    )

    def narrow_choices(self) -> None:
        """Leave out the verdict for events, which are never in doubt."""
        super().narrow_choices()
        if self.subject["hit"].contacted_at is None:
            self.fields["outcome"].help_text = SPEAK_FIRST
        if self.subject["hit"].hit.kind == Kind.EVENT:
            del self.fields["verdict"]


@for_record(lambda actor, hit: objections_to_outcome_now(parts_of(actor, hit), hit))
@command
def record_outcome(
    *,
    actor: Actor,
    hit: HitSide,
    outcome: str,
    reason: str,
    verdict: str = "",
    also: Sequence[HitSide] = (),
) -> HitSide:
    """Close this side of a hit with an outcome and a reason.

    `also` names the unit's other hits that are closed with it. The other unit closes its own side.
    """
    side, answered = held(hit, also)
    refuse_if(
        objections_to_each(
            side,
            answered,
            lambda own_side: objections_to_record_outcome(
                parts_of(actor, own_side), own_side, outcome, reason, verdict
            ),
        )
    )

    for own_side in answered:
        _record(actor, own_side, outcome, reason, verdict)
    side.also = [own_side.ref for own_side in answered if own_side != side]
    return side


def _record(actor: Actor, side: HitSide, outcome: str, reason: str, verdict: str) -> None:
    side.outcome, side.reason, side.verdict = outcome, reason, verdict
    side.closed_at, side.closed_by = clock.now(), actor.officer
    side.save(update_fields=["outcome", "reason", "verdict", "closed_at", "closed_by"])

    ocg = Ocg.objects.select_related("dossier").filter(ref=side.ocg_ref).first()
    record(
        actor,
        "hit.outcome_recorded",
        side.ref,
        dossier=ocg.dossier if ocg else None,
        tell=[side.unit],
        outcome=in_sentence(side.get_outcome_display()),
    )
