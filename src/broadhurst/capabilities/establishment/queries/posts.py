"""Posts of chief officers and their appointments, under their locks."""

from django.db.models import QuerySet

from broadhurst.foundation.access.locks import lock, take
from broadhurst.foundation.agencies.models import Agency, Appointment, Officer, Post

POSTS = Post.objects.select_related("agency")
APPOINTMENTS = Appointment.objects.select_related("officer", "post__agency")


def standing_posts() -> QuerySet[Post]:
    """Return the posts that were not withdrawn as recorded in error."""
    return POSTS.filter(withdrawn_at=None)


def standing_appointments() -> QuerySet[Appointment]:
    """Return the appointments that were not withdrawn as recorded in error."""
    return APPOINTMENTS.filter(withdrawn_at=None)


def locked_post(post: Post, *officers: Officer) -> Post:
    """Lock a post, and return its current row.

    Its organisation is locked first and then the officers, in id order. So two commands on the same
    post, or on the same officer in two posts, wait for each other and cannot deadlock.
    """
    take(Agency, post.agency_id)
    for key in sorted({officer.pk for officer in officers}):
        take(Officer, key)
    return lock(POSTS, post)


def locked_appointment(appointment: Appointment, *officers: Officer) -> Appointment:
    """Lock an appointment after its post and officer, and return its current row."""
    locked_post(appointment.post, appointment.officer, *officers)
    return lock(APPOINTMENTS, appointment)


def held_in(post: Post) -> list[Appointment]:
    """Return the standing appointments to a post."""
    return list(standing_appointments().filter(post=post))


def namesakes(agency: Agency, title: str, post: Post | None = None) -> list[Post]:
    """Return the other standing posts of an organisation with a title."""
    rows = standing_posts().filter(agency=agency, title__iexact=title)
    return list(rows.exclude(pk=post.pk) if post else rows)


def own_others(post: Post, officer: Officer, but: Appointment | None = None) -> list[Appointment]:
    """Return an officer's other standing appointments to a post."""
    rows = standing_appointments().filter(post=post, officer=officer)
    return list(rows.exclude(pk=but.pk) if but else rows)
