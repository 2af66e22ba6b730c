"""When a request must be answered."""

from datetime import datetime, timedelta

from broadhurst.capabilities.liaison.queries.follow_up import end_of_day
from broadhurst.capabilities.liaison.rules.requesting import ANSWER_WITHIN, URGENT_ANSWER_WITHIN
from broadhurst.capabilities.register.queries.leadership import Leadership
from broadhurst.foundation import clock


def answer_due_at(leadership: Leadership, *, is_urgent: bool) -> datetime:
    """Return when a request made now must be answered."""
    if is_urgent:
        return clock.now() + timedelta(hours=URGENT_ANSWER_WITHIN)
    nation = leadership.owner.agency.nation
    last = clock.add_working_days(clock.today(), ANSWER_WITHIN, nation)
    return end_of_day(last)
