"""Only the system and administrators of the service see the tables of federation."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import DatabaseError, models, transaction

from broadhurst.capabilities.establishment.commands.end_posting import end_posting
from broadhurst.capabilities.establishment.commands.enrol import enrol
from broadhurst.capabilities.establishment.commands.post import post
from broadhurst.capabilities.federation.commands.make_tokens import make_tokens
from broadhurst.capabilities.federation.commands.set_hub_key import set_hub_key
from broadhurst.capabilities.federation.commands.take_tokens import take_tokens
from broadhurst.capabilities.federation.models import Peer
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor, actor_in
from broadhurst.foundation.access.wall import as_actor, elevated
from broadhurst.foundation.agencies.models import Unit
from tests.conftest import NOW
from tests.federation.instances import agreed, machine_of
from tests.people import SINCE, Cast

TABLES = list(apps.get_app_config("federation").get_models())
NAMES = {model.__name__ for model in TABLES}
PEOPLE = [name for name in Cast.__annotations__ if name not in ("bolton", "registered", "system")]


@pytest.fixture
def machines(cast: Cast) -> dict[str, Actor]:
    """The machines of a hub and two publishers that share a token, and of nobody's instance."""
    machines = {key: machine_of(cast, key, key.title()) for key in ("hub", "west", "south", "far")}
    hub = agreed(cast, machines["hub"])
    set_hub_key(actor=cast.system, peer=hub, key=bytes(32).hex(), from_on=clock.today())
    make_tokens(actor=cast.system, peer=hub)
    for key, tokens in (("west", bytes(16)), ("south", bytes(32))):
        agreed(cast, machines[key], way="publisher")
        take_tokens(actor=machines[key], day=clock.today(), mark="0" * 8, tokens=tokens)
    return machines


def seen() -> set[str]:
    return {model.__name__ for model in TABLES if model._default_manager.exists()}


def posted(cast: Cast, unit: Unit, role: str) -> Actor:
    """Enrol an officer, Ada, and post her to a unit with one role."""
    officer = enrol(
        actor=cast.system, username="ada", name="Ada Marchbanks", grade="", password=None
    )
    return actor_in(
        post(
            actor=cast.system, officer=officer, unit=unit, title="X", roles=(role,), from_on=SINCE
        )
    )  # fmt: skip


@pytest.mark.usefixtures("machines")
def test_no_officer_partner_or_desk_sees_a_row(cast: Cast) -> None:
    for name in PEOPLE:
        with as_actor(getattr(cast, name)):
            assert seen() == set(), name


@pytest.mark.usefixtures("machines")
def test_nobody_and_elevated_code_see_no_row(cast: Cast) -> None:
    assert seen() == set()
    with as_actor(None):
        assert seen() == set()
    with elevated("to try in a test what the database must refuse"):
        assert seen() == set()


def test_peer_sees_its_own_agreement_alone(machines: dict[str, Actor]) -> None:
    for key in ("hub", "west", "south"):
        with as_actor(machines[key]):
            assert seen() == {"Peer"}
            assert Peer.objects.get().unit == machines[key].unit
            assert Peer.objects.update(items_a_day=9) == 0
    with as_actor(machines["far"]):
        assert seen() == set()


@pytest.mark.usefixtures("machines")
def test_system_and_administrator_of_the_service_see_each_table(cast: Cast) -> None:
    with as_actor(cast.system):
        assert seen() == NAMES
    with as_actor(posted(cast, cast.system.unit, "administrator")):
        assert seen() == NAMES


@pytest.mark.usefixtures("machines")
def test_administrator_of_an_organisation_sees_no_row(cast: Cast) -> None:
    with as_actor(posted(cast, cast.gail.unit, "organisation_administrator")):
        assert seen() == set()


@pytest.mark.usefixtures("machines")
def test_administrator_in_another_posting_or_after_the_posting_sees_no_row(cast: Cast) -> None:
    administrator = posted(cast, cast.system.unit, "administrator")
    other = post(
        actor=cast.system, officer=administrator.officer, unit=cast.dot.unit, title="Desk",
        roles=("desk",), from_on=SINCE,
    )  # fmt: skip
    with as_actor(actor_in(other)):
        assert seen() == set()
    end_posting(actor=cast.system, posting=administrator.posting, until_on=clock.today())
    with clock.set_to(NOW + timedelta(days=1)), as_actor(administrator):
        assert seen() == set()


@pytest.mark.usefixtures("machines")
def test_outsider_writes_no_row(cast: Cast) -> None:
    with as_actor(cast.system):
        rows = [model._default_manager.order_by("pk").first() for model in TABLES]
    assert all(rows)
    written = {
        (name, type(row).__name__): why
        for name in ("gail", "connie", "dot", "otto")
        for row in rows
        if "row-level security" not in (why := _refusal(getattr(cast, name), row))
    }
    assert written == {}


def _refusal(actor: Actor, row: models.Model) -> str:
    """Return why the database refuses a copy of a row, or nothing if an actor can write it."""
    row.pk = None
    try:
        with as_actor(actor), transaction.atomic():
            row.save(force_insert=True)
    except DatabaseError as error:
        return str(error)
    return ""
