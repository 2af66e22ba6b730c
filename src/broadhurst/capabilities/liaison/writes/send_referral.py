"""Send the referral that a request asks for. Not a command: `ask` and `make_referral` call it."""

from typing import Any

from broadhurst.capabilities.liaison.models import Request
from broadhurst.capabilities.safeguarding.commands.refer import refer
from broadhurst.foundation.access.actor import Actor


def send_referral(actor: Actor, request: Request, answers: dict[str, Any]) -> None:
    """Send a referral with the answers of its form, and link it to the request."""
    request.referral = refer(actor=actor, ocg=request.ocg, asked_in=request.ref, **answers)
    request.save(update_fields=["referral"])
