"""Set who clears an organisation's responses, and in which order, from a day on."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from broadhurst.capabilities.clearance import rules
from broadhurst.capabilities.clearance.models import Kind, Policy
from broadhurst.capabilities.clearance.queries import policy_on, titles_of
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_roles
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import (
    DateField,
    InOrderField,
    MultiChoiceField,
    SelectField,
    TextField,
)
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if

NAMED = tuple(kind for kind in Kind if kind not in rules.KNOWN)


def _takers(label: str) -> MultiChoiceField:
    return MultiChoiceField(label=f"{label}: who can clear", choices=[], required=False)


class SetPolicyForm(CommandForm):
    steps = InOrderField(
        label="Steps",
        help_text="Choose them in order. Leave the rest empty. The last one clears the response "
        "for publication.",
        choices=Kind.choices,
        each="Step",
        most=len(Kind),
    )
    legal_by = _takers("Legal")
    press_by = _takers("Press office")
    second_by = _takers("Second reader")
    elected_by = _takers("Elected member")
    restart_from = SelectField(
        label="Step after a change",
        noun="step after a change",
        help_text="When the text changes, clearance goes back to this step.",
        choices=Kind.choices,
    )
    from_on = DateField(
        label="First day",
        help_text="Responses that are opened on this day or later take these steps.",
    )
    because = TextField(label="Reason", max_length=200)

    def narrow_choices(self) -> None:
        """Offer the roles, and the posts of the organisation. Start from its policy of today."""
        takers = [f"role:{role}" for role in rules.ROLES]
        takers += [f"post:{title}" for title in titles_of(self.actor.agency)]
        offered = [(taker, _label(taker)) for taker in takers]
        now = policy_on(self.actor.agency, clock.today())
        for kind in NAMED:
            field: Any = self.fields[f"{kind}_by"]
            field.choices = offered
            field.initial = now.takers.get(kind, []) if now else []
        self.fields["from_on"].initial = clock.today()
        if now:
            self.fields["steps"].initial, self.fields["restart_from"].initial = (
                now.steps,
                now.restart_from,
            )


def _label(taker: str) -> str:
    how, _, name = taker.partition(":")
    words = rules.taker_in_words(taker).removeprefix("the ").removeprefix("a ")
    return f"Any {words}" if how == "role" else name


@for_roles(rules.objections_to_setter)
@command
def set_policy(
    *,
    actor: Actor,
    steps: Sequence[str],
    restart_from: str,
    from_on: date,
    because: str,
    legal_by: Sequence[str] = (),
    press_by: Sequence[str] = (),
    second_by: Sequence[str] = (),
    elected_by: Sequence[str] = (),
) -> Policy:
    """Set the steps that clear a response, from a day on. Open responses keep theirs."""
    agency = lock(Agency.objects.all(), actor.agency)
    by = {"legal": legal_by, "press": press_by, "second": second_by, "elected": elected_by}
    others = Policy.objects.filter(agency=agency, from_on=from_on, withdrawn_at=None)
    refuse_if(
        rules.objections_to_setter(actor.roles)
        + rules.objections_to_policy(steps, by, restart_from)
        + rules.objections_to_start(from_on, clock.today(), is_taken=others.exists())
    )

    policy = Policy.objects.create(
        ref=new_reference("CLP"),
        agency=agency,
        steps=list(steps),
        takers={kind: list(takers) for kind, takers in by.items() if kind in steps},
        restart_from=restart_from,
        from_on=from_on,
        because=because,
        set_by=actor.officer,
        set_at=clock.now(),
    )

    record(
        actor,
        "clearance.policy_set",
        policy.ref,
        dossier=None,
        steps=", ".join(Kind(kind).label for kind in steps),
        from_on=day(from_on),
        because=because,
    )
    return policy
