"""Passing an open referral to a named new holder, as a transfer does."""

import pytest

from broadhurst.capabilities.safeguarding.commands.pass_on import pass_on
from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused
from tests.doors import browser
from tests.people import Cast
from tests.safeguarding.story import referral


def test_the_new_holder_sees_it_and_the_old_holds_it_no_more(cast: Cast) -> None:
    sent = referral(cast, cast.ocg())
    moved = pass_on(
        actor=cast.gail, referral=sent, holder=cast.rita.officer, because="Copper Heron moved"
    )
    assert moved.holder == cast.rita.officer
    with as_actor(cast.rita):
        assert Referral.objects.filter(pk=sent.pk).exists()
    with as_actor(cast.gail):
        ended = Grant.objects.get(dossier=sent.dossier_id, officer=cast.len.officer)
    assert ended.until_at is not None
    assert (
        "ROCU investigations" in browser(cast.sid).get(f"/referrals/{sent.ref}/").content.decode()
    )


def test_the_team_is_told_whom_to_ring_and_nothing_of_the_ocg(cast: Cast) -> None:
    sent = referral(cast, cast.ocg())
    pass_on(actor=cast.gail, referral=sent, holder=cast.rita.officer, because="Copper Heron moved")
    with as_actor(cast.sid):
        told = [words(event) for event in Event.objects.filter(subject=sent.ref)]
    assert len(told) == 2
    assert told[0].startswith("Rita Quillfeather, ROCU investigations, now holds referral")
    assert "Copper Heron" not in " ".join(told)


def test_a_holder_stays_a_holder(cast: Cast) -> None:
    sent = referral(cast, cast.ocg())
    pass_on(actor=cast.gail, referral=sent, holder=cast.len.officer, because="Stays as LRO")
    with as_actor(cast.gail):
        held = Grant.objects.get(dossier=sent.dossier_id, officer=cast.len.officer)
    assert held.until_at is None


def test_it_says_why_and_the_holder_is_in_post(cast: Cast) -> None:
    sent = referral(cast, cast.ocg())
    cast.rita.posting.until_on = cast.rita.posting.from_on.replace(year=2020)
    cast.rita.posting.save()
    with pytest.raises(Refused) as refused:
        pass_on(actor=cast.gail, referral=sent, holder=cast.rita.officer, because="")
    assert len(refused.value.objections) == 2
