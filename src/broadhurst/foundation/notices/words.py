"""The words of an event: found by its name, rendered late, never stored."""

from django.template import Context, Engine, TemplateDoesNotExist

from broadhurst.foundation.audit.models import Event


class NoWords(Exception):
    """An event has no template `events/<verb>.txt`."""


def words(event: Event) -> str:
    """One plain sentence that tells of an event. It is text: a page escapes it, a terminal not."""
    told = Context({"event": event, "detail": event.detail}, autoescape=False)
    try:
        template = Engine.get_default().get_template(f"events/{event.verb}.txt")
    except TemplateDoesNotExist as missing:
        raise NoWords(event.verb) from missing
    return template.render(told).strip()
