"""Sign in, choose a posting (`take_posting`), and refuse people who may not."""

import pytest
from django.test import Client
from django.utils.html import escape

from broadhurst.capabilities.establishment.commands.enrol import enrol
from broadhurst.capabilities.establishment.commands.post import post
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from tests.people import PASSWORD, SINCE, Cast


@pytest.fixture
def nell(cast: Cast) -> str:
    """Nell Bracken, with two postings and a password."""
    officer = enrol(
        actor=cast.system, username="nell", name="Nell Bracken", grade="", password=PASSWORD
    )
    for unit in (cast.gail.unit, cast.mo.unit):
        post(
            actor=cast.system, officer=officer, unit=unit, title="Officer", roles=[], from_on=SINCE
        )
    return "nell"


def test_with_two_postings_she_chooses_and_acts_in_one(nell: str) -> None:
    client = Client()
    signed_in = client.post("/sign-in/", {"username": nell, "password": PASSWORD, "next": "/ocgs/"})
    assert signed_in.headers["Location"] == "/postings/?next=/ocgs/"
    assert client.get("/").headers["Location"] == "/postings/"
    page = client.get(signed_in.headers["Location"]).content.decode()
    assert "Challenger Bolton" in page
    assert "Northshire OCCU" in page
    assert client.post("/postings/", {"next": "/ocgs/"}).status_code == 422
    choice = page.split('value="')[-1].split('"')[0]
    assert (
        client.post("/postings/", {"posting": choice, "next": "/ocgs/"}).headers["Location"]
        == "/ocgs/"
    )
    assert client.get("/ocgs/").status_code == 200


def test_a_filtered_list_is_the_next_page(nell: str) -> None:
    client, listed = Client(), "/ocgs/?tab=all&sort=-name"
    asked = client.get(listed).headers["Location"]
    assert asked == "/sign-in/?next=/ocgs/%3Ftab%3Dall%26sort%3D-name"
    assert f'name="next" value="{escape(listed)}"' in client.get(asked).content.decode()
    signed_in = client.post("/sign-in/", {"username": nell, "password": PASSWORD, "next": listed})
    page = client.get(signed_in.headers["Location"]).content.decode()
    assert f'name="next" value="{escape(listed)}"' in page
    elsewhere = {"username": nell, "password": PASSWORD, "next": "https://example.org/?a=b"}
    assert client.post("/sign-in/", elsewhere).headers["Location"] == "/postings/?next=/"


def test_somebody_elses_posting_cannot_be_chosen(cast: Cast, nell: str) -> None:
    client = Client()
    client.post("/sign-in/", {"username": nell, "password": PASSWORD})
    assert client.post("/postings/", {"posting": cast.rita.posting.ref}).status_code == 422


def test_a_wrong_password_says_so_and_keeps_the_name(nell: str) -> None:
    answer = Client().post("/sign-in/", {"username": nell, "password": "wrong"})
    assert answer.status_code == 422
    assert 'value="nell"' in answer.content.decode()
    assert "wrong" not in answer.content.decode()


def test_five_wrong_tries_lock_the_name_from_that_place(nell: str) -> None:
    client = Client()
    for _ in range(4):
        client.post("/sign-in/", {"username": nell, "password": "wrong"})
    assert client.post("/sign-in/", {"username": nell, "password": "wrong"}).status_code == 429
    assert client.post("/sign-in/", {"username": nell, "password": PASSWORD}).status_code == 429


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:x"])
def test_signing_in_never_leads_out_of_the_site(cast: Cast, elsewhere: str) -> None:
    officer = enrol(actor=cast.system, username="una", name="Una Fen", grade="", password=PASSWORD)
    post(
        actor=cast.system, officer=officer, unit=cast.gail.unit, title="x", roles=[], from_on=SINCE
    )
    answer = Client().post(
        "/sign-in/", {"username": "una", "password": PASSWORD, "next": elsewhere}
    )
    assert answer.headers["Location"] == "/"
    with as_actor(cast.gail):
        assert not Event.objects.filter(verb="posting.taken").exists()


def test_signing_out_ends_it(nell: str) -> None:
    client = Client()
    client.post("/sign-in/", {"username": nell, "password": PASSWORD})
    assert client.get("/sign-out/").status_code == 405
    client.post("/sign-out/")
    assert client.get("/postings/").headers["Location"] == "/sign-in/"
