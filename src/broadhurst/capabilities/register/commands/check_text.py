"""Check a text for names and identifiers of the register before it leaves.

Not a command: the verbs by which a text leaves call it, after their other rules have passed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True)
class Confirmed:
    """The words of a text that its author confirmed; of records they may not see, how many."""

    seen: Sequence[Found] = ()
    hidden: int = 0


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
) -> Confirmed:
    """Warn of the words in a text, and let its author confirm them; gives what was confirmed.

    Words of records that the author may see are no discovery, and do not count towards the limit.
    Others count whether they are confirmed or not, because either answer says that they are there.
    """
    found = _found(actor, texts, NO_NAMES)
    if not found:
        return Confirmed()
    in_sight = set(found_in_sight(texts))
    seen = [one for one in found if one in in_sight]
    hidden = len(found) - len(seen)
    if not confirmed:
        raise _refusal(actor, about, dossier, found, hidden=hidden, then=then)
    if hidden:
        refuse_if(_objections_once_counted(actor, about, dossier, hidden))
    return Confirmed(seen, hidden)


def _found(actor: Actor, texts: Sequence[Text], public: Public) -> list[Found]:
    refuse_if(_objections_now(actor))
    return found_anywhere(texts, public)


def _objections_now(actor: Actor) -> list[str]:
    now = clock.now()
    return rules.objections_to_check(found_since(actor, now - rules.WITHIN), now)


def _refusal(
    actor: Actor, about: str, dossier: Dossier, found: list[Found], *, hidden: int, then: str = ""
) -> Refused:
    """The refusal, whose words are told only once it has been counted."""

    def count() -> list[str]:
        # The command is undone by now, and with it a lock that it had taken.
        return _objections_once_counted(actor, about, dossier, hidden) or objections

    objections = rules.objections_to_words(found, then=then)
    return Refused(objections, afterwards=count if hidden else None)


def _objections_once_counted(actor: Actor, about: str, dossier: Dossier, hidden: int) -> list[str]:
    """Count a text with words of hidden records, unless there were too many already.

    Without a lock that lasts until this is committed, checks made together would each be the first.
    """
    one_at_a_time(actor)
    if limited := _objections_now(actor):
        return limited
    keep_found_words(actor=actor, about=about, dossier=dossier, many=hidden)
    return []
