"""A corrected name or date of birth reaches the team that has the referral."""

from datetime import date
from typing import Any

from broadhurst.capabilities.members.commands.add_identifier import add_identifier
from broadhurst.capabilities.members.commands.edit_identifier import edit_identifier
from broadhurst.capabilities.members.commands.edit_member import edit_member
from broadhurst.capabilities.register.models import Membership, Person
from broadhurst.capabilities.safeguarding.commands.acknowledge import acknowledge
from broadhurst.capabilities.safeguarding.commands.decide import decide
from broadhurst.capabilities.safeguarding.commands.refer import refer
from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.capabilities.safeguarding.queries.at_risk import to_refer
from broadhurst.capabilities.safeguarding.queries.policy import due
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.notices.queries import notices_of
from broadhurst.foundation.notices.words import words
from tests.conftest import NOW
from tests.people import Cast
from tests.safeguarding.story import ADULT, CHILD, person, referral

RIGHT = "Milly Marchbank"


def corrected(cast: Cast, who: Person, **changes: Any) -> None:
    with as_actor(cast.gail):
        member = Membership.objects.select_related("person", "ocg__dossier").get(person=who)
    given = {
        "name": member.person.name, "category": member.category, "part": member.part,
        "is_exploited": member.is_exploited, "born_on": member.person.born_on,
        "because": "Birth certificate",
    }  # fmt: skip
    edit_member(actor=cast.gail, member=member, **(given | changes))


def told(cast: Cast, verb: str) -> list[str]:
    with as_actor(cast.sid):
        return [words(one.event) for one in notices_of(cast.sid).filter(event__verb=verb)]


def now(cast: Cast, one: Referral) -> Referral:
    with as_actor(cast.sid):
        return Referral.objects.get(pk=one.pk)


def test_the_team_reads_the_corrected_name_and_is_told_without_it(cast: Cast) -> None:
    ocg = cast.ocg()
    who = person(cast, ocg)
    sent, closed = referral(cast, ocg, person=who), referral(
        cast, ocg, person=who, destination="complex_safeguarding"
    )  # fmt: skip
    acknowledge(actor=cast.sid, referral=closed)
    decide(actor=cast.sid, referral=closed, decision="taken_on")
    corrected(cast, who, name=RIGHT)
    assert now(cast, sent).person_name == now(cast, closed).person_name == RIGHT
    assert told(cast, "referral.name_corrected") == [
        f"Gail Fernsby corrected the person’s name in referral {ref}. Open the referral to read it."
        for ref in (closed.ref, sent.ref)
    ]
    with as_actor(cast.gail):
        events = Event.objects.filter(verb__startswith="referral.")
        assert not [one for one in events if "Marchbank" in str(one.detail)]


def test_a_correction_of_something_else_tells_the_team_nothing(cast: Cast) -> None:
    ocg = cast.ocg()
    who = person(cast, ocg)
    referral(cast, ocg, person=who)
    phone = add_identifier(
        actor=cast.gail, ocg=ocg, kind="phone", value="07700 900123", person=who
    )  # fmt: skip
    edit_identifier(
        actor=cast.gail, identifier=phone, kind="phone", value="07700 900124", because="Typo",
        person=who,
    )  # fmt: skip
    corrected(cast, who, part="associate", sex="f")
    assert not [one for verb in ("name", "age") for one in told(cast, f"referral.{verb}_corrected")]


def test_a_notified_adult_stays_without_a_name(cast: Cast) -> None:
    ocg = cast.ocg()
    who = person(cast, ocg, born_on=ADULT)
    sent = referral(cast, ocg, person=who, destination="nrm", consent="refused_duty_to_notify")
    corrected(cast, who, name=RIGHT)
    assert now(cast, sent).person_name == ""
    assert told(cast, "referral.name_corrected") == []
    corrected(cast, who, name=RIGHT, born_on=CHILD)
    assert (now(cast, sent).person_name, now(cast, sent).is_child) == ("", False)
    [said] = told(cast, "referral.to_make_again")
    assert "is a child" in said
    assert "withdraw it and make a new one" in said
    with as_actor(cast.gail):  # and the SIO is asked to refer the child
        assert [one.person for one in to_refer(cast.gail.officer)] == [who]
    refer(
        actor=cast.gail, ocg=ocg, person=who, destination="mash", team=cast.sid.unit,
        consent="not_needed",
    )  # fmt: skip
    with as_actor(cast.gail):
        assert to_refer(cast.gail.officer) == []


def test_a_corrected_date_of_birth_makes_a_child_of_an_adult_with_its_clock(cast: Cast) -> None:
    ocg = cast.ocg()
    who = person(cast, ocg, born_on=ADULT)
    sent = referral(cast, ocg, person=who)
    corrected(cast, who, born_on=CHILD)
    after = now(cast, sent)
    expected = due(
        "acknowledge", destination="mash", team=cast.sid.unit, is_child=True, sent_on=NOW.date()
    )
    assert (after.is_child, after.ack_due_on) == (True, expected)
    assert expected != sent.ack_due_on
    assert after.next_chase_on == expected
    [said] = told(cast, "referral.age_corrected")
    assert "is a child" in said
    corrected(cast, who, born_on=ADULT)
    assert not now(cast, sent).is_child
    assert now(cast, sent).ack_due_on is None


def test_who_may_be_a_child_stays_one_until_the_date_of_birth_is_known(cast: Cast) -> None:
    ocg = cast.ocg()
    who = person(cast, ocg, born_on=None)
    sent = referral(cast, ocg, person=who, may_be_child=True)
    corrected(cast, who, sex="f")
    assert now(cast, sent).is_child
    corrected(cast, who, born_on=date(1999, 1, 1))
    assert not now(cast, sent).is_child
