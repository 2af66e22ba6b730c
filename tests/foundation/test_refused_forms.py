"""A form that somebody may not send, whatever they answer, is not shown to them.

A person of each role opens the page of each verb, on the records of the walked region that they
see. They send each form that is shown. It may be refused for the answers, but not for their role or
part on the record, and not because of the stage of the record.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.urls import reverse

from broadhurst.capabilities.operations.commands.open_operation import open_operation
from broadhurst.config.rooms import ROOMS
from broadhurst.config.verbs import verbs_of
from broadhurst.foundation import clock
from broadhurst.foundation.doors import may_open
from tests.conftest import NOW, clone
from tests.doors import browser
from tests.foundation.test_every_address import OPEN_TO_ANYONE, addresses
from tests.foundation.test_offered import refused
from tests.people import Cast, load_cast
from tests.site_walk import AFTERWARDS, set_out, walked

# One person of each set of roles.
PEOPLE = ("gail", "mo", "cora", "sid", "cass", "tess", "connie", "pol", "dot", "ines", "system")
# The forms that archive an OCG list its open work, like “The 4P plan is not closed.”
WHATEVER_IS_ANSWERED = re.compile(
    r"^(You read as |You lead for |Only .* can |Nobody |There is no )"
    r"|so you cannot do this now|already|has been replaced|(?<!4P plan )is not closed"
    r"|Draft a new version"
)
VERBS = {verb.name for room in ROOMS for verb in verbs_of(room)}
PAGES = [
    one
    for one in addresses()
    if not one.is_api
    and one.route not in OPEN_TO_ANYONE
    and one.route.rstrip("/").rpartition("/")[2] in VERBS
]


@pytest.fixture(scope="module")
def region(worker: str, django_db_blocker: Any) -> Iterator[tuple[dict[str, Any], dict[str, str]]]:
    with django_db_blocker.unblock(), clone(f"broadhurst_{worker}_refused_forms"):
        with clock.set_to(NOW):
            cast = load_cast()
            set_out_region = set_out(cast)
        refs = walked(cast, set_out_region)
        yield {"ines": set_out_region.ines, **vars(cast)}, refs


@pytest.fixture(autouse=True)
def afterwards(at_nine_on_the_first_of_march: None) -> Iterator[None]:
    with clock.set_to(AFTERWARDS):
        yield


def forms_refused(actor: Any, refs: dict[str, str]) -> Iterator[str]:
    """Return the forms that are shown to an actor, and refused whatever they answer."""
    page = browser(actor)
    for address in PAGES:
        path = address.filled(refs)
        answer = page.get(path)
        form = (answer.context or {}).get("form") if answer.status_code == 200 else None
        if isinstance(form, forms.Form):
            yield from refused(page, path, answer, address.route, WHATEVER_IS_ANSWERED)


def test_the_pages_of_verbs_are_found() -> None:
    assert len(PAGES) > 200


@pytest.mark.parametrize("name", PEOPLE)
def test_nobody_is_shown_a_form_that_they_cannot_send(region: Any, name: str) -> None:
    actors, refs = region
    wrong = list(forms_refused(actors[name], refs))
    assert wrong == [], "\n".join(wrong)


def test_a_form_of_a_role_is_refused_with_the_rule_and_a_way_back(cast: Cast) -> None:
    answer = browser(cast.gail).get("/operations/open-operation/")
    text = answer.content.decode()
    assert answer.status_code == 403
    assert "Only an OCG coordinator or an inspectorate liaison officer can do this." in text
    assert "Go back" in text
    assert '<form method="post" novalidate' not in text
    assert browser(cast.cora).get("/operations/open-operation/").status_code == 200


def test_the_rule_is_asked_of_each_reader(cast: Cast) -> None:
    assert may_open.objections_to_opening(cast.gail, open_operation)
    assert may_open.objections_to_opening(cast.cora, open_operation) == []


def test_a_refused_form_answers_no_suggestions(cast: Cast) -> None:
    address = reverse("duty_desks:set_duty") + "?suggest=superior"
    assert browser(cast.connie).get(address).status_code == 403
    assert browser(cast.cora).get(address).status_code == 200
