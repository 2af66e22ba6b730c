"""Rules on looking for events around a place. Pure."""

from broadhurst.foundation.workflow import at

USUAL_KM, FARTHEST_KM = 5, 100
DISTANCES_KM = (1, 2, 5, 10, 25, 50, FARTHEST_KM)


def objections_to_distance(within_km: int) -> list[str]:
    """A distance is a whole number of kilometres."""
    if 1 <= within_km <= FARTHEST_KM:
        return []
    return at("within_km", f"Enter 1 to {FARTHEST_KM} kilometres.")
