"""Two officers who share out the same post at the same moment cannot pay it twice."""

from datetime import date

from broadhurst.capabilities.funding.commands.edit_line import edit_line
from broadhurst.capabilities.funding.commands.fill_post import fill_post
from broadhurst.capabilities.funding.commands.rest_post import rest_post
from broadhurst.capabilities.funding.models import Rest
from broadhurst.foundation.access.wall import as_actor
from tests.at_once import at_once, refusals
from tests.funding.money import NEXT, make_room
from tests.people import Cast


def test_shares_of_one_post_never_exceed_the_whole(committed: Cast) -> None:
    room = make_room(committed)
    post, one, two = room.post(), room.line(), room.line(name="Force money")
    outcomes = at_once(
        lambda: rest_post(actor=committed.cass, post=post, line=one, share=60),
        lambda: rest_post(actor=room.acton, post=post, line=two, share=60),
    )
    assert len(refusals(outcomes)) == 1
    assert "120 per cent" in refusals(outcomes)[0]
    with as_actor(committed.cass):
        assert Rest.objects.count() == 1


def test_new_days_of_a_line_and_a_new_share_do_not_pass_each_other(committed: Cast) -> None:
    room = make_room(committed)
    post, one = room.post(), room.line()
    later = room.line(name="Next year", first_day=NEXT[0], last_day=NEXT[1])
    room.rest(post, one)
    facts = {
        name: getattr(later, name)
        for name in ("name", "instrument", "amount", "last_day", "ring_fence", "funder")
    }
    outcomes = at_once(
        lambda: rest_post(actor=committed.cass, post=post, line=later, share=100),
        lambda: edit_line(
            actor=room.acton, line=later, first_day=date(2021, 3, 1), because="x", **facts
        ),
    )
    assert len(refusals(outcomes)) == 1


def test_a_post_is_filled_once(committed: Cast) -> None:
    room = make_room(committed)
    post = room.post()
    outcomes = at_once(
        lambda: fill_post(actor=committed.cass, post=post, filled_on=date(2021, 1, 1)),
        lambda: fill_post(actor=room.acton, post=post, filled_on=date(2021, 2, 1)),
    )
    assert "is filled" in refusals(outcomes)[0]
