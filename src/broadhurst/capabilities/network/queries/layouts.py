"""The reader's saved layout of the network around an OCG, or of their unit's network."""

from typing import Any

from broadhurst.capabilities.network.models import Layout
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Unit


def key_of(about: Ocg | Unit) -> str:
    """Return the key of a saved layout: the reference of its OCG, or the key of its unit."""
    return str(about.ref if isinstance(about, Ocg) else about.key)


def kept_layout(actor: Actor, about: Ocg | Unit) -> dict[str, Any]:
    """Return the places that the reader kept, by reference. Empty for the usual layout."""
    rows = Layout.objects.filter(officer=actor.officer, about=key_of(about))
    spots: dict[str, Any] = rows.values_list("spots", flat=True).first() or {}
    return spots
