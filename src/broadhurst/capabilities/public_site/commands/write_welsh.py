"""Write the Welsh version of a published record."""

from broadhurst.capabilities.inspections.queries.texts import public_names
from broadhurst.capabilities.public_site import rules
from broadhurst.capabilities.public_site.forms.welsh import WelshForm
from broadhurst.capabilities.public_site.models import WelshVersion
from broadhurst.capabilities.public_site.queries.welsh import published_by, texts_of
from broadhurst.capabilities.register.writes.check_text import check_text
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import Sight, open_dossier
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_roles
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import SelectField
from broadhurst.foundation.workflow import refuse_if


class WriteWelshForm(WelshForm):
    translates = SelectField(label="Published text")
    field_order = ("translates",)

    def narrow_choices(self) -> None:
        """Offer what the organisation published."""
        offered = published_by(self.actor.agency).items()
        self.fields["translates"].choices = [("", "Choose"), *offered]  # type: ignore[attr-defined]


@for_roles(rules.objections_to_set)
@command
def write_welsh(*, actor: Actor, translates: str, title: str, text: str) -> WelshVersion:
    """Draft a Welsh version. Another officer must publish it."""
    agency = lock(Agency.objects.all(), actor.agency)
    others = WelshVersion.objects.filter(record=translates).exclude(stage="withdrawn")
    refuse_if(
        rules.objections_to_set(actor.roles)
        + rules.objections_to_translate(
            is_published=translates in published_by(agency), has_version=others.exists()
        )
        + rules.objections_to_words(title, text)
    )

    ref = new_reference("WEL")
    dossier = open_dossier(ref, [Sight(actor.unit, Grant.Level.MANAGE, Grant.Why.OWNER, ref)])
    check_text(actor, ref, dossier, texts_of(title, text), public=public_names())
    version = WelshVersion.objects.create(
        dossier=dossier, ref=ref, record=translates, unit=actor.unit, title=title, text=text,
        written_by=actor.officer, written_at=clock.now(),
    )  # fmt: skip

    record(
        actor, "welsh.written", ref, dossier=dossier, kind=Event.Kind.COLLECTION,
        tell=[version.unit], title=title,
    )  # fmt: skip
    return version
