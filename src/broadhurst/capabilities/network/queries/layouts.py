"""The layout that the reader keeps of the network around an OCG."""

from typing import Any

from broadhurst.capabilities.network.models import Layout
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.access.actor import Actor


def kept_layout(actor: Actor, ocg: Ocg) -> dict[str, Any]:
    """Return the places that the reader kept, by reference. Empty for the usual layout."""
    rows = Layout.objects.filter(officer=actor.officer, about=ocg.ref)
    spots: dict[str, Any] = rows.values_list("spots", flat=True).first() or {}
    return spots
