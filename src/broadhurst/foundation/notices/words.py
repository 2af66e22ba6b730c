"""The words of an event: found by its name, rendered late, never stored."""

from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string

from broadhurst.foundation.audit.models import Event


class NoWords(Exception):
    """An event has no template `events/<verb>.txt`."""


def words(event: Event) -> str:
    """One plain sentence that tells of an event, without its full stop's trailing space."""
    try:
        return render_to_string(
            f"events/{event.verb}.txt", {"event": event, "detail": event.detail}
        ).strip()
    except TemplateDoesNotExist as missing:
        raise NoWords(event.verb) from missing
