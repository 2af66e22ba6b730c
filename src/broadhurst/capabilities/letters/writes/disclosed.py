"""Record the letters that leave as disclosures. Not a command: the downloads call it."""

from collections.abc import Sequence

from broadhurst.capabilities.letters.models import Issued, Letter
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import About, record_each


def disclosed(actor: Actor, letter: Letter, rows: Sequence[Issued], form: str) -> None:
    """Record each letter as a disclosure of its own, with its recipient."""
    record_each(
        actor,
        "letter.downloaded",
        [About(letter.ref, (), {"recipient": row.recipient.name, "format": form}) for row in rows],
        dossier=letter.dossier,
        kind=Event.Kind.DISCLOSURE,
    )
