"""The units that are notified when a line is in dispute or ends."""

from broadhurst.capabilities.funding.models import Line
from broadhurst.foundation.agencies.models import Unit


def providers_on(line: Line) -> list[Unit]:
    """Return the units that provide the capabilities of the posts on a line."""
    rests = line.rests.filter(share__gt=0, post__closed_on=None)
    return list(Unit.objects.filter(capabilities__in=rests.values("post__capability")).distinct())
