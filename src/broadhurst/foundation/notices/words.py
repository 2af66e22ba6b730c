"""Render the sentence of an audit event from the template of its verb. It is never stored."""

from django.template import Context, Engine, TemplateDoesNotExist

from broadhurst.foundation.audit.models import Event


class NoWords(Exception):
    """An event has no template `events/<verb>.txt`."""


def words(event: Event) -> str:
    """Return one sentence that describes an event, as plain text: pages must escape it."""
    context = Context({"event": event, "detail": event.detail}, autoescape=False)
    try:
        template = Engine.get_default().get_template(f"events/{event.verb}.txt")
    except TemplateDoesNotExist as missing:
        raise NoWords(event.verb) from missing
    return template.render(context).strip()
