"""An open transfer keeps an OCG from being archived (rule 11). The app's `ready` imports this."""

from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.watching import OPEN_WORK
from broadhurst.capabilities.transfers.models import Transfer


def still_open(ocg: Ocg) -> list[str]:
    """The open transfer, with the way forward."""
    return [
        f"Transfer {one.ref} is open. It must be accepted, declined or withdrawn first."
        for one in Transfer.objects.filter(ocg=ocg, stage=Transfer.Stage.OPEN)
    ]


OPEN_WORK.append(still_open)
