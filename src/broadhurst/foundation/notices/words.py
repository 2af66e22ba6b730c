"""The words of an event: found by its name, rendered late, never stored."""

import re

from django.template import Context, Engine, TemplateDoesNotExist

from broadhurst.foundation.audit.models import Event

# A full stop after text that was typed with one, as in "because they moved..".
STOP_TOO_MANY = re.compile(r"(?<=[.!?…])(?<!\.\.)\.(?=\s|$)")


class NoWords(Exception):
    """An event has no template `events/<verb>.txt`."""


def words(event: Event) -> str:
    """One plain sentence about an event. It is text: a page escapes it, a terminal does not.

    What an officer typed, such as a reason, may end in a full stop before that of the sentence.
    """
    told = Context({"event": event, "detail": event.detail}, autoescape=False)
    try:
        template = Engine.get_default().get_template(f"events/{event.verb}.txt")
    except TemplateDoesNotExist as missing:
        raise NoWords(event.verb) from missing
    return STOP_TOO_MANY.sub("", template.render(told).strip())
