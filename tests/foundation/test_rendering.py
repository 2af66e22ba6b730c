"""Documents are made within a time limit, in any process and outside transactions."""

import subprocess
import sys
from collections.abc import Callable
from threading import Thread
from time import process_time
from typing import Any

import pytest
from django.db import connection, connections

from broadhurst.capabilities.inspections.commands.draft import draft
from broadhurst.capabilities.inspections.models import Publication
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.between_transactions import CannotRender
from broadhurst.foundation.doors import documents, markdown
from broadhurst.foundation.doors.deadline import Deadline, until
from tests.at_once import PATIENCE
from tests.conftest import NOW
from tests.doors import Machine, browser
from tests.inspections.making import Room, make_room
from tests.people import Cast

LONGEST, MOST_SECONDS = 12_000, 3  # characters of the longest answer

FORKED = """
import os, signal
from datetime import date
import django
django.setup()
from broadhurst.foundation.doors.documents import pdf
from broadhurst.foundation.doors.letters import Letter
letter = Letter("Dear all", "A letter", "Us", "You", date(2021, 3, 1), "OFFICIAL")
first = pdf(letter)
child = os.fork()
if not child:
    signal.alarm(30)
    os._exit(0 if pdf(letter) == first else 1)
assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0, "the forked process made no PDF"
"""


def test_a_forked_process_makes_a_pdf_after_its_parent_did() -> None:
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", FORKED], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(("form", "seconds"), [("pdf", 0.001), ("docx", 0)])
def test_a_document_that_takes_too_long_is_refused_in_words(
    cast: Cast, settings: Any, form: str, seconds: float
) -> None:
    room = make_room(cast)
    response = room.complete()
    settings.RENDER_SECONDS = seconds
    page = browser(cast.pol).get(f"/responses/{response.ref}/letter.{form}")
    assert page.status_code == 409
    assert "The document took too long to make. Try again." in page.content.decode()
    answer = Machine(cast.pol).get(f"/responses/{response.ref}/letter.{form}")
    assert answer.status_code == 409
    assert "took too long to make" in answer.json()["detail"]
    with as_actor(cast.pol):
        assert not Event.objects.filter(verb="record.downloaded").exists()


def test_nothing_more_is_made_once_the_time_of_the_request_has_passed() -> None:
    with until(Deadline(0)), pytest.raises(CannotRender, match="took too long"):
        documents.html("Dear all")


def test_a_text_of_the_longest_length_that_is_hard_to_parse_takes_little_time() -> None:
    """Parsing happens in the process, where nothing can stop it."""
    for hard in ("[", "![", "'a\" ", "*a ", "**a *b ", "`", "<a ", "- a\n", "|a|b\n|-|-\n"):
        begun = process_time()
        documents.html((hard * LONGEST)[:LONGEST])
        assert process_time() - begun < MOST_SECONDS, hard


@pytest.fixture
def room(committed: Cast) -> Room:
    return make_room(committed)


def while_made(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Call a function whenever a document is made."""
    parse = markdown.tokens

    def spied(*given: Any) -> Any:
        act()
        return parse(*given)

    monkeypatch.setattr(markdown, "tokens", spied)


@pytest.mark.parametrize("verb", ["letter/", "letter.pdf", "letter.docx", "publish/"])
def test_no_transaction_is_open_while_a_document_is_made(
    room: Room, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    response, clem, seen = room.cleared(), browser(room.clem), []
    while_made(monkeypatch, lambda: seen.append(connection.in_atomic_block))
    path = f"/responses/{response.ref}/{verb}"
    answer = clem.post(path) if verb == "publish/" else clem.get(path)
    assert answer.status_code in (200, 302)
    assert seen
    assert not any(seen)


def test_what_changes_while_it_is_made_is_not_published(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Someone changes a cleared letter, so it must be cleared again."""
    response, changed = room.cleared(), []

    def change() -> None:
        with clock.set_to(NOW):
            draft(actor=room.cast.pol, response=response, body_comments="We changed our mind.")
        connections.close_all()

    def once() -> None:
        if not changed:
            changed.append(True)
            other = Thread(target=change)
            other.start()
            other.join(PATIENCE)

    while_made(monkeypatch, once)
    answer = Machine(room.clem).post(f"/responses/{response.ref}/publish")
    assert changed
    assert answer.status_code == 409
    assert not Publication.objects.exists()
