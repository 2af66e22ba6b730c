"""Who asks: officers of the made-up register, each signed in at the page's or the API's door."""

from django.test import Client

from broadhurst.capabilities.establishment.commands.issue_token import issue_token
from broadhurst.foundation.access.actor import Actor, actor_in
from broadhurst.foundation.doors.authentication import POSTING, POSTINGS

TEAMS = 202


def narrow(count: int) -> list[Actor]:
    """The first officers of that many teams: each sees some thirty of the active OCGs."""
    names = [f"officer-{n * TEAMS // count}" for n in range(count)]
    return [_first(officer__username=name) for name in names]


def keepers(count: int) -> list[Actor]:
    """Moderators who keep a force's register: each sees some hundred of the active OCGs."""
    return [_first(unit__key=f"force-{1 + n * 42 // count}-register") for n in range(count)]


def wide() -> Actor:
    """An officer of the national unit, which an agreement lets see every OCG."""
    return _first(unit__key="national-register")


def with_role(role: str) -> Actor | None:
    """The first officer with a role, or None if the register has none."""
    posting = POSTINGS.filter(roles__contains=[role]).order_by("officer_id").first()
    return actor_in(posting) if posting else None


def of_role(role: str, count: int) -> list[Actor]:
    """So many officers with a role, or all if there are fewer, from units all over the register."""
    postings = list(POSTINGS.filter(roles__contains=[role]).order_by("unit_id", "officer_id"))
    count = min(count, len(postings))
    return [actor_in(postings[n * len(postings) // count]) for n in range(count)]


def _first(**which: str) -> Actor:
    return actor_in(POSTINGS.filter(**which).order_by("officer_id")[0])


def browser(actor: Actor) -> Client:
    """A browser in which the actor has signed in and chosen a posting."""
    client = Client()
    client.force_login(actor.officer, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session[POSTING] = actor.posting.pk
    session.save()
    return client


def machine(actor: Actor) -> Client:
    """A program with the actor's token."""
    secret = issue_token(actor=actor, label="bench", days=1)
    return Client(headers={"Authorization": f"Bearer {secret}"})
