"""Edit a Welsh version. A public one leaves the public site until it is published again."""

from typing import Any

from broadhurst.capabilities.inspections.queries.texts import public_names
from broadhurst.capabilities.public_site import rules
from broadhurst.capabilities.public_site.forms.welsh import WelshForm
from broadhurst.capabilities.public_site.models import WelshVersion
from broadhurst.capabilities.public_site.queries.forms import to_move
from broadhurst.capabilities.public_site.queries.welsh import locked_version, texts_of
from broadhurst.capabilities.public_site.writes.public_welsh import take_from_public
from broadhurst.capabilities.register.writes.check_text import check_text
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.workflow import refuse_if


class EditWelshForm(WelshForm):
    prefills = True

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Lock the Welsh version."""
        return subject | {"version": locked_version(subject["version"])}

    def narrow_choices(self) -> None:
        """Fill in the text of now."""
        for name in WelshForm.base_fields:
            self.fields[name].initial = getattr(self.subject["version"], name)


@for_record(to_move("edit"))
@command
def edit_welsh(*, actor: Actor, version: WelshVersion, title: str, text: str) -> WelshVersion:
    """Change a Welsh version. It becomes a draft."""
    version = locked_version(version)
    refuse_if(
        rules.objections_to_verb("edit", actor, version) + rules.objections_to_words(title, text)
    )
    check_text(actor, version.ref, version.dossier, texts_of(title, text), public=public_names())

    was = version.text
    version.title, version.text, version.stage = title, text, WelshVersion.Stage.DRAFT
    version.written_by, version.written_at = actor.officer, clock.now()
    version.published_by, version.published_at = None, None
    version.save()
    take_from_public(version)

    record(
        actor, "welsh.edited", version.ref, dossier=version.dossier, tell=[version.unit],
        title=title, was=was, now=text,
    )  # fmt: skip
    return version
