"""Record that SIO and LRO met, and count the days since."""

from datetime import UTC, date, datetime

import pytest

from broadhurst.capabilities.liaison.commands.record_meeting import record_meeting
from broadhurst.capabilities.liaison.queries.log import contact_of
from broadhurst.capabilities.register.commands.name_lead import name_lead
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.people import Cast

NEXT_WEEK = datetime(2021, 3, 8, 9, 0, tzinfo=UTC)


def days(cast: Cast, ocg: Ocg) -> int:
    with as_actor(cast.gail):
        contact = contact_of(ocg, current_leadership(ocg))
    assert contact is not None
    return contact.days


def test_the_rhythm_counts_from_the_last_meeting_of_the_present_pair(cast: Cast) -> None:
    ocg = cast.ocg()
    with clock.set_to(NEXT_WEEK):
        assert days(cast, ocg) == 7, "they have led together for a week without meeting"
        record_meeting(actor=cast.len, ocg=ocg, met_on=date(2021, 3, 5), note="At the hub")
        record_meeting(actor=cast.gail, ocg=ocg, met_on=date(2021, 3, 3))
        assert days(cast, ocg) == 3
        name_lead(actor=cast.gail, ocg=ocg, role="lro", officer=cast.ned.officer, because="leave")
        assert days(cast, ocg) == 0, "a new pair starts afresh"


def test_every_objection(cast: Cast) -> None:
    ocg = cast.ocg()
    with pytest.raises(Refused) as refused:
        record_meeting(actor=cast.cora, ocg=ocg, met_on=date(2021, 3, 2), note="SECRET")
    assert len(refused.value.objections) == 3
    with pytest.raises(Refused, match="after the day the OCG was registered"):
        record_meeting(actor=cast.gail, ocg=ocg, met_on=date(2021, 2, 28))


def test_page_api_and_terminal(cast: Cast) -> None:
    ocg = cast.ocg()
    page, address = browser(cast.gail), f"/ocgs/{ocg.ref}/record-meeting/"
    shown = page.get(f"/ocgs/{ocg.ref}/liaison/").content.decode()
    assert "no meeting is recorded" in shown
    assert page.post(address, {"met_on": "2021-02-31"}).status_code == 422
    assert page.post(address, {"met_on": "2021-03-01", "note": "At the hub"}).status_code == 302
    shown = page.get(f"/ocgs/{ocg.ref}/liaison/").content.decode()
    assert "At the hub" in shown
    assert "last met on 1 March 2021, today." in shown
    again = page.post(address, {"met_on": "2021-03-01"})
    assert again.status_code == 409
    assert (
        'href="#id_met_on_day">A meeting on that day is already recorded' in again.content.decode()
    )
    other = cast.ocg(name="Iron Lapwing")
    answer = Machine(cast.len).post(f"/ocgs/{other.ref}/record-meeting", met_on="2021-03-01")
    assert answer.json()["lro"] == "len-oakapple"
    third = cast.ocg(name="Slate Curlew")
    done = terminal(cast.len, "liaison", "record-meeting", third.ref, "--met-on", "2021-03-01")
    assert done.output == f"The meeting on 1 March 2021 about {third.ref} is recorded.\n"


def test_olive_may_not_see_it_and_nobody_signs_in(cast: Cast) -> None:
    path = f"/ocgs/{cast.ocg().ref}/record-meeting"
    assert browser(cast.olive).get(f"{path}/").status_code == 404
    assert Machine(cast.olive).post(path).status_code == 404
    assert browser(None).get(f"{path}/").status_code == 302
    assert Machine(None).post(path).status_code == 401
