"""Check the words of a self-assessment before another organisation can read them."""

from collections.abc import Mapping

from broadhurst.capabilities.inspections.queries.texts import public_names
from broadhurst.capabilities.register.queries.text_check import Text
from broadhurst.capabilities.register.writes.check_text import check_text
from broadhurst.capabilities.self_assessment import rules
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.workflow import refuse_if

LABELS = {"why": "the reason", "note": "the note", "because": "the reason for the change"}


def check_words(actor: Actor, about: str, words: Mapping[str, str]) -> None:
    """Refuse markings, references, and names or identifiers of the register."""
    refuse_if(rules.objections_to_words(words))
    texts = [Text(LABELS[name], text, name) for name, text in words.items() if text.strip()]
    check_text(actor, about, None, texts, public=public_names())
