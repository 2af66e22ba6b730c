"""How many OCGs an officer can lead. Pure."""

# No public source gives a number, so this is Broadhurst's own policy: active OCGs of one lead.
MOST_LED = 8


def is_above(led: int) -> bool:
    """Return whether a lead of so many active OCGs has more than the policy number."""
    return led > MOST_LED
