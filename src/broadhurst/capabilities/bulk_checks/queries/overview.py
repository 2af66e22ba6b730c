"""The count of bulk checks on the overview of deconfliction."""

from django.urls import reverse

from broadhurst.capabilities.deconfliction.models import BulkCheck
from broadhurst.capabilities.deconfliction.queries.overview import TILES, Tile
from broadhurst.foundation.agencies.models import Unit


def under_way(unit: Unit) -> Tile:
    """Return how many bulk checks of a unit wait or run."""
    stages = (BulkCheck.Stage.WAITING, BulkCheck.Stage.RUNNING)
    count = BulkCheck.objects.filter(unit=unit, stage__in=stages).count()
    return Tile(count, "bulk checks under way", reverse("bulk_checks"))


TILES.append(under_way)  # the app's `ready` imports this module
