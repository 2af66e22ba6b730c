"""Describe a line or a post in words, to say what an edit changed."""

from broadhurst.capabilities.funding.models import Line, Post
from broadhurst.foundation.govuk.words import day, pounds

Facts = dict[str, str]


def facts_of_line(line: Line) -> Facts:
    """Return what a line says, by label."""
    return {
        "name": line.name,
        "funder": line.funder.short_name,
        "kind": line.get_instrument_display(),
        "amount": pounds(line.amount),
        "first day": day(line.first_day),
        "last day": day(line.last_day),
        "ring-fence": line.ring_fence or "none",
    }


def facts_of_post(post: Post) -> Facts:
    """Return what a post says, by label."""
    return {
        "role": post.role,
        "capability": post.capability.name if post.capability else "none",
        "exists since": day(post.opened_on),
        "fixed term": day(post.tenure_ends) if post.tenure_ends else "none",
    }


def changed(before: Facts, after: Facts) -> str:
    """Return what differs, like "amount: £100, now £120; last day: …". Empty if nothing does."""
    return "; ".join(
        f"{label}: {old}, now {after[label]}" for label, old in before.items()
        if old != after[label]
    )  # fmt: skip
