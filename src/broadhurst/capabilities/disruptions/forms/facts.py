"""The form of a claim: what a new one and a revision ask for."""

from typing import Any

from broadhurst.capabilities.disruptions.models import Disruption, Grade
from broadhurst.capabilities.disruptions.queries.disruptions import organisations_for, policy_on
from broadhurst.capabilities.establishment.forms.fields import AgencyField
from broadhurst.capabilities.plans.models import Action, P
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import (
    ChoiceField,
    DateField,
    LinesField,
    ModelCheckboxesField,
    ModelSelectField,
    SelectField,
    TextAreaField,
    TextField,
)
from broadhurst.foundation.govuk.words import in_sentence


class ReferencesField(LinesField):
    """References of records, in capitals."""

    def clean(self, value: Any) -> Any:
        return [ref.upper() for ref in super().clean(value)]


class FactsForm(CommandForm):
    asked_later = ("another_because",)
    happened_on = DateField(label="Date it happened", help_text="For example, 27 3 2026")
    description = TextAreaField(
        label="Description",
        help_text="Say what was done and who did it. Do not mention sources or covert activity.",
        max_length=4000,
    )
    effect = TextAreaField(
        label="Effect",
        help_text="Say what the OCG can no longer do, or does less, and for how long.",
        max_length=4000,
    )
    evidence = TextAreaField(
        label="Evidence",
        help_text="For example, exhibits, court results or a survey. Do not name a victim.",
        max_length=4000,
    )
    references = ReferencesField(
        label="References",
        help_text="Actions of its plan, requests or operations, like ACT-7K3QF2. Enter each on a "
        "new line.",
        required=False,
        most=20,
        rows=3,
    )
    kind = SelectField(label="Type")
    grade = ChoiceField(label="Grade", choices=Grade.choices)
    lead = AgencyField(
        label="Lead organisation", help_text="The disruption counts for this one alone."
    )
    supporters = ModelCheckboxesField(
        Agency.objects.none(),
        label="Supporting organisations",
        help_text="They are shown with the disruption. It does not count for them.",
        to_field_name="key",
        required=False,
    )
    another_because = TextField(
        label="Reason it is another disruption",
        help_text="Only needed if we tell you that one is already claimed for this OCG, action and "
        "date.",
        required=False,
        max_length=200,
    )

    def narrow_choices(self) -> None:
        """Offer the types in force, the actions of the plan and who can lead or support."""
        disruption: Disruption | None = self.subject.get("disruption")
        ocg = _ocg_of(self.subject)
        action = disruption.action if disruption else self.subject.get("action")
        policy = disruption.policy if disruption else policy_on(clock.today())
        fields: dict[str, Any] = self.fields
        fields["kind"].choices = [
            ("", "Choose"),
            *((row["key"], _kind(row)) for row in policy.kinds),
        ]
        fields["grade"].widget.hints = policy.words
        organisations = organisations_for(self.actor, ocg, action, disruption)
        fields["lead"].queryset = fields["supporters"].queryset = organisations
        fields["lead"].initial = self.actor.agency.key


def _kind(row: dict[str, str]) -> str:
    """Return a type after its P: "Pursue: arrest"."""
    return f"{P(row['p']).label}: {in_sentence(row['label'])}"


class FactsOfOcgForm(FactsForm):
    """The facts, with an action of the plan, for those who see the OCG."""

    field_order = ("happened_on", "description", "effect", "evidence", "references", "action")
    action = ModelSelectField(
        Action.objects.none(),
        label="Action that led to it",
        help_text="An action of this OCG’s plan.",
        to_field_name="ref",
        required=False,
    )

    def narrow_choices(self) -> None:
        """Offer the actions of the plan too, the latest first."""
        super().narrow_choices()
        ocg = _ocg_of(self.subject)
        actions = Action.objects.filter(objective__plan__ocg=ocg) if ocg else Action.objects.none()
        self.fields["action"].queryset = actions.order_by("-due_on", "-pk")  # type: ignore[attr-defined]


def _ocg_of(subject: dict[str, Any]) -> Ocg | None:
    disruption: Disruption | None = subject.get("disruption")
    return disruption.ocg if disruption else subject.get("ocg")
