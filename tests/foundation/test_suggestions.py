"""Search boxes for officers, units and organisations: what they suggest, and to whom."""

import re
from datetime import timedelta

import pytest
from django import forms
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from broadhurst.capabilities.establishment.commands.post import post
from broadhurst.capabilities.register.commands.register import RegisterForm
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.govuk.fields import SelectField
from broadhurst.foundation.govuk.offered import Listed, meant
from tests.crowd import officers_beside
from tests.doors import Machine, browser, terminal
from tests.people import SINCE, Cast

REGISTER = "/ocgs/register/"


@pytest.fixture
def crowd(cast: Cast) -> list[Officer]:
    return officers_beside(cast, cast.gail)


def suggested(client: Client, path: str, field: str, text: str) -> list[list[str]]:
    answer = client.get(path, {"suggest": field, "q": text})
    assert answer.status_code == 200, answer.content[:300]
    found: list[list[str]] = answer.json()["suggestions"]
    return found


def answers(cast: Cast, **changes: object) -> dict[str, object]:
    given = {
        "name": "Copper Heron", "threat_types": ["drugs"], "districts": [cast.bolton.key],
        "description": "Supplies Class A drugs.", "lro": cast.len.officer.username,
        "sio": cast.gail.officer.username, "urgent_because": "An arrest is planned.",
    }  # fmt: skip
    return given | changes


def test_suggestion_has_name_rank_and_unit(cast: Cast, crowd: list[Officer]) -> None:
    found = suggested(browser(cast.gail), REGISTER, "sio", "birch")
    assert found == [
        [crowd[1].username, f"Robin Birchall, Detective Constable, {cast.gail.unit.name}"]
    ]


def test_labels_of_a_long_list_are_not_read_to_show_its_search_box(
    cast: Cast, crowd: list[Officer], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with as_actor(cast.gail):
        form = RegisterForm(actor=cast.gail)
        with django_assert_num_queries(1):
            box = str(form["sio"])
    assert "bh-lookup" in box
    assert len(crowd) > 15
    assert "Birchall" not in box


def test_a_short_list_shows_its_labels(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with as_actor(cast.gail):
        form = RegisterForm(actor=cast.gail)
        with django_assert_num_queries(3):  # the keys, the officers and their postings
            assert "Gail Fernsby" in str(form["sio"])


def test_each_word_starts_a_word_of_the_name(cast: Cast, crowd: list[Officer]) -> None:
    client = browser(cast.gail)
    assert [value for value, _ in suggested(client, REGISTER, "sio", "cru rob")] == ["o-02"]
    assert suggested(client, REGISTER, "sio", "rumpsall") == []
    assert suggested(client, REGISTER, "sio", "robin.*") == []


def test_suggestions_are_bounded(cast: Cast, crowd: list[Officer]) -> None:
    client = browser(cast.gail)
    assert len(suggested(client, REGISTER, "sio", "o-")) == 20
    assert suggested(client, REGISTER, "sio", "") == []
    assert suggested(client, REGISTER, "sio", "r" * 81) == []


def test_names_that_start_with_the_text_come_first(cast: Cast, crowd: list[Officer]) -> None:
    first, *_ = suggested(browser(cast.gail), REGISTER, "sio", "len")
    assert first[1].startswith("Len Oakapple")


def test_suggestions_are_the_choices_of_this_actor(cast: Cast, crowd: list[Officer]) -> None:
    assert suggested(browser(cast.olive), REGISTER, "sio", "robin") == []
    assert suggested(browser(cast.olive), REGISTER, "sio", "olive")


def test_nobody_gets_suggestions_without_signing_in(cast: Cast, crowd: list[Officer]) -> None:
    answer = browser(None).get(REGISTER, {"suggest": "sio", "q": "robin"})
    assert answer.status_code == 302
    assert b"Birchall" not in answer.content


def test_page_that_a_reader_cannot_open_suggests_nothing(cast: Cast, crowd: list[Officer]) -> None:
    path = f"/ocgs/{cast.ocg().ref}/name-lead/"
    assert suggested(browser(cast.gail), path, "officer", "birch")
    answer = browser(cast.olive).get(path, {"suggest": "officer", "q": "birch"})
    assert answer.status_code == 404
    assert b"Birchall" not in answer.content


def test_role_that_a_page_refuses_gets_the_refusal(cast: Cast) -> None:
    answer = browser(cast.connie).get("/deconfliction/events/plan/", {"suggest": "kind", "q": "a"})
    assert answer.status_code == 403
    assert answer.headers["Content-Type"].startswith("text/html")


def test_field_that_is_not_searched_is_not_found(cast: Cast) -> None:
    client = browser(cast.gail)
    for field in ("name", "threat_types", "no-such-field", ""):
        assert client.get(REGISTER, {"suggest": field, "q": "a"}).status_code == 404


def opened(ocg: Ocg) -> int:
    return Event.objects.filter(verb="record.opened", subject=ocg.ref).count()


def test_typing_a_name_is_not_logged_as_opening_the_record_again(
    cast: Cast, crowd: list[Officer]
) -> None:
    ocg, client = cast.ocg(), browser(cast.gail)
    client.get(f"/ocgs/{ocg.ref}/name-lead/")
    with as_actor(cast.gail):
        before = opened(ocg)
    suggested(client, f"/ocgs/{ocg.ref}/name-lead/", "officer", "birch")
    with as_actor(cast.gail):
        assert opened(ocg) == before


def test_suggestions_without_the_page_are_logged_as_opening_the_record(cast: Cast) -> None:
    """They can be the names of its people, and nothing else would say that they were read."""
    ocg, client = cast.ocg(), browser(cast.gail)
    with clock.set_to(clock.now() + timedelta(hours=13)):
        with as_actor(cast.gail):
            before = opened(ocg)
        for text in ("a", "b", "c"):
            suggested(client, f"/ocgs/{ocg.ref}/refer/", "person", text)
        with as_actor(cast.gail):
            assert opened(ocg) == before + 1


def test_record_shown_in_spite_of_the_parameter_is_logged(cast: Cast) -> None:
    ocg = cast.ocg()
    with as_actor(cast.gail):
        before = opened(ocg)
    assert browser(cast.gail).get(f"/ocgs/{ocg.ref}/", {"suggest": "x"}).status_code == 200
    with as_actor(cast.gail):
        assert opened(ocg) == before + 1


def test_few_choices_are_a_drop_down(cast: Cast) -> None:
    page = browser(cast.gail).get(REGISTER).content.decode()
    assert '<select name="sio"' in page
    assert f">Gail Fernsby, Detective Inspector, {cast.gail.unit.name}</option>" in page
    assert "data-lookup" not in page


def test_many_choices_are_a_search_box_without_any_name(cast: Cast, crowd: list[Officer]) -> None:
    page = browser(cast.gail).get(REGISTER).content.decode()
    assert '<select name="sio"' not in page
    assert 'data-lookup="sio"' in page
    assert "Birchall" not in page


def test_search_step_lists_matches_and_keeps_the_other_answers(
    cast: Cast, crowd: list[Officer]
) -> None:
    client = browser(cast.gail)
    answer = client.post(REGISTER, answers(cast, sio="amber"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Select an SIO from the matches for “amber”" in page
    assert page.count('type="radio" name="sio_choice"') == 2
    assert "Copper Heron" in page
    lro = cast.len.officer.username
    assert re.search(rf'name="lro_choice"[^>]* value="{lro}" checked', page)
    done = client.post(REGISTER, answers(cast, sio="", sio_choice="o-00"))
    assert done.status_code == 302


def test_what_is_typed_replaces_the_match_that_was_chosen(cast: Cast, crowd: list[Officer]) -> None:
    given = answers(cast, sio="Robin Dunnock", sio_choice="o-00")
    form = RegisterForm(given, actor=cast.gail)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["sio"] == crowd[3]


def test_no_match_says_so_and_keeps_the_text(cast: Cast, crowd: list[Officer]) -> None:
    page = browser(cast.gail).post(REGISTER, answers(cast, sio="zzz")).content.decode()
    assert "Nothing matches “zzz”" in page
    assert 'value="zzz"' in page


def test_name_of_two_officers_is_asked_again(cast: Cast, crowd: list[Officer]) -> None:
    form = RegisterForm(answers(cast, sio="Robin Amberley"), actor=cast.gail)
    assert "sio" in form.errors


@pytest.mark.parametrize("typed", ["Robin Birchall", "robin  birchall", "o-01"])
def test_api_takes_the_username_or_a_name_that_only_one_has(
    cast: Cast, crowd: list[Officer], typed: str
) -> None:
    answer = Machine(cast.gail).post("/ocgs", **answers(cast, sio=typed))
    assert answer.status_code == 201, answer.content


def test_terminal_lists_the_matches(cast: Cast, crowd: list[Officer]) -> None:
    said = terminal(
        cast.gail, "register", "register", "--name", "Copper Heron", "--threat-types", "drugs",
        "--districts", cast.bolton.key, "--description", "Sells.",
        "--lro", cast.len.officer.username, "--sio", "amber",
    )  # fmt: skip
    assert said.exit_code == 1
    assert "o-00 (Robin Amberley" in said.output


def test_officer_of_several_units_is_listed_once(cast: Cast, crowd: list[Officer]) -> None:
    post(
        actor=cast.system, officer=crowd[1], unit=cast.cora.unit, title="Detective",
        roles=["investigator"], from_on=SINCE,
    )  # fmt: skip
    [[_, label]] = suggested(browser(cast.gail), REGISTER, "sio", "birchall")
    assert cast.gail.unit.name in label
    assert cast.cora.unit.name in label


class Colours(forms.Form):
    colour = SelectField(
        label="Colour", choices=[(f"c{number}", f"Colour {number:02}") for number in range(16)]
    )


def test_long_list_without_a_table_is_searched_too() -> None:
    html = str(Colours()["colour"])
    assert "<select" not in html
    assert Colours({"colour": "colour 07"}).is_valid()
    wrong = Colours({"colour": "0"})
    assert wrong.errors["colour"] == ["Select a colour from the matches for “0”"]
    assert str(wrong["colour"]).count('type="radio"') == 10


def test_list_without_a_table_ranks_like_rows() -> None:
    listed = Listed([("", "Choose"), ("a", "North team"), ("b", "Team north"), ("c", "South")])
    assert [value for value, _ in listed.matching("team", 9)] == ["b", "a"]
    assert meant(listed, "SOUTH") == ("c", "South")
    assert meant(listed, "\0") is None
