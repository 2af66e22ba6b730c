"""How many OCGs an officer can lead. Pure."""

# No public source gives a number, so this is Broadhurst's own policy: active OCGs of one lead.
MOST_LED = 8


def is_above(led: int) -> bool:
    """Return whether a number of active OCGs is above the policy number for one lead."""
    return led > MOST_LED
