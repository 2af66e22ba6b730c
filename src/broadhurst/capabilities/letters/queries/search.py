"""How search finds letters, and what it shows of them."""

from collections.abc import Iterator, Sequence

from broadhurst.capabilities.letters.queries.letters import letters
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.search.found import Found, Kind


def _letters(_actor: Actor, ids: Sequence[int]) -> Iterator[Found]:
    for letter in letters().filter(pk__in=ids):
        context = f"{letter.version.template.get_kind_display()}. {letter.get_stage_display()}."
        href = record_address("letters:letter", letter.ref)
        yield Found(letter.pk, letter.subject, letter.ref, context, href, suggests=letter.subject)


LETTERS = Kind("letter", "Letters", _letters)
