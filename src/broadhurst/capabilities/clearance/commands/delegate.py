"""Let another officer take a step of clearance for you, until a day."""

from datetime import date

from broadhurst.capabilities.clearance import rules
from broadhurst.capabilities.clearance.models import Chain, Delegation, Kind
from broadhurst.capabilities.clearance.queries import colleagues, kinds_held, open_step
from broadhurst.capabilities.clearance.writes.chain import show
from broadhurst.capabilities.establishment.forms.fields import OfficerField
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import DateField, SelectField
from broadhurst.foundation.govuk.words import day, in_sentence
from broadhurst.foundation.workflow import refuse_if


class DelegateForm(CommandForm):
    step = SelectField(label="Step", choices=[])
    taker = OfficerField(
        label="Officer",
        help_text="An officer of your organisation. They will see the responses that wait for "
        "this step.",
    )
    until_on = DateField(label="Last day")

    def narrow_choices(self) -> None:
        """Offer the steps that the actor can take, and their colleagues."""
        held = [(kind, Kind(kind).label) for kind in kinds_held(self.actor)]
        self.fields["step"].choices = held  # type: ignore[attr-defined]
        self.fields["taker"].queryset = colleagues(self.actor)  # type: ignore[attr-defined]


@command
def delegate(*, actor: Actor, step: str, taker: Officer, until_on: date) -> Delegation:
    """Let another officer take your step, from today until the end of a day."""
    today = clock.today()
    refuse_if(
        rules.objections_to_delegate(
            actor,
            taker,
            is_holder=step in kinds_held(actor),
            is_of_ours=colleagues(actor).filter(pk=taker.pk).exists(),
            until_on=until_on,
            today=today,
        )
    )

    delegation = Delegation.objects.create(
        ref=new_reference("DLG"), agency=actor.agency, kind=step, giver=actor.officer,
        taker=taker, from_on=today, until_on=until_on,
    )  # fmt: skip
    waiting = Chain.objects.filter(agency=actor.agency, closed_at=None).select_related("dossier")
    for chain in waiting.prefetch_related("steps"):
        now = open_step(chain)
        if now is not None and now.kind == step:
            show(chain, [taker])

    record(
        actor,
        "clearance.delegated",
        delegation.ref,
        dossier=None,
        tell=[taker],
        step=in_sentence(Kind(step).label),
        taker=taker.name,
        until_on=day(until_on),
    )
    return delegation
