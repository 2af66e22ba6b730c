"""Log register words found in a text, and notify auditors of possible probing."""

from broadhurst.capabilities.register.queries.text_checks_made import (
    auditors_and_desk_of,
    found_since,
)
from broadhurst.capabilities.register.rules.checking import MOST_CHECKS, WITHIN
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.models import Dossier
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record


@command
def keep_found_words(*, actor: Actor, about: str, dossier: Dossier | None, many: int) -> None:
    """Log who wrote a text with how many register words.

    Neither the words nor the matching records are logged.
    """
    record(
        actor, "text.words_found", about, dossier=dossier, kind=Event.Kind.REFUSAL, many=many
    )  # fmt: skip
    if len(found_since(actor, clock.now() - WITHIN)) == MOST_CHECKS:
        tell = auditors_and_desk_of(actor, clock.today())
        record(
            actor,
            "text.checks_limited",
            about,
            dossier=None,
            kind=Event.Kind.REFUSAL,
            tell=tell,
            many=MOST_CHECKS,
        )
