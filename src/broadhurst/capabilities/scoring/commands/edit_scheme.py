"""Change a draft of a scoring scheme: its criteria, weights, scales, bands and first day."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from broadhurst.capabilities.register.models import Scheme
from broadhurst.capabilities.scoring import rules
from broadhurst.capabilities.scoring.forms.scheme import (
    bands_as_text,
    bands_of,
    new_key,
    scale_as_text,
    scale_of,
)
from broadhurst.capabilities.scoring.queries.policies import approved_days, locked_policy
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_actors, for_record
from broadhurst.foundation.govuk.fields import DateField, NumberField, TextAreaField, TextField
from broadhurst.foundation.workflow import refuse_if

NEW = 2  # empty criteria at the end of the form
PARTS = ("label", "hint", "weight", "scale")


class EditSchemeForm(CommandForm):
    prefills = True
    asks_more = True

    from_on = DateField(label="First day")
    bands = TextAreaField(
        label="Bands",
        help_text="A band, its tier and its least score on each line, like 1, tier 1, from 75.",
        max_length=400,
    )

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Return the subject with the draft locked."""
        return subject | {"scheme": locked_policy(subject["scheme"])}

    def narrow_choices(self) -> None:
        """Ask for each criterion of the draft, and for two more."""
        scheme: Scheme = self.subject["scheme"]
        self.keys = [criterion["key"] for criterion in scheme.criteria]
        questions: dict[str, Any] = {}
        for number in range(1, len(self.keys) + NEW + 1):
            questions |= _questions(number, scheme.criteria[number - 1 : number])
        self.fields["from_on"].initial = scheme.from_on
        self.fields["bands"].initial = bands_as_text(scheme.bands)
        self.fields = {**questions, **self.fields}

    def clean(self) -> dict[str, Any]:
        """Gather the criteria and bands. A criterion without a name is removed."""
        answers, criteria = self.cleaned_data, []
        keys = list(self.keys)
        for number in range(1, len(self.keys) + NEW + 1):
            label, hint, weight, scale = (answers.get(f"c{number}_{part}") for part in PARTS)
            if not label:
                continue
            is_old = number <= len(self.keys)
            key = self.keys[number - 1] if is_old else new_key(label, keys)
            keys.append(key)
            steps = self._parsed(f"c{number}_scale", scale_of, scale or "") or {}
            criteria.append(
                {"key": key, "label": label, "hint": hint or "", "weight": weight, "scale": steps}
            )
        bands = self._parsed("bands", bands_of, answers.get("bands") or "") or []
        return {"from_on": answers.get("from_on"), "criteria": criteria, "bands": bands}

    def _parsed(self, field: str, parse: Any, text: str) -> Any:
        try:
            return parse(text)
        except ValidationError as wrong:
            self.add_error(field, wrong)
            return None


def _questions(number: int, existing: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the four fields of a criterion, filled in if it exists."""
    criterion: Mapping[str, Any] = existing[0] if existing else {}
    heading = f"Criterion {number}" if existing else f"New criterion {number}"
    fields: dict[str, Any] = {
        "label": TextField(
            label=heading, required=False, max_length=60, initial=criterion.get("label", ""),
            help_text="Clear the name to remove it." if existing else "Leave empty if not needed.",
        ),
        "hint": TextField(
            label=f"Hint of criterion {number}", required=False, max_length=200,
            initial=criterion.get("hint", ""),
        ),
        "weight": NumberField(
            label=f"Weight of criterion {number}", help_text="From 1 to 10.", required=False,
            min_value=0, max_value=99, initial=criterion.get("weight"),
        ),
        "scale": TextAreaField(
            label=f"Scale of criterion {number}", help_text="Each step on a new line, like 0 None.",
            required=False, max_length=1000, initial=scale_as_text(criterion.get("scale", {})),
        ),
    }  # fmt: skip
    return {f"c{number}_{part}": field for part, field in fields.items()}


@for_actors(rules.objections_to_set)
@for_record(lambda _actor, scheme: rules.objections_to_edit(scheme))
@command
def edit_scheme(
    *,
    actor: Actor,
    scheme: Scheme,
    from_on: date,
    criteria: Sequence[Mapping[str, Any]],
    bands: Sequence[Mapping[str, Any]],
) -> Scheme:
    """Change a draft. It is checked as a whole, so a draft can always be approved."""
    scheme = locked_policy(scheme)
    refuse_if(
        rules.objections_to_set(actor)
        + rules.objections_to_edit(scheme)
        + rules.objections_to_first_day(from_on, clock.today(), approved_days(Scheme))
        + rules.objections_to_criteria(criteria)
        + rules.objections_to_bands(bands)
    )

    scheme.from_on, scheme.criteria, scheme.bands = from_on, list(criteria), list(bands)
    scheme.save(update_fields=["from_on", "criteria", "bands"])

    record(
        actor,
        "scheme.edited",
        scheme.ref,
        dossier=None,
        version=scheme.version,
        criteria=len(criteria),
    )
    return scheme
