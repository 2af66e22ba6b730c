"""Add somebody who signs letters of a unit."""

from broadhurst.capabilities.letters.forms.pictures import PictureField, words_field
from broadhurst.capabilities.letters.models import Signatory
from broadhurst.capabilities.letters.rules import templates as rules
from broadhurst.capabilities.letters.rules.letters import objections_to_write
from broadhurst.capabilities.letters.writes.pictures import kept_picture
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import Sight, open_dossier
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_roles
from broadhurst.foundation.doors.pictures import Picture
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.workflow import refuse_if


class AddSignatoryForm(CommandForm):
    name = TextField(label="Name", max_length=120)
    office = TextField(label="Office", help_text="For example, Deputy Mayor.", max_length=120)
    signature = PictureField(
        label="Signature",
        help_text="PNG or JPEG, 1 MB at most. Without it, letters have room to sign by hand.",
    )
    signature_alt = words_field("Description of the signature", "Signature of the Deputy Mayor")


@for_roles(objections_to_write)
@command
def add_signatory(
    *,
    actor: Actor,
    name: str,
    office: str,
    signature: Picture | None = None,
    signature_alt: str = "",
) -> Signatory:
    """Add a signatory. Only their unit sees the image of the signature."""
    refuse_if(
        rules.objections_to_keep(actor)
        + rules.objections_to_words_of_picture(
            "signature_alt", signature_alt, has_picture=signature is not None
        )
    )

    ref = new_reference("SGN")
    dossier = open_dossier(ref, [Sight(actor.unit, Grant.Level.MANAGE, Grant.Why.OWNER, ref)])
    signatory = Signatory.objects.create(
        dossier=dossier, ref=ref, unit=actor.unit, name=name, office=office,
        signature=kept_picture(
            actor, dossier, None, signature, signature_alt, is_removed=False
        ),
        changed_by=actor.officer, changed_at=clock.now(),
    )  # fmt: skip

    record(
        actor,
        "signatory.added",
        ref,
        dossier=dossier,
        kind=Event.Kind.COLLECTION,
        name=name,
        signature=signature.digest if signature else "",
    )
    return signatory
