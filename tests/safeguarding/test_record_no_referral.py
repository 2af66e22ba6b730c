"""The prompt to refer a child or an exploited person, and record_no_referral."""

import html
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from broadhurst.capabilities.members.commands.add_member import add_member
from broadhurst.capabilities.members.commands.edit_member import edit_member
from broadhurst.capabilities.members.commands.remove_member import remove_member
from broadhurst.capabilities.register.models import Membership, Ocg
from broadhurst.capabilities.safeguarding.commands.record_no_referral import record_no_referral
from broadhurst.capabilities.safeguarding.commands.refer import refer
from broadhurst.capabilities.safeguarding.models import NotReferred
from broadhurst.capabilities.safeguarding.queries.shown import waiting_for
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.people import Cast

TODAY = date(2021, 3, 1)
CHILD = {
    "name": "Tilly Marchbank", "category": "suspect", "part": "peripheral",
    "born_on": date(2003, 3, 2), "is_exploited": False,
}  # fmt: skip
WHY = {"because": "The team is working with them already."}


def added(cast: Cast, ocg: Ocg, **changes: object) -> Membership:
    return add_member(actor=cast.gail, ocg=ocg, **(CHILD | changes))


def tasks(actor: Actor) -> list[str]:
    with as_actor(actor):
        return [one.href for one in waiting_for(actor) if "referral for" in one.what]


@pytest.mark.parametrize(
    ("born_on", "is_exploited", "asked"),
    [
        (date(2003, 3, 2), False, True),  # 18 tomorrow
        (date(2003, 3, 1), False, False),  # 18 today
        (date(1990, 1, 1), True, True),
        (None, False, False),
    ],
)
def test_whom_the_sio_is_asked_to_refer(
    cast: Cast, born_on: date | None, is_exploited: bool, asked: bool
) -> None:
    ocg = cast.ocg()
    member = added(cast, ocg, born_on=born_on, is_exploited=is_exploited)
    href = f"/ocgs/{ocg.ref}/refer/?person={member.ref}"
    assert tasks(cast.gail) == ([href] if asked else [])
    assert tasks(cast.len) == []  # the LRO holds the referral; the SIO makes it


def test_a_correction_does_not_begin_the_time_to_refer_again(cast: Cast) -> None:
    ocg = cast.ocg()
    given = CHILD | {"born_on": date(1990, 1, 1)}
    member = added(cast, ocg, **given)
    changes: list[dict[str, object]] = [
        {"is_exploited": True}, {"is_exploited": True, "part": "associate"},
        {"is_exploited": True, "category": "victim"},
    ]  # fmt: skip
    for days, change in enumerate(changes, start=1):
        with clock.set_to(NOW + timedelta(days=10 * days)):
            member = edit_member(actor=cast.gail, member=member, **(given | change), because="Seen")
    with as_actor(cast.gail):
        [task] = [one for one in waiting_for(cast.gail) if "referral for" in one.what]
    assert task.due == date(2021, 3, 12)  # a day after the exploitation was first recorded


def test_tasks_about_two_children_are_told_apart(cast: Cast) -> None:
    ocg, young = cast.ocg(), {"born_on": date(2008, 5, 4)}
    members = [added(cast, ocg, name=f"{name} Exampleford", **young) for name in ("Sam", "Kit")]
    with as_actor(cast.gail):
        shown = [(one.task, one.ref) for one in waiting_for(cast.gail)]
    task = f"Make a safeguarding referral for a child on {ocg.name}"
    assert shown == [(task, member.person.ref) for member in members]
    home = browser(cast.gail).get("/").content.decode()
    assert "Exampleford" not in home
    assert all(member.person.ref in home for member in members)


def test_adding_a_child_prompts_a_referral_with_the_person_chosen(cast: Cast) -> None:
    ocg, page = cast.ocg(), browser(cast.gail)
    typed = {
        "name": "Tilly Marchbank", "category": "victim", "part": "peripheral",
        "is_exploited": "on", "born_on_day": "2", "born_on_month": "3", "born_on_year": "2006",
    }  # fmt: skip
    answer = page.post(f"/ocgs/{ocg.ref}/add-member/", typed, follow=True).content.decode()
    assert "Tilly Marchbank is a child. " in answer
    assert ">Start a safeguarding referral</a>" in answer
    assert ">say why none is needed</a>" in answer
    [warning, done] = answer.split('aria-labelledby="message-')[1:]
    assert (">Important</h2>" in warning, ">Done</h2>" in done) == (True, True)
    [href] = tasks(cast.gail)
    assert href in html.unescape(answer)
    form = page.get(href).content.decode()
    with as_actor(cast.gail):
        ref = ocg.memberships.get().person.ref
    assert f'<option value="{ref}" selected>' in form
    assert f"/people/{ref}/no-referral/" in form
    assert f"/people/{ref}/no-referral/" in warning
    told = Machine(cast.gail).post(
        f"/ocgs/{ocg.ref}/add-member", name="Pip", category="suspect", part="peripheral",
        born_on="2006-03-02",
    )  # fmt: skip
    assert told.json()["needs_safeguarding"] is True
    given = ["--name=Pat", "--category=victim", "--part=peripheral", "--is-exploited"]
    added = terminal(cast.gail, "register", "add-member", ocg.ref, *given)
    assert f"broadhurst safeguarding refer {ocg.ref} --person PER-" in added.output
    assert "broadhurst safeguarding no-referral PER-" in added.output


def test_a_suspect_who_is_a_child_has_the_tag_of_a_child(cast: Cast) -> None:
    ocg = cast.ocg()
    added(cast, ocg, name="Pip Ash")
    added(cast, ocg, name="Perry Glasswell", born_on=date(1990, 5, 4))
    shown = browser(cast.gail).get(f"/ocgs/{ocg.ref}/people/").content.decode()
    rows = {name: row for row in shown.split("<tr")
            for name in ("Pip Ash", "Perry Glasswell") if name in row}  # fmt: skip
    assert ">Child<" in rows["Pip Ash"].replace("\n", "")
    assert "Child" not in rows["Perry Glasswell"]


def test_the_task_ends_with_a_referral_or_a_reason(cast: Cast) -> None:
    ocg = cast.ocg()
    one, other = added(cast, ocg), added(cast, ocg, name="Pip Larkspurre")
    assert len(tasks(cast.gail)) == 2
    refer(
        actor=cast.gail, ocg=ocg, person=one.person, destination="mash", team=cast.sid.unit,
        consent="not_needed",
    )  # fmt: skip
    record_no_referral(actor=cast.gail, member=other, **WHY)
    assert tasks(cast.gail) == []
    shown = browser(cast.gail).get(f"/ocgs/{ocg.ref}/safeguarding/").content.decode()
    assert WHY["because"] in shown
    with as_actor(cast.gail):
        detail = str(Event.objects.get(verb="referral.not_needed").detail)
    assert "working with them" not in detail


def test_a_reason_holds_until_there_is_another_risk(cast: Cast) -> None:
    member = added(cast, cast.ocg())
    record_no_referral(actor=cast.gail, member=member, **WHY)
    given = CHILD | {"is_exploited": True, "because": "Seen in a cuckooed flat."}
    with clock.set_to(NOW + timedelta(hours=1)):
        edit_member(actor=cast.gail, member=member, **given)
        assert len(tasks(cast.gail)) == 1


def test_who_is_not_at_risk_needs_no_reason_and_a_stranger_gives_none(cast: Cast) -> None:
    ocg = cast.ocg()
    adult = added(cast, ocg, born_on=date(1990, 1, 1))
    with pytest.raises(Refused, match="not recorded as a child"):
        record_no_referral(actor=cast.gail, member=adult, **WHY)
    with pytest.raises(Refused, match="Only the owning unit"):
        record_no_referral(actor=cast.mo, member=added(cast, ocg, name="Kit Furze"), **WHY)


def test_who_is_removed_is_asked_of_no_more_but_their_referral_stays_shown(cast: Cast) -> None:
    ocg = cast.ocg()
    one, other = added(cast, ocg), added(cast, ocg, name="Pip Larkspurre")
    sent = refer(
        actor=cast.gail, ocg=ocg, person=one.person, destination="mash", team=cast.sid.unit,
        consent="not_needed",
    )  # fmt: skip
    for member in (one, other):
        remove_member(actor=cast.gail, member=member, why="left", because="Moved away")
    assert tasks(cast.gail) == []
    shown = browser(cast.gail).get(f"/ocgs/{ocg.ref}/safeguarding/").content.decode()
    assert sent.ref in shown
    assert "Removed from this OCG" in shown
    assert "Pip Larkspurre" not in shown


def test_three_doors_and_those_who_must_not(cast: Cast) -> None:
    ocg = cast.ocg()
    refs = [added(cast, ocg, name=name).ref for name in ("Pip Ash", "Kit Elm", "Otis Oak")]
    page = browser(cast.gail)
    assert "Pip Ash" in page.get(f"/people/{refs[0]}/no-referral/").content.decode()
    assert page.post(f"/people/{refs[0]}/no-referral/", {}).status_code == 422
    assert page.post(f"/people/{refs[0]}/no-referral/", WHY).status_code == 302
    assert Machine(cast.gail).post(f"/people/{refs[1]}/no-referral", **WHY).status_code == 201
    done = terminal(cast.gail, "safeguarding", "no-referral", refs[2], "--because", WHY["because"])
    assert done.exit_code == 0, done.output
    with as_actor(cast.gail):
        assert NotReferred.objects.count() == 3
    for stranger in (cast.olive, cast.sid):
        assert browser(stranger).get(f"/people/{refs[0]}/no-referral/").status_code == 404
        assert Machine(stranger).post(f"/people/{refs[0]}/no-referral").status_code == 404
    assert Machine(None).post(f"/people/{refs[0]}/no-referral").status_code == 401


def test_a_reason_is_never_changed(cast: Cast) -> None:
    record_no_referral(actor=cast.gail, member=added(cast, cast.ocg()), **WHY)
    with as_actor(cast.gail), pytest.raises(DatabaseError, match="permission denied"):  # noqa: SIM117
        with transaction.atomic():
            NotReferred.objects.update(because="Other")
