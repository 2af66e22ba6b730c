"""Rules on the posts and appointments of chief officers. Pure."""

from collections.abc import Collection
from datetime import date
from typing import Any, TypeVar

from broadhurst.capabilities.establishment.rules.organisations import (
    FORCE,
    day,
    objections_to_span,
)
from broadhurst.capabilities.establishment.rules.postings import Span
from broadhurst.foundation.workflow import at

Held = TypeVar("Held", bound=Span)
COVER = ("acting", "temporary")


def counts_against_autonomy(kind: str, *, in_force: bool) -> bool:
    """Whether a responsibility is a force responsibility.

    Recommendation 2 (HMICFRS, 18 February 2021): the chief officer for a ROCU should work "as far
    as practicable" autonomously of force responsibilities. Counter-terrorism held in a force
    counts, and so does any other post in a force. A national lead does not count.
    """
    return kind in ("force", "counter_terrorism") or (kind == "other" and in_force)


def held_beside(appointment: Span, others: Collection[Held]) -> list[Held]:
    """Return the other responsibilities held at any time in an appointment's span."""
    return [other for other in others if _overlap(appointment, other)]


def objections_to_post_kind(kind: str, agency_kind: str) -> list[str]:
    """A responsibility is held in the kind of organisation that it names."""
    if kind == "rocu" and agency_kind != "rocu":
        return at("kind", "Choose this responsibility only for a post in a ROCU.")
    if kind in ("force", "counter_terrorism") and agency_kind != FORCE:
        return at("kind", "Choose this responsibility only for a post in a police force.")
    return []


def objections_to_post(
    post: Span, *, opens_on: date, closes_on: date | None, namesakes: Collection[Span]
) -> list[str]:
    """A post lasts while its organisation is open, and its title is used once at a time."""
    objections = at("until_on", objections_to_span(post.from_on, post.until_on))
    if post.from_on < opens_on:
        objections += at(
            "from_on", f"The organisation opened on {day(opens_on)}. Enter that day or later."
        )
    if closes_on is not None and (post.until_on is None or post.until_on > closes_on):
        objections += at(
            "until_on", f"The organisation closes on {day(closes_on)}. Enter that day or earlier."
        )
    if held_beside(post, namesakes):
        objections += at(
            "title",
            "The organisation already has a post with this title at that time. Enter "
            "another title.",
        )
    return objections


def objections_to_outlive(post: Span, held: Collection[Any]) -> list[str]:
    """Appointments begin and end while their post exists. `held` are not withdrawn."""
    outside = [appointment for appointment in held if _is_outside(appointment, post)]
    if not outside:
        return []
    names = ", ".join(
        f"{appointment.officer} from {day(appointment.from_on)}" for appointment in outside
    )
    return [f"End or correct these appointments first: {names}."]


def objections_to_withdraw_post(held: Collection[Any]) -> list[str]:
    """A post that was held did exist, unless the appointments were errors too."""
    if not held:
        return []
    names = ", ".join(str(appointment.officer) for appointment in held)
    return [f"Withdraw these appointments first: {names}."]


def objections_to_appoint(
    appointment: Span, *, post: Span, own_others: Collection[Span]
) -> list[str]:
    """An officer holds a post while it exists, and once at a time.

    `own_others` are the officer's other appointments to the post. Somebody else may hold the post
    at the same time: then the page shows an overlap.
    """
    objections = at("until_on", objections_to_span(appointment.from_on, appointment.until_on))
    if appointment.from_on < post.from_on:
        objections += at(
            "from_on", f"The post exists from {day(post.from_on)}. Enter that day or later."
        )
    elif _is_outside(appointment, post) and post.until_on is not None:
        objections += at(
            "until_on", f"The post ends on {day(post.until_on)}. Enter that day or earlier."
        )
    for other in held_beside(appointment, own_others):
        until = f" to {day(other.until_on)}" if other.until_on else ""
        objections += at(
            "from_on",
            f"The officer holds this post from {day(other.from_on)}{until}. Correct that "
            "appointment, or enter other days.",
        )
    return objections


def objections_to_change(
    noun: str, *, is_withdrawn: bool, because: str, is_changed: bool = True
) -> list[str]:
    """A correction needs a reason, and a withdrawn record cannot be corrected."""
    objections = objections_to_withdrawn(noun, is_withdrawn=is_withdrawn)
    if not because.strip():
        objections += at("because", "Enter why the record is wrong.")
    if not is_changed:
        objections.append("You have not changed anything. Change what is wrong, or go back.")
    return objections


def objections_to_withdrawn(noun: str, *, is_withdrawn: bool) -> list[str]:
    """A record made in error is never used again."""
    return [f"This {noun} was withdrawn, so it cannot be changed."] if is_withdrawn else []


def _overlap(span: Span, other: Span) -> bool:
    return (other.until_on is None or other.until_on > span.from_on) and (
        span.until_on is None or other.from_on < span.until_on
    )


def _is_outside(inner: Span, outer: Span) -> bool:
    if inner.from_on < outer.from_on:
        return True
    return outer.until_on is not None and (
        inner.until_on is None or inner.until_on > outer.until_on
    )
