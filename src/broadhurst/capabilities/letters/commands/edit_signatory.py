"""Edit a signatory. Issued letters keep the signature they have."""

from typing import Any

from broadhurst.capabilities.letters.commands.add_signatory import AddSignatoryForm
from broadhurst.capabilities.letters.models import Signatory
from broadhurst.capabilities.letters.queries.forms import to_change_signatory
from broadhurst.capabilities.letters.queries.kept import locked_signatory
from broadhurst.capabilities.letters.rules import templates as rules
from broadhurst.capabilities.letters.writes.pictures import kept_picture
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.doors.pictures import Picture
from broadhurst.foundation.govuk.fields import BooleanField
from broadhurst.foundation.workflow import refuse_if


class EditSignatoryForm(AddSignatoryForm):
    prefills = True

    is_without_signature = BooleanField(label="Remove the signature", required=False)

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Lock the signatory."""
        return subject | {"signatory": locked_signatory(subject["signatory"])}

    def narrow_choices(self) -> None:
        """Fill in the current name, office and description."""
        signatory = self.subject["signatory"]
        self.fields["name"].initial, self.fields["office"].initial = (
            signatory.name,
            signatory.office,
        )
        alt = signatory.signature.alt if signatory.signature else ""
        self.fields["signature_alt"].initial = alt


@for_record(to_change_signatory)
@command
def edit_signatory(
    *,
    actor: Actor,
    signatory: Signatory,
    name: str,
    office: str,
    signature: Picture | None = None,
    signature_alt: str = "",
    is_without_signature: bool = False,
) -> Signatory:
    """Change the name, the office or the signature of a signatory."""
    signatory = locked_signatory(signatory)
    has_picture = bool(signature or signatory.signature)
    refuse_if(
        rules.objections_to_keep(actor, signatory)
        + (
            []
            if is_without_signature
            else rules.objections_to_words_of_picture(
                "signature_alt", signature_alt, has_picture=has_picture
            )
        )
    )

    was = f"{signatory.name}, {signatory.office}"
    signatory.signature = kept_picture(
        actor, signatory.dossier, signatory.signature, signature, signature_alt,
        is_removed=is_without_signature,
    )  # fmt: skip
    signatory.name, signatory.office = name, office
    signatory.changed_by, signatory.changed_at = actor.officer, clock.now()
    signatory.save()

    record(
        actor,
        "signatory.edited",
        signatory.ref,
        dossier=signatory.dossier,
        was=was,
        name=f"{name}, {office}",
        signature=signatory.signature.digest if signatory.signature else "",
    )
    return signatory
