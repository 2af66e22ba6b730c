"""Publish to a hub from the command line.

No transaction is open while the hub answers. Tokens are only kept in memory on their way.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import NamedTuple

from broadhurst.capabilities.federation import rules
from broadhurst.capabilities.federation.commands.follow_pointers import follow_pointers
from broadhurst.capabilities.federation.commands.make_tokens import Made, make_tokens
from broadhurst.capabilities.federation.exchange import hub_pointers as pointed
from broadhurst.capabilities.federation.exchange.base64_fields import as_text
from broadhurst.capabilities.federation.exchange.link import Line, Unreachable
from broadhurst.capabilities.federation.models import Peer
from broadhurst.foundation.access.actor import Actor

Acting = Callable[[], AbstractContextManager[Actor]]
TOKENS_A_REQUEST = 1 << 15  # tokens in one request: half a megabyte


class Outcome(NamedTuple):
    """The number of hits raised here, and a warning for the operator."""

    raised: int
    warning: str = ""


def publish(acting: Acting, peer: Peer) -> Outcome:
    """Publish to a hub the tokens that it does not have yet, and follow its pointers.

    If the hub cannot be reached, record that the publication failed and raise Unreachable.
    """
    line = Line(peer)
    with acting() as actor:
        made = make_tokens(actor=actor, peer=peer)
    try:
        pointers, others = _send_tokens(line, made)
    except Unreachable as broken:
        with acting() as actor:
            follow_pointers(actor=actor, made=made, pointed=[], objection=str(broken))
        raise
    with acting() as actor:
        raised = len(follow_pointers(actor=actor, made=made, pointed=pointers))
    return Outcome(raised, "" if others else rules.ALONE_AT_THE_HUB)


def _send_tokens(line: Line, made: Made) -> tuple[list[pointed.Pointed], bool]:
    """Return the hub's pointers, and whether others published under our key today."""
    others = False
    for at in range(0, len(made.tokens), TOKENS_A_REQUEST):
        sent = as_text(b"".join(made.tokens[at : at + TOKENS_A_REQUEST]))
        key = {"day": made.day.isoformat(), "mark": made.mark}
        others = line.post("/tokens", {**key, "tokens": sent}).get("others") != 0
    return pointed.read(line.post("/pointers", {})), others
