"""An order is found by its kind and by its court, by those who see it and by nobody else."""

import importlib

import pytest

from broadhurst.capabilities.orders.commands.correct_order import correct_order
from broadhurst.capabilities.orders.commands.withdraw_order import withdraw_order
from broadhurst.capabilities.orders.models import Order
from tests.doors import Machine, browser
from tests.orders.made import WORDS, an_order
from tests.people import Cast
from tests.search.finding import found

ASKED = (
    "serious crime prevention order", "prevention orders", "Manchester Crown Court",
    "crime prevention Manchester",
)  # fmt: skip


@pytest.mark.parametrize("text", ASKED)
def test_it_is_found_by_kind_and_court_by_those_who_see_it(cast: Cast, text: str) -> None:
    order = an_order(cast, cast.ocg())
    for reader in (cast.gail, cast.len, cast.olive):  # Olive's unit monitors it
        assert found(reader, text)["order"] == [order.ref], reader
    for other in (cast.rita, cast.connie, cast.sid, cast.pol, cast.system):
        assert "order" not in found(other, text), other


def test_the_page_and_the_api_find_it_by_kind(cast: Cast) -> None:
    order = an_order(cast, cast.ocg())
    path = "/search/?q=serious+crime+prevention+order"
    assert order.ref in browser(cast.gail).get(path).content.decode()
    assert order.ref not in browser(cast.rita).get(path).content.decode()
    machine = Machine(cast.gail).get("/search?q=Manchester+Crown+Court").json()
    assert [one["ref"] for group in machine["groups"] for one in group["items"]] == [order.ref]


def test_another_order_is_found_by_its_own_words(cast: Cast) -> None:
    order = an_order(cast, cast.ocg(), kind="other", other_kind="Restraint order")
    assert found(cast.gail, "restraint")["order"] == [order.ref]


def test_a_corrected_court_is_found_and_the_wrong_one_is_not(cast: Cast) -> None:
    order = an_order(cast, cast.ocg())
    words = {name: value for name, value in WORDS.items() if name != "next_check_on"}
    given = words | {"court": "Preston Crown Court", "other_kind": "", "court_reference": ""}
    correct_order(actor=cast.gail, order=order, **given, because="Misread the sealed copy.")
    assert found(cast.gail, "Preston Crown Court")["order"] == [order.ref]
    assert "order" not in found(cast.gail, "Manchester Crown Court")


def test_an_order_recorded_in_error_is_not_found(cast: Cast) -> None:
    order = an_order(cast, cast.ocg())
    withdraw_order(actor=cast.gail, order=order, because="Another person of that name.")
    assert "order" not in found(cast.gail, "serious crime prevention order")


def test_each_kind_has_its_words_in_the_index() -> None:
    wall = importlib.import_module("broadhurst.capabilities.orders.migrations.0002_wall")
    labels = {kind: label for kind, label in Order.Kind.choices if kind != "other"}
    assert labels == wall.KINDS
