"""Count what an officer still has, for an administrator who ends the last posting.

Administrators see no OCG, so the counts bypass row-level security.
"""

from broadhurst.capabilities.orders.models import Order
from broadhurst.capabilities.register.models import Cover, Lead
from broadhurst.capabilities.register.rules.life import OPEN
from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.capabilities.safeguarding.rules.referring import ENDED
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import elevated
from broadhurst.foundation.agencies.models import Officer

WHY = "counts what an officer still has when the last posting ends"


def still_held(officer: Officer) -> list[str]:
    """Describe what an officer has, like “6 OCGs to lead”. Empty if nothing is left."""
    with elevated(WHY):
        led = Lead.objects.filter(officer=officer, until_at=None, ocg__state__in=OPEN)
        covered = Cover.objects.filter(deputy=officer, closed_at=None, until_on__gte=clock.today())
        monitored = Order.objects.filter(monitor=officer, stage=Order.Stage.IN_FORCE)
        referred = Referral.objects.filter(holder=officer).exclude(stage__in=ENDED)
        counts = (
            (led.values("ocg").distinct().count(), "OCG to lead", "OCGs to lead"),
            (covered.count(), "lead to cover", "leads to cover"),
            (monitored.count(), "court order to monitor", "court orders to monitor"),
            (referred.count(), "referral", "referrals"),
        )
    return [f"{count} {noun if count == 1 else plural}" for count, noun, plural in counts if count]
