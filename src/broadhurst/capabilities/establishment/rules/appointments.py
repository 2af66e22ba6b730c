"""Rules on the appointments of chief officers. Pure."""

from collections.abc import Collection

from broadhurst.capabilities.establishment.rules.postings import Span


def counts_against_autonomy(kind: str, *, in_force: bool) -> bool:
    """Whether a responsibility is a force responsibility.

    Recommendation 2 (HMICFRS, 18 February 2021): the chief officer for a ROCU should work "as far
    as practicable" autonomously of force responsibilities. Counter-terrorism held in a force
    counts, and so does any other post in a force. A national lead does not count.
    """
    return kind in ("force", "counter_terrorism") or (kind == "other" and in_force)


def held_beside(appointment: Span, others: Collection[Span]) -> list[Span]:
    """Return the other responsibilities held at any time in an appointment's span."""
    return [
        other
        for other in others
        if (other.until_on is None or other.until_on > appointment.from_on)
        and (appointment.until_on is None or other.from_on < appointment.until_on)
    ]
