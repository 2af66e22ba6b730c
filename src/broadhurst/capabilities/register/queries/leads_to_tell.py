"""Find the leads to notify of an action or event that is coming up soon."""

from datetime import date, timedelta

from broadhurst.capabilities.register.queries.leadership import Leadership
from broadhurst.foundation import clock
from broadhurst.foundation.agencies.models import Officer

# Days ahead. The other lead is told at once of what is added with less time than this. Anything
# later is on the liaison page. The project's own policy.
SOON = 14


def leads_to_tell(leadership: Leadership, happens_on: date) -> list[Officer]:
    """Return the SIO and the LRO, if the action or event on their OCG is soon."""
    if happens_on > clock.today() + timedelta(days=SOON):
        return []
    return [lead.officer for lead in leadership.leads if lead.role in ("sio", "lro")]
