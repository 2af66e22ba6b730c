"""Read how an organisation's public pages look."""

from broadhurst.capabilities.public_site.models import Look
from broadhurst.foundation.agencies.models import Agency


def look_of(agency: Agency) -> Look | None:
    """Return how an organisation's pages look, or None for the usual look."""
    return Look.objects.filter(agency=agency).first()
