"""Pages, API and terminal answer bad input with a clear error, and change nothing."""

import io
import json
import logging
import re
from collections.abc import Iterator

import click
import pytest
import structlog
from django.db import OperationalError, connection
from django.test import Client

from broadhurst.capabilities.deconfliction.commands import check_target as checking
from broadhurst.capabilities.deconfliction.models import Check
from broadhurst.capabilities.register.models import Ocg
from broadhurst.config.cli import main
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.database.prepared import send
from broadhurst.foundation.doors.dispatch import AT_THE_SAME_MOMENT
from tests.doors import Machine, browser, terminal
from tests.people import Cast


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/json", 422),
        (b"[1]", "application/json", 422),
        (b'{"name": {"a": 1}}', "application/json", 422),
        (b"[" * 100_000, "application/json", 422),
        (b"{}", "application/json", 422),
        (b"name=x", "application/x-www-form-urlencoded", 415),
        (b"{}" + b" " * 1_000_001, "application/json", 413),
    ],
)
def test_a_malformed_body_is_a_problem_with_words(
    cast: Cast, body: bytes, kind: str, status: int
) -> None:
    machine = Machine(cast.gail)
    answer = machine.client.post("/api/v1/ocgs", body, content_type=kind)
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["title"]
    with as_actor(cast.gail):
        assert not Ocg.objects.exists()


def test_an_address_that_is_asked_in_another_way_says_in_which_it_is(cast: Cast) -> None:
    answer = Machine(cast.gail).client.delete("/api/v1/deconfliction/checks")
    assert answer.status_code == 405
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Allow"] in answer.json()["detail"]
    assert "POST" in answer["Allow"]


def test_a_wrong_token_is_nobody(cast: Cast) -> None:
    client = Client(headers={"Authorization": "Bearer bhst_wrong"})
    answer = client.get("/api/v1/ocgs")
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"


def test_a_session_is_no_key_to_the_api(cast: Cast) -> None:
    """Otherwise another site's form could post to the API with the browser's cookie."""
    assert browser(cast.gail).get("/api/v1/ocgs").status_code == 401


def test_a_page_that_is_not_there_says_what_to_do(cast: Cast) -> None:
    answer = browser(cast.gail).get("/ocgs/OCG-NOTHIN/")
    assert answer.status_code == 404
    assert "Page not found" in answer.content.decode()


@pytest.mark.parametrize("path", ["/published/nothing/", "/nothing/"])
def test_a_page_that_is_not_there_says_nothing_of_a_posting_to_the_public(
    cast: Cast, path: str
) -> None:
    text = Client().get(path).content.decode()
    assert "Page not found" in text
    assert "posting" not in text
    assert "your posting" in browser(cast.gail).get("/ocgs/OCG-NOTHIN/").content.decode()


@pytest.mark.parametrize("path", ["/api/", "/api/v1/"])
def test_whoever_comes_to_the_api_is_told_where_to_begin(cast: Cast, path: str) -> None:
    told = Client().get(path).json()
    assert "issue-token" in told["token"]
    machine = Machine(cast.gail)
    assert machine.client.get(told["description"]).json()["openapi"].startswith("3.1")
    assert machine.client.get(told["who_am_i"]).json()["officer"] == "gail-fernsby"


@pytest.mark.parametrize("path", ["/api/v1/docs", "/api/v2/ocgs", "/api/nothing"])
def test_an_address_that_the_api_has_not_is_a_problem_with_words(cast: Cast, path: str) -> None:
    for client in (Machine(cast.gail, may_miss=True).client, Client()):
        answer = client.get(path)
        assert answer.status_code == 404
        assert answer["Content-Type"] == "application/problem+json"
        assert "GET /api/ to find" in answer.json()["detail"]


def test_the_api_describes_itself(cast: Cast) -> None:
    described = Machine(cast.gail).get("/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    asked = described["paths"]["/api/v1/ocgs"]["post"]["requestBody"]
    schema = asked["content"]["application/json"]["schema"]
    assert schema["required"] == [
        "name",
        "threat_types",
        "districts",
        "description",
        "lro",
        "sio",
        "urgent_because",
    ]


def test_lists_are_paged_by_key(cast: Cast) -> None:
    made = [cast.ocg(name=f"Copper {n}").ref for n in range(30)]
    machine = Machine(cast.gail)
    first = machine.get("/ocgs").json()
    second = machine.client.get(first["next"]).json()
    refs = [row["ref"] for row in first["items"] + second["items"]]
    assert sorted(refs) == sorted(made)
    assert second["next"] is None


def test_the_terminal_needs_an_officer_and_says_what_is_wrong(cast: Cast) -> None:
    cast.gail.officer.username = "stranger"
    answer = terminal(cast.gail, "register", "list")
    assert answer.exit_code == 1
    assert "No officer “stranger”" in answer.output


def test_the_help_of_no_verb_speaks_of_the_code() -> None:
    """Names of parameters belong below the first paragraph of a docstring, which is the help."""

    def verbs(group: click.Group, path: str = "") -> Iterator[tuple[str, str]]:
        for name, one in group.commands.items():
            if isinstance(one, click.Group):
                yield from verbs(one, f"{path}{name} ")
            else:
                yield path + name, one.help or ""

    said = dict(verbs(main))
    assert len(said) > 80
    assert all(said.values())
    named = {name: re.findall(r"`(?!--)[^`]*`", text) for name, text in said.items()}
    assert {name: words for name, words in named.items() if words} == {}


def test_a_database_that_is_away_is_said_plainly_and_comes_back(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = browser(cast.gail)
    client.raise_request_exception = False

    def away(*_args: object, **_kwargs: object) -> None:
        raise OperationalError("the connection is closed")

    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", away)
        answer = client.get("/ocgs/")
        ready = client.get("/readyz")
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "closed" not in answer.content.decode()
    assert ready.status_code == 503
    assert client.get("/ocgs/").status_code == 200


@pytest.mark.parametrize("what", ["deadlock_detected", "serialization_failure"])
def test_of_two_in_each_others_way_one_is_told_so_and_loses_nothing(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """PostgreSQL rolls one back: the user sees a refusal, not a database error."""
    page, machine = browser(cast.gail), Machine(cast.gail)

    def undone(*_args: object) -> None:
        send(f"DO $$ BEGIN RAISE {what}; END $$").rows()

    monkeypatch.setattr(checking, "find_hits", undone)
    shown = page.post("/deconfliction/check/", {"phone": "07700 900123", "matter": "OP-TEASEL"})
    assert shown.status_code == 409
    assert AT_THE_SAME_MOMENT in shown.content.decode()
    assert "07700 900123" in shown.content.decode(), "the form keeps what was typed"
    answer = machine.post("/deconfliction/checks", phone="07700 900123")
    assert (answer.status_code, answer.json()["detail"]) == (409, AT_THE_SAME_MOMENT)
    told = terminal(cast.gail, "deconfliction", "check-target", "--phone", "07700 900123")
    assert (told.exit_code, AT_THE_SAME_MOMENT in told.output) == (1, True)
    with as_actor(cast.gail):
        assert not Check.objects.exists()
        kept = Event.objects.filter(verb="command.refused", officer=cast.gail.officer)
        assert {one.detail["verb"] for one in kept} == {"check target"}
        assert kept.count() == 3


class Fault(Exception):
    """A bug whose message contains data that nobody may read."""


@pytest.fixture
def at_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise Fault("Copper Heron")

    monkeypatch.setattr("broadhurst.foundation.doors.paging.sealed", fail)


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """Capture the log of the site."""
    [console] = [
        one
        for one in logging.getLogger().handlers
        if isinstance(one.formatter, structlog.stdlib.ProcessorFormatter)
    ]
    monkeypatch.setattr(console, "stream", written := io.StringIO())
    return written


def test_a_fault_is_a_problem_to_a_program_and_tells_nothing_but_its_number(
    cast: Cast, at_fault: None, log: io.StringIO
) -> None:
    for number in range(26):
        cast.ocg(name=f"Copper {number}")
    client = Machine(cast.gail).client
    client.raise_request_exception = False

    answer = client.get("/api/v1/ocgs")

    assert answer.status_code == 500
    assert answer["Content-Type"] == "application/problem+json"
    assert "Copper" not in answer.content.decode()
    assert "Fault" not in answer.content.decode()
    [number] = re.findall(r"[0-9a-f]{8}-[0-9a-f-]{27}", answer.json()["detail"])
    logged = json.loads(log.getvalue().splitlines()[-1])
    assert logged["request"] == number
    assert "Fault: Copper Heron" in logged["exception"]


def test_a_refusal_is_an_answer_and_not_logged_in_the_demo(cast: Cast, log: io.StringIO) -> None:
    """Otherwise their log lines would bury the address of the demo."""
    assert Machine(cast.gail).get("/ocgs/OCG-NOTHIN").status_code == 404
    assert Machine(cast.gail).post("/ocgs").status_code == 422
    page = browser(cast.gail)
    page.may_miss = True
    assert page.get("/nothing/").status_code == 404
    assert log.getvalue() == ""


def test_a_fault_is_a_page_to_a_person_with_the_same_number(cast: Cast, at_fault: None) -> None:
    for number in range(26):
        cast.ocg(name=f"Copper {number}")
    client = browser(cast.gail)
    client.raise_request_exception = False
    answer = client.get("/ocgs/")
    assert answer.status_code == 500
    assert re.search(r"Error 500, number [0-9a-f]{8}-[0-9a-f-]{27}", answer.content.decode())


def test_a_database_that_is_away_is_a_problem_to_a_program(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Machine(cast.gail).client
    client.raise_request_exception = False

    def away(*_args: object, **_kwargs: object) -> None:
        raise OperationalError("the connection is closed")

    monkeypatch.setattr("broadhurst.foundation.lists.reading.find_keys", away)
    answer = client.get("/api/v1/ocgs")
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert answer["Content-Type"] == "application/problem+json"
    assert "closed" not in answer.content.decode()


def test_security_headers_stand_on_every_page(cast: Cast) -> None:
    answer = browser(cast.gail).get("/")
    policy = answer["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "default-src 'none'" in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "path",
    ["/ocgs/%00/", "/ocgs/?q=%00", "/published/%00/", "/api/v1/ocgs/%00", "/api/v1/bids?stage=%00"],
)
def test_an_address_with_a_nul_is_a_bad_request(cast: Cast, path: str) -> None:
    client = Machine(cast.gail).client if path.startswith("/api/") else browser(cast.gail)
    answer = client.get(path)
    assert answer.status_code == 400
    assert (answer["Content-Type"] == "application/problem+json") == path.startswith("/api/")


def test_a_name_with_a_nul_signs_nobody_in(cast: Cast) -> None:
    answer = Client().post("/sign-in/", {"username": "gail\0", "password": "x\0"})
    assert answer.status_code == 422
