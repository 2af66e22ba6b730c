"""Publish a Welsh version. Its last author cannot."""

from broadhurst.capabilities.inspections.queries.texts import public_names
from broadhurst.capabilities.public_site import rules
from broadhurst.capabilities.public_site.models import PublicWelsh, WelshVersion
from broadhurst.capabilities.public_site.queries.forms import to_move
from broadhurst.capabilities.public_site.queries.welsh import (
    locked_version,
    published_by,
    texts_of,
)
from broadhurst.capabilities.register.writes.check_text import check_text
from broadhurst.foundation import clock, public_copies
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.between_transactions import CannotRender
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.documents import html
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import BooleanField
from broadhurst.foundation.workflow import Refused, at, refuse_if


class PublishWelshForm(CommandForm):
    is_read = BooleanField(label="I read Welsh, and have read the whole text")


@for_record(to_move("publish"))
@command
def publish_welsh(*, actor: Actor, version: WelshVersion, is_read: bool) -> WelshVersion:
    """Put a Welsh version on the public site, beside the English text."""
    version = locked_version(version)
    offered = published_by(version.unit.agency)
    refuse_if(
        rules.objections_to_verb("publish", actor, version)
        + ([] if is_read else at("is_read", "Read the whole text before you publish it."))
        + ([] if version.record in offered else ["The English text is no longer public."])
    )
    texts = texts_of(version.title, version.text)
    check_text(actor, version.ref, version.dossier, texts, public=public_names())

    version.stage = WelshVersion.Stage.PUBLIC
    version.published_by, version.published_at = actor.officer, clock.now()
    version.save(update_fields=["stage", "published_by", "published_at"])
    copy = PublicWelsh.objects.create(
        ref=version.ref, record=version.record, agency=version.unit.agency, title=version.title,
        html=_as_shown(version.text), published_at=clock.now(),
    )  # fmt: skip
    public_copies.changed(copy)

    record(
        actor, "welsh.published", version.ref, dossier=version.dossier,
        kind=Event.Kind.DISCLOSURE, tell=[version.unit], title=version.title,
    )  # fmt: skip
    return version


def _as_shown(text: str) -> str:
    try:
        return html(text)
    except CannotRender as cannot:
        raise Refused([str(cannot)]) from cannot
