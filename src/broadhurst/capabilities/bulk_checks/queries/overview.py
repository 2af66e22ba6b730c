"""The count of bulk checks on the overview of deconfliction."""

from broadhurst.capabilities.deconfliction.models import BulkCheck
from broadhurst.foundation.agencies.models import Unit


def bulk_checks_under_way(unit: Unit) -> int:
    """Return how many bulk checks of a unit wait or run."""
    stages = (BulkCheck.Stage.WAITING, BulkCheck.Stage.RUNNING)
    return BulkCheck.objects.filter(unit=unit, stage__in=stages).count()
