"""The last posting of an officer ends at once only when nothing is left to give to others."""

import re
from datetime import timedelta

import pytest

from broadhurst.capabilities.establishment.commands.close_account import close_account
from broadhurst.capabilities.leavers.commands.leave_posting import leave_posting
from broadhurst.capabilities.register.commands.name_lead import name_lead
from broadhurst.foundation import clock
from broadhurst.foundation.agencies.models import Posting
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.cover.test_cover import posted
from tests.doors import Machine, browser, terminal
from tests.people import Cast

TODAY = NOW.date()
STILL = "Gail Fernsby still has 2 OCGs to lead, and this is the last posting."


def test_last_posting_does_not_end_while_the_officer_leads(cast: Cast) -> None:
    ocgs = [cast.ocg() for _ in range(2)]
    posting = cast.gail.posting
    with pytest.raises(Refused, match=STILL):
        leave_posting(actor=cast.system, posting=posting, until_on=TODAY)
    assert Posting.objects.get(pk=posting.pk).until_on is None
    ann = posted(cast, "Ann Sparrow", cast.gail.unit, "investigator")
    with clock.set_to(NOW + timedelta(hours=1)):
        for ocg in ocgs:
            name_lead(actor=cast.gail, ocg=ocg, role="sio", officer=ann.officer, because="Leaves")
        ended = leave_posting(actor=cast.system, posting=posting, until_on=TODAY)
    assert ended.until_on == TODAY


def test_a_later_day_another_posting_and_a_closed_account_are_no_obstacle(cast: Cast) -> None:
    cast.ocg()
    later = TODAY + timedelta(days=30)
    assert leave_posting(actor=cast.system, posting=cast.gail.posting, until_on=later)
    again = Posting.objects.create(
        ref="POSTING99", officer=cast.len.officer, unit=cast.cora.unit, title="Inspector",
        roles=["investigator"], from_on=TODAY,
    )  # fmt: skip
    assert leave_posting(actor=cast.system, posting=cast.len.posting, until_on=TODAY)
    with pytest.raises(Refused, match="Len Oakapple still has 1 OCG to lead"):
        leave_posting(actor=cast.system, posting=again, until_on=TODAY)
    assert close_account(actor=cast.system, officer=cast.len.officer, reason="Suspended")


def test_refusal_is_beside_the_field_at_each_door(cast: Cast) -> None:
    for _ in range(2):
        cast.ocg()
    ref = cast.gail.posting.ref
    page = browser(cast.system).post(
        f"/administration/postings/{ref}/end/", {"until_on": str(TODAY)}
    )
    assert page.status_code == 409
    beside = re.search(r'id="id_until_on[^"]*error"[^>]*>(.*?)</p>', page.content.decode(), re.S)
    assert beside
    assert STILL in beside.group(0)
    answer = Machine(cast.system).post(f"/postings/{ref}/end", until_on=str(TODAY))
    assert answer.status_code == 409
    assert STILL in answer.content.decode()
    said = ["establishment", "end-posting", ref, "--until-on", str(TODAY), "--anyway"]
    assert STILL in terminal(cast.system, *said).output


def test_who_may_not_end_it_learns_no_number(cast: Cast) -> None:
    cast.ocg()
    with pytest.raises(Refused) as refused:
        leave_posting(actor=cast.olive, posting=cast.gail.posting, until_on=TODAY)
    assert "OCG" not in str(refused.value)
