"""Drafts of forms: saved as one types, found elsewhere, seen by nobody else, gone when sent."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from broadhurst.capabilities.members.commands.add_member import AddMemberForm
from broadhurst.capabilities.register.models import Membership
from broadhurst.foundation import clock
from broadhurst.foundation.access.acting import actor_of_system
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.doors.drafts import ELSEWHERE, GONE, TOO_LONG
from broadhurst.foundation.drafts.commands import expire_drafts
from broadhurst.foundation.drafts.jobs import expire_old_drafts
from broadhurst.foundation.drafts.models import Draft
from broadhurst.foundation.drafts.store import KEPT_FOR, drafts_of, keep
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.doors import browser
from tests.people import Cast

TYPED = {
    "name": "Barnaby Ragwort", "category": "suspect", "born_on_day": "27", "born_on_month": "3",
    "born_on_year": "1988",
}  # fmt: skip
JSON = {"Accept": "application/json"}


def save(page: Any, url: str, version: int = 0, **answers: Any) -> Any:
    """Save a draft as the script does."""
    sent = {**TYPED, **answers, "and_then": "draft", "draft_version": str(version)}
    return page.post(url, sent, headers=JSON)


@pytest.fixture
def url(cast: Cast) -> str:
    return f"/ocgs/{cast.ocg().ref}/add-member/"


def test_a_draft_is_saved_while_typing_and_continued_elsewhere(cast: Cast, url: str) -> None:
    office, kitchen = browser(cast.gail), browser(cast.gail)
    asked = office.get(url).content.decode()
    assert "data-drafts" in asked
    assert "You have a draft" not in asked
    first = save(office, url)
    assert (first.status_code, first.json()) == (
        200,
        {"version": 1, "message": "Draft saved at 9:00am."},
    )
    assert save(office, url, 1, name="Barnaby Ragworth").json()["version"] == 2
    with as_actor(cast.gail):
        assert not Membership.objects.exists(), "nothing is recorded"
    offered = kitchen.get(url).content.decode()
    assert "You have a draft from 1 March" in offered
    assert "Ragworth" not in offered, "until it is continued"
    for address in ("/drafts/", "/"):
        listed = kitchen.get(address).content.decode()
        assert f'href="{url}?draft=1">Continue “Add a person” for Copper Heron</a>' in listed
    continued = kitchen.get(f"{url}?draft=1").content.decode()
    for part in ('value="Barnaby Ragworth"', 'value="27"', 'value="1988"', 'value="2"'):
        assert part in continued
    assert "There is a problem" not in continued, "an unfinished answer is no error yet"


def test_a_draft_is_gone_when_the_form_is_sent(cast: Cast, url: str) -> None:
    page = browser(cast.gail)
    save(page, url)
    assert page.post(url, TYPED).status_code == 422, "the part is missing"
    with as_actor(cast.gail):
        assert Draft.objects.count() == 1, "so the draft stays"
    assert page.post(url, {**TYPED, "part": "principal"}).status_code == 302
    with as_actor(cast.gail):
        assert not Draft.objects.exists()
    late = save(page, url, 1)
    assert (late.status_code, late.json()["message"]) == (409, GONE)


def test_a_draft_is_discarded(cast: Cast, url: str) -> None:
    page = browser(cast.gail)
    save(page, url)
    gone = page.post(url, {"and_then": "discard"}, follow=True).content.decode()
    assert "The draft is discarded." in gone
    assert "You have a draft" not in gone


def test_a_continued_draft_can_be_discarded(cast: Cast, url: str) -> None:
    page = browser(cast.gail)
    assert "Discard this draft" not in page.get(url).content.decode()
    save(page, url)
    assert "Discard this draft" in page.get(f"{url}?draft=1").content.decode()


def test_a_draft_of_a_record_out_of_sight_says_nothing_of_it(cast: Cast, url: str) -> None:
    page, ocg = browser(cast.gail), cast.ocg(name="Iron Lapwing")
    save(page, f"/ocgs/{ocg.ref}/add-member/")
    with as_actor(cast.gail):
        [draft] = Draft.objects.all()
        # As if the record had passed out of sight: no OCG that Gail sees has this reference.
        Draft.objects.update(path="/ocgs/OCG-ZZZZZZ/add-member/")
    for address in ("/", "/drafts/"):
        listed = page.get(address).content.decode()
        assert "“Add a person” for a record that you can no longer see" in listed
        assert ("OCG-ZZZZZZ" in listed, "?draft=1" in listed) == (False, False)
    theirs = browser(cast.len).post("/drafts/", {"draft": draft.pk}, follow=True)
    assert "is discarded" not in theirs.content.decode()
    gone = page.post("/drafts/", {"draft": draft.pk}, follow=True).content.decode()
    assert ("The draft is discarded." in gone, "No drafts" in gone) == (True, True)


def test_it_works_without_a_script(cast: Cast, url: str) -> None:
    page = browser(cast.gail)
    assert "Save and finish later" in page.get(url).content.decode()
    done = page.post(url, {**TYPED, "and_then": "draft", "draft_version": "0"}, follow=True)
    html = done.content.decode()
    assert "Draft saved at 9:00am." in html
    assert "Your drafts" in html
    again = page.post(url, {**TYPED, "and_then": "draft", "draft_version": "0"})
    html = again.content.decode()
    assert again.status_code == 409
    assert "This form has another draft, saved" in html
    assert 'value="Barnaby Ragwort"' in html, "what was typed stays"


def test_of_two_windows_the_second_is_told_and_overwrites_nothing(cast: Cast, url: str) -> None:
    one, other = browser(cast.gail), browser(cast.gail)
    save(one, url)
    save(one, url, 1, name="First")
    late = save(other, url, 1, name="Second")
    new = save(other, url, 0, name="Third")
    said = ELSEWHERE.format("1 March 2021 at 9:00am")
    assert [(a.status_code, a.json()["message"]) for a in (late, new)] == [(409, said)] * 2
    with as_actor(cast.gail):
        assert Draft.objects.get().answers["name"] == ["First"]


def test_nobody_else_sees_changes_or_deletes_a_draft(cast: Cast, url: str) -> None:
    save(browser(cast.gail), url)
    others = [cast.len, cast.olive, cast.mo, cast.sid, cast.cora, actor_of_system()]
    for actor in others:
        with as_actor(actor):
            assert not Draft.objects.exists(), actor.officer
            assert not Draft.objects.filter(path=url).update(title="x")
            assert not Draft.objects.filter(path=url).delete()[0]
    # Len leads on this OCG, and has the same form.
    theirs = browser(cast.len)
    assert "You have a draft" not in theirs.get(url).content.decode()
    assert "Ragwort" not in theirs.get(f"{url}?draft=1").content.decode()
    assert "Your drafts" not in theirs.get("/").content.decode()
    assert "No drafts" in theirs.get("/drafts/").content.decode()
    assert save(theirs, url, 1).status_code == 409, "not even with the right version"
    assert save(theirs, url, name="Mine").status_code == 200
    with as_actor(cast.gail):
        assert Draft.objects.get().answers["name"] == ["Barnaby Ragwort"]
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Draft.objects.create(
                officer=cast.len.officer, posting=cast.len.posting, path="/x/", title="x",
                answers={}, saved_at=NOW, expires_at=NOW,
            )  # fmt: skip


def test_who_cannot_open_the_form_saves_no_draft(cast: Cast, url: str) -> None:
    assert save(browser(cast.olive), url).status_code == 404
    assert save(browser(None), url).status_code in (302, 401, 403)
    with as_actor(cast.olive):
        assert not Draft.objects.exists()


def test_only_answers_of_the_form_are_kept(cast: Cast, url: str) -> None:
    save(browser(cast.gail), url, csrfmiddlewaretoken="secret", other="x")
    with as_actor(cast.gail):
        assert Draft.objects.get().answers.keys() == TYPED.keys()


def test_short_forms_take_no_drafts(cast: Cast) -> None:
    ocg = cast.ocg()
    page, short = browser(cast.gail), f"/ocgs/{ocg.ref}/add-identifier/"
    assert "data-drafts" not in page.get(short).content.decode()
    save(page, short)
    with as_actor(cast.gail):
        assert not Draft.objects.exists()
    assert len(AddMemberForm.base_fields) > 5


def test_a_draft_too_long_is_refused_in_words(cast: Cast, url: str) -> None:
    answer = save(browser(cast.gail), url, aliases="x" * 200_001)
    assert (answer.status_code, answer.json()["message"]) == (409, TOO_LONG)


def test_the_log_says_that_a_draft_was_begun_and_not_what_is_in_it(cast: Cast, url: str) -> None:
    page = browser(cast.gail)
    save(page, url)
    save(page, url, 1, name="Somebody Else")
    with as_actor(cast.gail):
        [begun] = Event.objects.filter(verb="draft.begun")
        assert begun.detail == {"form": "Add a person"}
        assert "Ragwort" not in " ".join(str(one.detail) for one in Event.objects.all())


def test_drafts_expire_after_thirty_days(cast: Cast, url: str) -> None:
    page = browser(cast.gail)
    save(page, url)
    with clock.set_to(NOW + KEPT_FOR - timedelta(minutes=1)):
        expire_old_drafts()
        with as_actor(cast.gail):
            assert drafts_of(cast.gail).count() == 1
    with clock.set_to(NOW + KEPT_FOR + timedelta(minutes=1)):
        with as_actor(cast.gail):
            assert not drafts_of(cast.gail).exists(), "it is not offered any more"
            assert keep(cast.gail, url, "Add a person", {}, 0), "a new one takes its place"
            assert Draft.objects.count() == 1
        assert expire_drafts(actor=actor_of_system()) == 0
    with clock.set_to(NOW + 2 * KEPT_FOR + timedelta(minutes=2)):
        assert expire_drafts(actor=actor_of_system()) == 1
    with pytest.raises(Refused, match="Only an administrator"):
        expire_drafts(actor=cast.gail)


def test_the_function_that_deletes_takes_no_draft_in_force(cast: Cast, url: str) -> None:
    save(browser(cast.gail), url)
    with as_actor(cast.olive), connection.cursor() as cursor:
        cursor.execute("SELECT drafts_expire()")
        assert cursor.fetchone() == (0,)
    with as_actor(cast.gail):
        assert Draft.objects.count() == 1
