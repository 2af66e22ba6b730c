"""How other organisations use a practice note."""

from datetime import timedelta

import pytest

from broadhurst.capabilities.practice.commands.record_adoption import record_adoption
from broadhurst.capabilities.practice.commands.withdraw_adoption import withdraw_adoption
from broadhurst.capabilities.practice.commands.withdraw_note import withdraw_note
from broadhurst.capabilities.practice.models import Adoption
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Notification
from broadhurst.foundation.workflow import Refused
from tests.at_once import at_once
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.practice.making import a_draft, published


def test_latest_record_of_an_organisation_counts(cast: Cast) -> None:
    note = published(cast)
    record_adoption(actor=cast.olive, note=note, result="planned")
    with clock.set_to(NOW + timedelta(days=90)):
        record_adoption(
            actor=cast.olive, note=note, result="stopped", came_of_it="No agent answered us."
        )
        page = browser(cast.connie).get(f"/practice-notes/{note.ref}/").content.decode()
        for words in ("Eastshire Police", "Stopped", "No agent answered us.", "earlier record"):
            assert words in page
        reader = browser(cast.connie)
        assert note.title in reader.get("/practice-notes/?result=stopped").content.decode()
        assert note.title not in reader.get("/practice-notes/?result=planned").content.decode()
    with as_actor(cast.gail):
        told = Notification.objects.filter(event__verb="note.adoption_recorded")
        assert told.count() == 2


def test_own_organisation_draft_and_silence_are_refused(cast: Cast) -> None:
    note = published(cast)
    with pytest.raises(Refused, match="Your organisation wrote this note"):
        record_adoption(actor=cast.mo, note=note, result="planned")
    with pytest.raises(Refused, match="Enter what happened"):
        record_adoption(actor=cast.olive, note=note, result="adopted")
    draft = a_draft(cast, title="Another")
    answer = browser(cast.olive).post(
        f"/practice-notes/{draft.ref}/record-adoption/", {"result": "planned"}
    )
    assert answer.status_code == 404


def test_record_made_in_error_is_withdrawn_and_the_one_before_counts(cast: Cast) -> None:
    note = published(cast)
    record_adoption(actor=cast.olive, note=note, result="planned")
    with clock.set_to(NOW + timedelta(days=1)):
        record_adoption(actor=cast.olive, note=note, result="adopted", came_of_it="It works.")
        with pytest.raises(Refused, match="no record of adoption"):
            withdraw_adoption(actor=cast.rita, note=note, because="Not mine")
        withdraw_adoption(actor=cast.olive, note=note, because="Meant for another note.")
    page = browser(cast.gail).get(f"/practice-notes/{note.ref}/").content.decode()
    assert "Meant for another note." in page
    assert "EASTSHIRE: planned" in browser(cast.gail).get("/practice-notes/").content.decode()
    with as_actor(cast.rita):
        assert not Adoption.objects.update(withdrawn_because="x")


def test_owner_cannot_write_another_organisations_record(cast: Cast) -> None:
    note = published(cast)
    one = record_adoption(actor=cast.olive, note=note, result="planned")
    with as_actor(cast.gail):
        assert not Adoption.objects.filter(pk=one.pk).update(result="adopted", came_of_it="Yes")


def test_api_and_terminal_do_the_same(cast: Cast) -> None:
    note = published(cast)
    said = {"result": "adapted", "came_of_it": "We asked estate agents instead."}
    answer = Machine(cast.olive).post(f"/practice-notes/{note.ref}/record-adoption", **said)
    assert answer.status_code == 201, answer.content
    assert answer.json()["organisation"] == "eastshire"
    done = terminal(cast.rita, "practice", "record-adoption", note.ref, "--result", "planned")
    assert done.exit_code == 0, done.output
    gone = Machine(cast.olive).post(f"/practice-notes/{note.ref}/withdraw-adoption", because="Slip")
    assert gone.json()["withdrawn_because"] == "Slip"
    done = terminal(cast.rita, "practice", "withdraw-adoption", note.ref, "--because", "Not ours")
    assert done.exit_code == 0, done.output
    whole = Machine(cast.gail).get(f"/practice-notes/{note.ref}").json()
    assert len(whole["adoptions"]) == 2


def test_note_withdrawn_at_the_same_moment_is_not_adopted_afterwards(committed: Cast) -> None:
    note = published(committed)
    at_once(
        lambda: withdraw_note(actor=committed.gail, note=note, because="Over"),
        lambda: record_adoption(actor=committed.olive, note=note, result="planned"),
    )
    with pytest.raises(Refused):
        record_adoption(actor=committed.olive, note=note, result="planned")


def test_the_form_is_shown_only_to_those_who_can_send_it_now(cast: Cast) -> None:
    note = published(cast)
    address = f"/practice-notes/{note.ref}/record-adoption/"
    own = browser(cast.mo).get(address)
    assert own.status_code == 403
    assert "Your organisation wrote this note." in own.content.decode()
    assert browser(cast.olive).get(address).status_code == 200
    withdraw_note(actor=cast.gail, note=note, because="It did not work.")
    late = browser(cast.olive).get(address)
    assert late.status_code == 403
    assert "Only a published practice note can be adopted." in late.content.decode()
