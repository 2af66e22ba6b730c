"""Keep an OCG with an open transfer from being archived (rule 11)."""

from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.transfers.models import Transfer


def still_open(ocg: Ocg) -> list[str]:
    """Return a sentence for an open transfer, with the way forward."""
    return [
        f"Transfer {transfer.ref} is open. It must be accepted, declined or withdrawn first."
        for transfer in Transfer.objects.filter(ocg=ocg, stage=Transfer.Stage.OPEN)
    ]
