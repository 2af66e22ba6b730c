"""Check a text for names and identifiers of the register before it leaves.

This is not a command. Commands that send a text out call it, after their other rules.
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
    """The words that the author confirmed.

    Words from records that the author cannot see are only counted.
    """

    seen: Sequence[Found] = ()
    hidden: int = 0


def check_text(
    actor: Actor,
    about: str,
    dossier: Dossier | None,
    texts: Sequence[Text],
    *,
    public: Public = NO_NAMES,
) -> None:
    """Refuse a text with names or identifiers of the register.

    It does not matter whether the author may see the record.
    """
    if matches := _search(actor, texts, public):
        raise _refusal(actor, about, dossier, matches, hidden=len(matches))


def check_unless_confirmed(
    actor: Actor,
    about: str,
    dossier: Dossier | None,
    texts: Sequence[Text],
    *,
    confirmed: bool,
    then: str,
) -> Confirmed:
    """Warn of register words in a text, and let the author confirm them.

    Returns the confirmed words. Words from records that the author may see reveal nothing, so they
    do not count towards the limit. Other words count even if they are not confirmed, because either
    answer reveals that they exist.
    """
    matches = _search(actor, texts, NO_NAMES)
    if not matches:
        return Confirmed()
    visible = set(found_in_sight(texts))
    visible_matches = [match for match in matches if match in visible]
    hidden = len(matches) - len(visible_matches)
    if not confirmed:
        raise _refusal(actor, about, dossier, matches, hidden=hidden, then=then)
    if hidden:
        refuse_if(_objections_once_counted(actor, about, dossier, hidden))
    return Confirmed(visible_matches, hidden)


def _search(actor: Actor, texts: Sequence[Text], public: Public) -> list[Found]:
    refuse_if(_objections_now(actor))
    return found_anywhere(texts, public)


def _objections_now(actor: Actor) -> list[str]:
    now = clock.now()
    return rules.objections_to_check(found_since(actor, now - rules.WITHIN), now)


def _refusal(
    actor: Actor,
    about: str,
    dossier: Dossier | None,
    matches: list[Found],
    *,
    hidden: int,
    then: str = "",
) -> Refused:
    """Return the refusal. It shows the words only after they have been counted."""

    def count() -> list[str]:
        # The command has been rolled back by now, and its locks with it.
        return _objections_once_counted(actor, about, dossier, hidden) or objections

    objections = rules.objections_to_words(matches, then=then)
    return Refused(objections, afterwards=count if hidden else None)


def _objections_once_counted(
    actor: Actor, about: str, dossier: Dossier | None, hidden: int
) -> list[str]:
    """Count a text with words of hidden records, unless over the limit.

    The lock lasts until commit. Without it, parallel checks would each count as the first.
    """
    one_at_a_time(actor)
    if limited := _objections_now(actor):
        return limited
    keep_found_words(actor=actor, about=about, dossier=dossier, many=hidden)
    return []
