"""Joint reviews of SIO and LRO: recorded by one, confirmed or commented on by the other."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.liaison.commands.ask import ask
from broadhurst.capabilities.liaison.commands.comment_on_review import comment_on_review
from broadhurst.capabilities.liaison.commands.confirm_review import confirm_review
from broadhurst.capabilities.liaison.commands.record_meeting import record_meeting
from broadhurst.capabilities.liaison.commands.record_review import record_review
from broadhurst.capabilities.liaison.commands.seal_log import seal_log
from broadhurst.capabilities.liaison.figures.reviews import reviewed_jointly
from broadhurst.capabilities.liaison.models import JointReview, Meeting, ReviewAnswer
from broadhurst.capabilities.liaison.queries import reviews
from broadhurst.capabilities.liaison.queries.log import contact_of
from broadhurst.capabilities.liaison.queries.reviews import actions_of
from broadhurst.capabilities.liaison.queries.shown import waiting_for
from broadhurst.capabilities.register.commands.name_lead import name_lead
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.figure import SEEN
from broadhurst.foundation.workflow import Refused
from tests.at_once import at_once, refusals
from tests.conftest import NOW
from tests.doors import Machine, browser, reference_in, terminal
from tests.liaison.test_superseding import NEWER, own
from tests.people import Cast
from tests.register.partner import led_by_council

MET_ON = date(2021, 3, 1)
NEXT_ON = date(2021, 3, 29)
WORDS: dict[str, Any] = {
    "reviewed": ["plan", "requests"],
    "agreed": "The licensing team joins the next arrest day.",
    "next_on": NEXT_ON,
}


def reviewed(actor: Actor, ocg: Ocg, **changes: Any) -> JointReview:
    return record_review(actor=actor, ocg=ocg, **{"met_on": MET_ON, **WORDS, **changes})


def tasks(actor: Actor) -> list[str]:
    with as_actor(actor):
        return [one.what for one in waiting_for(actor) if "joint review" in one.what]


def test_one_lead_records_it_and_the_other_confirms(cast: Cast) -> None:
    ocg = cast.ocg()
    review = reviewed(cast.gail, ocg, attended=["Connie Pewter"])
    assert tasks(cast.len) == ["Confirm the joint review of"]
    assert tasks(cast.gail) == []
    page = browser(cast.len).get(f"/joint-reviews/{review.ref}/").content.decode()
    for said in ("Waits for the LRO", "Connie Pewter", "licensing team", "29 March 2021"):
        assert said in page
    assert "Confirm review" in page
    own = browser(cast.gail).get(f"/joint-reviews/{review.ref}/").content.decode()
    assert "Confirm review" not in own
    with pytest.raises(Refused, match="The SIO recorded this review"):
        confirm_review(actor=cast.gail, review=review)
    confirm_review(actor=cast.len, review=review)
    assert tasks(cast.len) == []
    with pytest.raises(Refused, match="Both leads agreed"):
        confirm_review(actor=cast.len, review=review)
    with pytest.raises(Refused, match="Both leads agreed"):
        comment_on_review(actor=cast.gail, review=review, comment="One more thing.")
    shown = browser(cast.gail).get(f"/ocgs/{ocg.ref}/liaison/").content.decode()
    assert "Confirmed by both" in shown


def test_the_other_answers_with_a_comment_first(cast: Cast) -> None:
    ocg = cast.ocg()
    review = reviewed(cast.len, ocg)
    comment_on_review(actor=cast.gail, review=review, comment="We also agreed on a warrant.")
    comment_on_review(actor=cast.len, review=review, comment="Yes, by Friday.")
    confirm_review(actor=cast.gail, review=review)
    page = browser(cast.len).get(f"/joint-reviews/{review.ref}/").content.decode()
    assert page.index("We also agreed on a warrant.") < page.index("Yes, by Friday.")
    with as_actor(cast.gail):
        assert ReviewAnswer.objects.filter(is_confirmed=True).count() == 1


def test_it_counts_as_contact_and_uses_the_meeting_of_the_day(cast: Cast) -> None:
    ocg = cast.ocg()
    record_meeting(actor=cast.len, ocg=ocg, met_on=MET_ON, note="At the hub")
    reviewed(cast.gail, ocg)
    with as_actor(cast.gail):
        assert Meeting.objects.count() == 1
    with clock.set_to(NOW + timedelta(days=9)):
        reviewed(cast.gail, ocg, met_on=date(2021, 3, 8), next_on=date(2021, 4, 1))
        with as_actor(cast.gail):
            contact = contact_of(ocg, current_leadership(ocg))
    assert contact is not None
    assert contact.last is not None
    assert contact.last.met_on == date(2021, 3, 8)
    with pytest.raises(Refused, match="already recorded"):
        reviewed(cast.len, ocg)


def test_its_actions_are_open_requests_and_actions_with_owner_and_date(cast: Cast) -> None:
    ocg = cast.ocg()
    address = f"/ocgs/{ocg.ref}/record-review/"
    nothing_open = "No action of the plan and no request is open."
    assert nothing_open in browser(cast.gail).get(address).content.decode()
    asked = ask(actor=cast.gail, ocg=ocg, kind="local_partners", what="Ask the council.")
    form = browser(cast.gail).get(address).content.decode()
    assert f'value="{asked.ref}"' in form
    assert nothing_open not in form
    review = reviewed(cast.gail, ocg, actions=[asked.ref])
    with as_actor(cast.gail):
        [row] = actions_of(review)
        assert (row.request, row.owner) == (asked, "Len Oakapple")
    page = browser(cast.len).get(f"/joint-reviews/{review.ref}/").content.decode()
    assert "Now: asked" in page
    with pytest.raises(Refused, match="is no longer open"):
        reviewed(cast.gail, cast.ocg(), actions=[asked.ref])


def test_every_objection(cast: Cast) -> None:
    ocg = cast.ocg()
    with pytest.raises(Refused) as refused:
        reviewed(cast.cora, ocg, reviewed=[], agreed="SECRET", next_on=MET_ON)
    assert len(refused.value.objections) == 4
    with pytest.raises(Refused, match="must be today or in the past"):
        reviewed(cast.gail, ocg, met_on=date(2021, 3, 2))


def test_a_successor_confirms_and_the_next_review_is_a_task(cast: Cast) -> None:
    ocg = cast.ocg()
    review = reviewed(cast.gail, ocg)
    name_lead(actor=cast.gail, ocg=ocg, role="lro", officer=cast.ned.officer, because="leave")
    with pytest.raises(Refused, match="Only the"):
        confirm_review(actor=cast.len, review=review)
    confirm_review(actor=cast.ned, review=review)
    assert tasks(cast.gail) == []
    with clock.set_to(datetime(2021, 3, 23, 9, tzinfo=UTC)):
        assert tasks(cast.gail) == ["Record the joint review of"]
        assert tasks(cast.ned) == ["Record the joint review of"]
        page = browser(cast.gail).get(f"/ocgs/{ocg.ref}/overview/")
        assert "Joint reviews of SIO and LRO" in page.content.decode()


def test_it_is_never_changed_and_confirmed_once(cast: Cast) -> None:
    review = reviewed(cast.gail, cast.ocg())
    confirm_review(actor=cast.len, review=review)
    with as_actor(cast.gail):
        for model in (JointReview, ReviewAnswer):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                model.objects.update(dossier=1)
        with pytest.raises(IntegrityError, match="confirmed_once"), transaction.atomic():
            ReviewAnswer.objects.create(
                dossier=review.dossier, review=review, officer=cast.len.officer, at=NOW,
                is_confirmed=True,
            )  # fmt: skip


def test_confirmed_and_commented_at_once(committed: Cast) -> None:
    review = reviewed(committed.gail, committed.ocg())
    confirm = lambda: confirm_review(actor=committed.len, review=review)  # noqa: E731
    assert len(refusals(at_once(confirm, confirm))) == 1


def test_the_figure_counts_reviews_that_both_confirmed(cast: Cast) -> None:
    ocg = cast.ocg()
    late = NOW + timedelta(days=40)
    with clock.set_to(late), as_actor(cast.gail):
        assert reviewed_jointly(SEEN, None, late.date()).numerator == 0
    with clock.set_to(NOW + timedelta(days=20)):
        review = reviewed(cast.gail, ocg, met_on=date(2021, 3, 20), next_on=date(2021, 4, 20))
    with clock.set_to(late), as_actor(cast.gail):
        assert reviewed_jointly(SEEN, None, late.date()).numerator == 0, "not confirmed"
    with clock.set_to(late):
        confirm_review(actor=cast.len, review=review)
    with clock.set_to(late + timedelta(hours=1)), as_actor(cast.gail):
        assert reviewed_jointly(SEEN, None, late.date()).numerator == 1


def test_page_api_and_terminal(cast: Cast) -> None:
    ocg = cast.ocg()
    answers = {"met_on": "2021-03-01", **WORDS, "next_on": "2021-03-29"}
    assert browser(cast.gail).post(f"/ocgs/{ocg.ref}/record-review/", answers).status_code == 302
    other = cast.ocg()
    made = Machine(cast.gail).post(f"/ocgs/{other.ref}/record-review", **answers)
    assert made.status_code == 201, made.content
    ref = made.json()["ref"]
    path = f"/joint-reviews/{ref}"
    said = Machine(cast.len).post(f"{path}/comment", comment="And the warrant.")
    assert said.status_code == 200, said.content
    assert Machine(cast.len).post(f"{path}/confirm").json()["is_confirmed"] is True
    assert Machine(cast.len).get(path).json()["is_confirmed"] is True
    [listed] = Machine(cast.len).get(f"/ocgs/{other.ref}/joint-reviews").json()["items"]
    assert listed["ref"] == ref
    third = cast.ocg()
    words = ["--met-on=2021-03-01", "--next-on=2021-03-29", "--reviewed=plan", "--agreed=Yes."]
    done = terminal(cast.gail, "liaison", "record-review", third.ref, *words)
    ref = reference_in(done.output)
    assert done.output == f"Joint review {ref} is recorded. The other lead confirms it.\n"
    shown = terminal(cast.len, "liaison", "joint-reviews", third.ref).output
    assert shown == (
        f"{ref}  met on 1 March 2021  not confirmed  next review agreed for 29 March 2021\n"
    )
    done = terminal(cast.len, "liaison", "comment-on-review", ref, "--comment", "Agreed.")
    assert done.output == f"Your comment on joint review {ref} is added.\n"
    done = terminal(cast.len, "liaison", "confirm-review", ref)
    assert done.output == f"You confirmed joint review {ref}.\n"


def test_a_liaison_page_asks_as_often_for_many_reviews(cast: Cast) -> None:
    ocg, client = cast.ocg(), browser(cast.gail)
    reviewed(cast.gail, ocg)
    client.get(f"/ocgs/{ocg.ref}/liaison/")
    with CaptureQueriesContext(connection) as few:
        client.get(f"/ocgs/{ocg.ref}/liaison/")
    with clock.set_to(NOW + timedelta(days=9)):
        for day in range(2, 6):
            reviewed(cast.len, ocg, met_on=date(2021, 3, day))
        with CaptureQueriesContext(connection) as many:
            client.get(f"/ocgs/{ocg.ref}/liaison/")
    assert len(many) <= len(few)


def test_an_lro_of_a_partner_reviews_jointly_and_reads_the_log(cast: Cast) -> None:
    ocg, connie = cast.ocg(), cast.connie
    led_by_council(cast, ocg)
    first = own(cast, ocg)
    own(cast, ocg, supersedes=first, **NEWER)
    copy = seal_log(actor=cast.gail, ocg=ocg)
    asked = ask(actor=cast.gail, ocg=ocg, kind="local_partners", what="Ask the council.")
    review = reviewed(cast.gail, ocg, actions=[asked.ref])
    page = browser(connie)
    for path in (
        f"/joint-reviews/{review.ref}/",
        f"/policy-log/{first.ref}/",
        f"/ocgs/{ocg.ref}/policy-log/",
    ):
        assert page.get(path).status_code == 200, path
    # They read the log, but are given no sealed copy of it.
    assert page.get(f"/log-copies/{copy.ref}/").status_code == 404
    assert page.get(f"/log-copies/{copy.ref}/policy-log.pdf").status_code == 404
    assert page.post(f"/joint-reviews/{review.ref}/confirm/").status_code == 302
    with clock.set_to(NOW + timedelta(days=3)):
        reviewed(connie, ocg, met_on=date(2021, 3, 3))
    assert "Seal a copy" not in page.get(f"/ocgs/{ocg.ref}/policy-log/").content.decode()


def test_olive_sees_none_and_nobody_signs_in(cast: Cast) -> None:
    ocg = cast.ocg()
    review = reviewed(cast.gail, ocg)
    for path in (
        f"/ocgs/{ocg.ref}/record-review",
        f"/joint-reviews/{review.ref}/confirm",
        f"/joint-reviews/{review.ref}/comment",
    ):
        assert browser(cast.olive).get(f"{path}/").status_code == 404
        assert Machine(cast.olive).post(path).status_code == 404
        assert browser(None).get(f"{path}/").status_code == 302
        assert Machine(None).post(path).status_code == 401
    assert browser(cast.olive).get(f"/joint-reviews/{review.ref}/").status_code == 404
    assert Machine(cast.olive).get(f"/joint-reviews/{review.ref}").status_code == 404
    assert terminal(cast.olive, "liaison", "confirm-review", review.ref).exit_code == 1


def test_a_new_pair_has_as_long_as_the_last_pair_gave_itself(cast: Cast) -> None:
    ocg = cast.ocg()
    confirm_review(actor=cast.len, review=reviewed(cast.gail, ocg))  # the next: 28 days later
    with clock.set_to(NOW + timedelta(days=27)):
        name_lead(actor=cast.gail, ocg=ocg, role="lro", officer=cast.ned.officer, because="Moved")
    for days, overdue, waits in ((29, False, False), (50, False, True), (56, True, True)):
        with clock.set_to(NOW + timedelta(days=days)):
            assert tasks(cast.ned) == (["Record the joint review of"] if waits else []), days
            shown = browser(cast.gail).get(f"/ocgs/{ocg.ref}/").content.decode()
            assert ("Record the joint review of" in shown) is overdue, days
    with clock.set_to(NOW + timedelta(days=50)), as_actor(cast.gail):
        (task,) = [one for one in waiting_for(cast.gail) if "joint review" in one.what]
        assert task.due == date(2021, 4, 25), "28 days from 28 March"
        page = browser(cast.gail).get(f"/ocgs/{ocg.ref}/liaison/").content.decode()
        assert "Next joint review on 25 April 2021." in page
        overview = browser(cast.gail).get(f"/ocgs/{ocg.ref}/overview/").content.decode()
        assert "25 April 2021" in overview
        assert "29 March 2021" not in overview


def test_the_same_pair_keeps_the_day_that_it_agreed(cast: Cast) -> None:
    ocg = cast.ocg()
    confirm_review(actor=cast.len, review=reviewed(cast.gail, ocg))
    with clock.set_to(NOW + timedelta(days=29)), as_actor(cast.len):
        (task,) = [one for one in waiting_for(cast.len) if "joint review" in one.what]
        assert task.due == NEXT_ON


def test_a_review_that_is_not_due_yet_takes_the_place_of_none_that_is(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reviews, "AT_MOST", 1)
    handed_over, kept = cast.ocg(), cast.ocg()
    confirm_review(actor=cast.len, review=reviewed(cast.gail, handed_over))
    later = NEXT_ON + timedelta(days=1)
    confirm_review(actor=cast.len, review=reviewed(cast.gail, kept, next_on=later))
    with clock.set_to(NOW + timedelta(days=27)):
        name_lead(
            actor=cast.gail, ocg=handed_over, role="lro", officer=cast.ned.officer, because="Moved"
        )
    with clock.set_to(NOW + timedelta(days=29)), as_actor(cast.gail):
        (task,) = [one for one in waiting_for(cast.gail) if "joint review" in one.what]
        assert (task.about, task.due) == (kept.name, later)
