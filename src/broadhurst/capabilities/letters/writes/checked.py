"""Check a letter before it leaves. Not a command: asking for issue and issuing call it."""

from collections.abc import Sequence
from datetime import date

from broadhurst.capabilities.letters.models import HouseStyle, Letter, Recipient
from broadhurst.capabilities.letters.queries.gaps import objections_to_content
from broadhurst.capabilities.letters.queries.texts import parts_of, public_in, wholes_of
from broadhurst.capabilities.letters.rules.letters import (
    objections_to_recipients,
    objections_to_subjects,
)
from broadhurst.capabilities.register.writes.check_text import check_text
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.workflow import refuse_if


def checked(
    actor: Actor,
    letter: Letter,
    recipients: Sequence[Recipient],
    style: HouseStyle | None,
    today: date,
) -> None:
    """Refuse a letter with a gap, or with a name or an identifier of the register.

    One is enough to refuse all letters. The parts come first, because a refusal then names the
    place as its writer knows it.
    """
    refuse_if(
        objections_to_recipients(len(recipients))
        + objections_to_subjects(letter.version.template.kind, letter.response, letter.report)
        + objections_to_content(letter, today)
    )
    public = public_in(letter, recipients)
    parts = parts_of(letter, recipients, style)
    check_text(actor, letter.ref, letter.dossier, parts, public=public)
    wholes = wholes_of(letter, recipients, today)
    check_text(actor, letter.ref, letter.dossier, wholes, public=public)
