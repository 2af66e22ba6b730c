"""Figures of safeguarding, at any date."""

from datetime import UTC, date, datetime

from broadhurst.capabilities.safeguarding.commands.acknowledge import acknowledge
from broadhurst.capabilities.safeguarding.figures import (
    referrals_acknowledged_in_time,
    referrals_made,
    referrals_unacknowledged,
)
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.figure import SEEN
from tests.people import Cast
from tests.safeguarding.story import referral


def test_each_counts_what_stood_at_the_end_of_the_day(cast: Cast) -> None:
    sent = referral(cast, cast.ocg())  # on 1 March, to be acknowledged on 2 March
    with clock.set_to(datetime(2021, 3, 4, 9, 0, tzinfo=UTC)):
        acknowledge(actor=cast.sid, referral=sent)
    with clock.set_to(datetime(2021, 3, 9, 9, 0, tzinfo=UTC)), as_actor(cast.gail):
        overdue = {
            day: referrals_unacknowledged(SEEN, None, date(2021, 3, day)).value
            for day in (1, 2, 3, 4)
        }
        assert overdue == {1: 0, 2: 1, 3: 1, 4: 0}
        assert referrals_made(SEEN, date(2021, 3, 1), date(2021, 3, 1)).value == 1
        assert referrals_made(SEEN, date(2021, 3, 2), date(2021, 3, 9)).value == 0
        (record,) = referrals_made(SEEN, None, date(2021, 3, 9)).records
        hub = "Multi-agency safeguarding hub (MASH)"
        assert record.text == f"{hub}: Complex Safeguarding Bolton, sent 1 March 2021"
        late = referrals_acknowledged_in_time(SEEN, None, date(2021, 3, 9))
        assert late.in_words == "none of 1 referral"
        assert referrals_acknowledged_in_time(SEEN, None, date(2021, 3, 1)).behind == 0
    with clock.set_to(datetime(2021, 3, 2, 22, 0, tzinfo=UTC)), as_actor(cast.gail):
        assert referrals_unacknowledged(SEEN, None, date(2021, 3, 2)).value == 0, (
            "the day is not over"
        )
    with as_actor(cast.olive):
        assert referrals_made(SEEN, None, date(2021, 3, 9)).value == 0


def test_a_referral_acknowledged_on_the_day_it_is_due_is_in_time(cast: Cast) -> None:
    sent = referral(cast, cast.ocg())
    with clock.set_to(datetime(2021, 3, 2, 23, 30, tzinfo=UTC)):
        acknowledge(actor=cast.sid, referral=sent)
    with clock.set_to(datetime(2021, 3, 9, 9, 0, tzinfo=UTC)), as_actor(cast.gail):
        figure = referrals_acknowledged_in_time(SEEN, None, date(2021, 3, 9))
        assert figure.in_words == "1 of 1 referral"
