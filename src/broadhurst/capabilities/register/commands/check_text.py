"""Check a text for names and identifiers of the register before it leaves.

Not a command: the verbs by which a text leaves call it, after their other rules have passed.
"""

from collections.abc import Sequence
from functools import partial

from broadhurst.capabilities.register.commands.keep_found_words import keep_found_words
from broadhurst.capabilities.register.queries.text_check import (
    NO_NAMES,
    Found,
    Public,
    Text,
    found_anywhere,
    found_in_sight,
)
from broadhurst.capabilities.register.queries.text_checks_made import found_since, one_at_a_time
from broadhurst.capabilities.register.rules import checking as rules
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.models import Dossier
from broadhurst.foundation.workflow import Refused, refuse_if


def check_text(
    actor: Actor,
    about: str,
    dossier: Dossier,
    texts: Sequence[Text],
    *,
    public: Public = NO_NAMES,
) -> None:
    """Refuse a text that holds anything of the register, whoever may see the record."""
    if found := _found(actor, texts, public):
        raise _refusal(actor, about, dossier, found, hidden=len(found))


def check_unless_confirmed(
    actor: Actor, about: str, dossier: Dossier, texts: Sequence[Text], *, confirmed: bool, then: str
) -> list[Found]:
    """Warn of the words in a text, and let its author confirm them; gives what was confirmed.

    Words of records that the author may see are no discovery, and do not count towards the limit.
    """
    found = _found(actor, texts, NO_NAMES)
    if found and not confirmed:
        seen = set(found_in_sight(texts))
        hidden = sum(one not in seen for one in found)
        raise _refusal(actor, about, dossier, found, hidden=hidden, then=then)
    return found


def _found(actor: Actor, texts: Sequence[Text], public: Public) -> list[Found]:
    one_at_a_time(actor)
    now = clock.now()
    refuse_if(rules.objections_to_check(found_since(actor, now - rules.WITHIN), now))
    return found_anywhere(texts, public)


def _refusal(
    actor: Actor, about: str, dossier: Dossier, found: list[Found], *, hidden: int, then: str = ""
) -> Refused:
    """The refusal. That something was found is kept once everything else has been undone."""
    keep = partial(keep_found_words, actor=actor, about=about, dossier=dossier, many=hidden)
    objections = rules.objections_to_words(found, then=then)
    return Refused(objections, afterwards=keep if hidden else None)
