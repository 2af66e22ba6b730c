"""What is read, through the site's whole middleware: list, OCG, home, API; and the list as a
filter in the application would have it.
"""

from typing import Any
from unittest.mock import patch

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.test import Client

from bench import readers
from bench.measure import Run, Scenario
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.ocgs import ocgs
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.lists import state
from broadhurst.surfaces.ocgs import lists

READERS = 12
OPENED = 20


class NotAnswered(Exception):
    """A page did not answer 200."""


def scenarios() -> list[Scenario]:
    """Everything that is read, for a narrow reader, a force's register and one who sees all."""
    narrow, keepers, wide = readers.narrow(READERS), readers.keepers(READERS), [readers.wide()]
    at_pages = {actor: readers.browser(actor) for actor in (*narrow, *keepers, *wide)}
    at_api = {actor: readers.machine(actor) for actor in (*narrow, *wide)}
    return [
        Scenario("OCG list, a team", _of(narrow, at_pages, "/ocgs/")),
        Scenario("OCG list, a force's register", _of(keepers, at_pages, "/ocgs/")),
        Scenario("OCG list, sees all", _of(wide, at_pages, "/ocgs/")),
        Scenario("OCG page, a team", _opening(narrow, at_pages)),
        Scenario("OCG page, sees all", _opening(wide, at_pages)),
        Scenario("Home, a team's SIO", _of(narrow, at_pages, "/")),
        Scenario("Home, a force's moderator", _of(keepers, at_pages, "/")),
        Scenario("API list, a team", _of(narrow, at_api, "/api/v1/ocgs")),
        Scenario("API list, sees all", _of(wide, at_api, "/api/v1/ocgs")),
    ]


def filtered_scenarios() -> list[Scenario]:
    """The list page again, with the grants asked by the ORM: measured with the wall off."""
    narrow, keepers, wide = readers.narrow(READERS), readers.keepers(READERS), [readers.wide()]
    return [
        Scenario(name, _filtered(who))
        for name, who in (
            ("OCG list, a team", narrow),
            ("OCG list, a force's register", keepers),
            ("OCG list, sees all", wide),
        )
    ]


def _of(actors: list[Actor], clients: dict[Actor, Client], path: str) -> Run:
    return lambda number: fetch(clients[actors[number % len(actors)]], path)


def _opening(actors: list[Actor], clients: dict[Actor, Client]) -> Run:
    paths = [(clients[actor], f"/ocgs/{ref}/") for actor in actors for ref in _seen(actor)]
    # Neighbours in the list are one actor's; a stride that shares no factor with it mixes them.
    stride = next(n for n in (37, 41, 43) if len(paths) % n)
    return lambda number: fetch(*paths[number * stride % len(paths)])


def _seen(actor: Actor) -> list[str]:
    with as_actor(actor):
        return list(Ocg.objects.filter(state="active").values_list("ref", flat=True)[:OPENED])


def _filtered(actors: list[Actor]) -> Run:
    clients = {actor: readers.browser(actor) for actor in actors}

    def run(number: int) -> None:
        actor = actors[number % len(actors)]
        # The filter is all that narrows the list: it does not start from the dossiers in reach.
        with (
            patch.object(lists, "ocgs", lambda: permitted(actor)),
            patch.object(state, "within_reach", lambda rows: rows),
        ):
            fetch(clients[actor], "/ocgs/")

    return run


def permitted(actor: Actor) -> QuerySet[Any]:
    """What a permission filter written by hand would be: a grant in force, for this actor."""
    now = clock.now()
    grants = Grant.objects.filter(
        Q(until_at=None) | Q(until_at__gt=now),
        dossier=OuterRef("dossier"),
        principal__in=actor.principals,
        from_at__lte=now,
    )
    return ocgs().filter(Exists(grants))


def fetch(client: Client, path: str) -> None:
    """Read a page. Raises NotAnswered if it is not there."""
    answer = client.get(path)
    if answer.status_code != 200:
        raise NotAnswered(f"{path}: {answer.status_code}")
