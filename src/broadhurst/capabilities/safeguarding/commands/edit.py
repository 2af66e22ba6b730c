"""Correct a mistyped referral. The log keeps the answers before and after."""

from typing import Any

from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.capabilities.safeguarding.queries.forms import to_move
from broadhurst.capabilities.safeguarding.queries.referrals import locked, name_of, parts_of
from broadhurst.capabilities.safeguarding.rules.consent import (
    is_without_name,
    names_in,
    objections_to_consent,
    objections_to_name,
)
from broadhurst.capabilities.safeguarding.rules.referring import objections_to_edit
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import (
    BooleanField,
    ChoiceField,
    TextAreaField,
    TextField,
)
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import refuse_if

EDITABLE = ("threat_to_life", "consent", "consent_reason", "external_reference")


class EditForm(CommandForm):
    prefills = True

    threat_to_life = BooleanField(label="There is a threat to life", required=False)
    consent = ChoiceField(
        label="Consent", noun="what consent was given", choices=Referral.Consent.choices
    )
    consent_reason = TextField(
        label="Reason consent was not sought",
        help_text="Give only the reason. Do not say what happened.",
        required=False,
        max_length=200,
    )
    external_reference = TextField(label="Their reference", required=False, max_length=40)
    because = TextAreaField(
        label="Reason for the correction",
        help_text="The receiving team will read this. If the person or the team is wrong, "
        "withdraw the referral instead, and make a new one.",
        max_length=400,
    )

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Return the subject with the OCG and the referral locked."""
        return subject | {"referral": locked(subject["referral"])}

    def narrow_choices(self) -> None:
        """Start with the current answers."""
        for field in EDITABLE:
            self.fields[field].initial = getattr(self.subject["referral"], field)


@for_record(to_move("edit"))
@command
def edit(
    *,
    actor: Actor,
    referral: Referral,
    consent: str,
    because: str,
    threat_to_life: bool = False,
    consent_reason: str = "",
    external_reference: str = "",
) -> Referral:
    """Correct an open referral, and notify the receiving team of the change and why."""
    referral = locked(referral)
    name = name_of(referral)
    after = {
        "threat_to_life": threat_to_life,
        "consent": consent,
        "consent_reason": consent_reason,
        "external_reference": external_reference,
    }
    nameless = is_without_name(
        is_child=referral.is_child, destination=referral.destination, consent=consent
    )
    person_name = "" if nameless else referral.person_name or name
    changed = [field for field in EDITABLE if getattr(referral, field) != after[field]]
    refuse_if(
        objections_to_edit(
            referral, parts_of(referral, actor), changed=changed, because=because, name=name
        )
        + objections_to_consent(
            consent,
            consent_reason,
            is_child=referral.is_child,
            destination=referral.destination,
            name=name,
            reference=external_reference,
        )
        + objections_to_name(person_name, is_without_name=nameless)
    )

    before = _in_words(referral, changed, name)
    for field in changed:
        setattr(referral, field, after[field])
    referral.person_name = person_name
    referral.save()

    record(
        actor,
        "referral.edited",
        referral.ref,
        dossier=referral.dossier,
        tell=[referral.team, referral.holder],
        was=before,
        now=_in_words(referral, changed, name),
        because=because,
    )
    return referral


def _in_words(referral: Referral, fields: list[str], name: str) -> str:
    """Return some answers of a referral in words, for the log.

    The log never holds the person's name.
    """

    def quoted(text: str) -> str:
        return "(left out, because it named the person)" if names_in(name, text) else f"“{text}”"

    words = {
        "threat_to_life": "threat to life" if referral.threat_to_life else "no threat to life",
        "consent": f"consent {in_sentence(referral.get_consent_display())}",
        "consent_reason": f"reason {quoted(referral.consent_reason)}",
        "external_reference": f"their reference {quoted(referral.external_reference)}",
    }
    return ", ".join(words[field] for field in fields)
