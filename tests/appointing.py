"""Posts of chief officers and their appointments, as the tests make them."""

from datetime import date

from broadhurst.capabilities.establishment.commands.appoint import appoint
from broadhurst.capabilities.establishment.commands.open_post import open_post
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Agency, Appointment, Officer, Post


def a_post(
    actor: Actor, agency: Agency, title: str, kind: str, from_on: date, until_on: date | None = None
) -> Post:
    """Return the organisation's post with a title, which is opened if there is none."""
    post = Post.objects.filter(agency=agency, title=title, withdrawn_at=None).first()
    return post or open_post(
        actor=actor, agency=agency, title=title, kind=kind, from_on=from_on, until_on=until_on
    )


def appointed(
    *,
    actor: Actor,
    officer: Officer,
    agency: Agency,
    post: str,
    kind: str,
    from_on: date,
    until_on: date | None = None,
    basis: str = "substantive",
) -> Appointment:
    """Appoint an officer to a post, which is opened on the same day if it is not there."""
    return appoint(
        actor=actor, post=a_post(actor, agency, post, kind, from_on), officer=officer,
        basis=basis, from_on=from_on, until_on=until_on,
    )  # fmt: skip
