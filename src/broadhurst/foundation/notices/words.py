"""Render the sentence of an audit event from the template of its verb. It is never stored."""

import re

from django.template import Context, Engine, TemplateDoesNotExist

from broadhurst.foundation.audit.models import Event

# A full stop after text that was typed with one, as in "because they moved..".
STOP_TOO_MANY = re.compile(r"(?<=[.!?…])(?<!\.\.)\.(?=\s|$)")
# The end of a sentence that ends with text typed without a full stop.
NO_STOP = re.compile(r"(?<![.!?…])(?<![.!?…]”)$")


class NoWords(Exception):
    """An event has no template `events/<verb>.txt`."""


def words(event: Event) -> str:
    """Return one sentence that describes an event, as plain text: pages must escape it.

    If a deputy did it, a second sentence says for which lead.

    Text that an officer typed, such as a reason, may end in a full stop before the sentence's own,
    or in none.
    """
    context = Context({"event": event, "detail": event.detail}, autoescape=False)
    try:
        template = Engine.get_default().get_template(f"events/{event.verb}.txt")
    except TemplateDoesNotExist as missing:
        raise NoWords(event.verb) from missing
    sentence = NO_STOP.sub(".", STOP_TOO_MANY.sub("", template.render(context).strip()), count=1)
    covered = event.detail.get("as_cover_for")
    return f"{sentence} This was done as cover for {covered}." if covered else sentence
