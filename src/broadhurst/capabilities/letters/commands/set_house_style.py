"""Set the address and the crest on the letters of a unit."""

from typing import Any

from broadhurst.capabilities.letters.forms.pictures import PictureField, words_field
from broadhurst.capabilities.letters.models import HouseStyle
from broadhurst.capabilities.letters.queries.kept import style_of
from broadhurst.capabilities.letters.rules import templates as rules
from broadhurst.capabilities.letters.rules.letters import objections_to_write
from broadhurst.capabilities.letters.rules.texts import objections_to_text
from broadhurst.capabilities.letters.writes.pictures import kept_picture
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import Sight, open_dossier
from broadhurst.foundation.access.locks import take
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_roles
from broadhurst.foundation.doors.pictures import Picture
from broadhurst.foundation.govuk.fields import BooleanField, TextAreaField
from broadhurst.foundation.workflow import refuse_if


class SetHouseStyleForm(CommandForm):
    prefills = True

    sender = TextAreaField(
        label="Sender’s address",
        help_text="Your organisation’s name first, each line on its own.",
        max_length=400,
        rows=5,
    )
    crest = PictureField(
        label="Crest",
        help_text="PNG or JPEG, 1 MB at most. Leave it empty to keep the current one.",
    )
    crest_alt = words_field("Description of the crest", "Crest: a bridge over a river")
    is_without_crest = BooleanField(label="Remove the crest", required=False)

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Lock the house style of the unit, if it has one."""
        if style := style_of(actor.unit):
            take(HouseStyle, style.pk)
        return subject

    def narrow_choices(self) -> None:
        """Fill in the current address and description."""
        if style := style_of(self.actor.unit):
            self.fields["sender"].initial = style.sender
            self.fields["crest_alt"].initial = style.crest.alt if style.crest else ""


@for_roles(objections_to_write)
@command
def set_house_style(
    *,
    actor: Actor,
    sender: str,
    crest: Picture | None = None,
    crest_alt: str = "",
    is_without_crest: bool = False,
) -> HouseStyle:
    """Set the sender's address and the crest. Issued letters keep the ones they have."""
    style = style_of(actor.unit)
    if style:
        take(HouseStyle, style.pk)
        style = style_of(actor.unit)
    current = style.crest if style else None
    has_crest = bool(crest or current) and not is_without_crest
    refuse_if(
        rules.objections_to_keep(actor)
        + objections_to_text(sender, "the sender’s address", "sender")
        + (
            []
            if is_without_crest
            else rules.objections_to_words_of_picture("crest_alt", crest_alt, has_picture=has_crest)
        )
    )

    about = f"HOUSE-STYLE-{actor.unit.key}"[:60]
    if style is None:
        sight = Sight(actor.unit, Grant.Level.MANAGE, Grant.Why.OWNER, about)
        style = HouseStyle(dossier=open_dossier(about, [sight]), unit=actor.unit)
    style.crest = kept_picture(
        actor, style.dossier, current, crest, crest_alt, is_removed=is_without_crest
    )
    style.sender, style.changed_by, style.changed_at = sender, actor.officer, clock.now()
    style.save()

    record(
        actor,
        "house_style.set",
        about,
        dossier=style.dossier,
        sender=sender,
        crest=style.crest.digest if style.crest else "",
    )
    return style
