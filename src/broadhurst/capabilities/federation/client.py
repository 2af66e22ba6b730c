"""What is said on the line to another instance, between one command here and the next.

No transaction is open while the other side is waited for; what is on its way is in memory alone.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import NamedTuple

from broadhurst.capabilities.federation import rules
from broadhurst.capabilities.federation.commands.ask_peer import ask_peer
from broadhurst.capabilities.federation.commands.follow_pointers import follow_pointers
from broadhurst.capabilities.federation.commands.make_tokens import Made, make_tokens
from broadhurst.capabilities.federation.commands.settle_query import settle_query
from broadhurst.capabilities.federation.exchange import claims
from broadhurst.capabilities.federation.exchange import hub_pointers as pointed
from broadhurst.capabilities.federation.exchange import peer_set as theirs
from broadhurst.capabilities.federation.exchange.base64_fields import as_text
from broadhurst.capabilities.federation.exchange.items import Item
from broadhurst.capabilities.federation.exchange.link import Line, Unreachable
from broadhurst.capabilities.federation.exchange.outgoing_query import Asked
from broadhurst.capabilities.federation.models import Peer
from broadhurst.capabilities.federation.protocol.psi import Unsound
from broadhurst.foundation.access.actor import Actor

Acting = Callable[[], AbstractContextManager[Actor]]
AT_ONCE = 1 << 15  # tokens in one request: half a megabyte
TRIES = 2


class Outcome(NamedTuple):
    """How many hits were raised here, and what the operator must know besides."""

    raised: int
    warning: str = ""


def compare(acting: Acting, peer: Peer, most_hits: int) -> Outcome:
    """Ask a peer about all that it was not asked yet.

    Raises Unreachable or Unsound after what was broken off is noted.
    """
    line = Line(peer)
    asked_set = theirs.read(line.post("/set", {}), peer.most_items)
    raised, is_last = 0, False
    while not is_last:
        with acting() as actor:
            asked = ask_peer(actor=actor, peer=peer, theirs=asked_set)
        try:
            told = _asked(line, asked, asked_set, most_hits)
        except (Unreachable, Unsound) as broken:
            with acting() as actor:
                settle_query(actor=actor, asked=asked, told={}, objection=str(broken))
            raise
        with acting() as actor:
            raised += len(settle_query(actor=actor, asked=asked, told=told))
        is_last = asked.is_last
    return Outcome(raised)


def _asked(
    line: Line, asked: Asked, asked_set: theirs.TheirSet, most_hits: int
) -> dict[Item, claims.Told]:
    """One query and what hit: said to the other side before anything is recorded here."""
    query = {"set_ref": asked_set.ref, "request": as_text(asked.query.message)}
    answer = line.post("/queries", query)
    found = asked.claims(asked_set, theirs.read_answer(answer))
    if rules.is_too_many(len(found), most_hits):
        raise Unsound(
            f"{len(found)} hits in one query, more than {most_hits}: nothing was said of them. "
            "Ring the other side; if it is right, compare with a higher --most-hits."
        )
    named = {"exchange": answer.get("exchange"), "claims": claims.written(found.values())}
    told = claims.read(_said(line, named).get("hits"), len(found))
    if told is None:
        raise Unreachable("The other instance's answer cannot be read.")
    return dict(zip(found, told, strict=True))


def _said(line: Line, named: dict[str, object]) -> dict[str, object]:
    """What hit may be said twice: where the answer was lost, the other side has it recorded."""
    for _ in range(TRIES - 1):
        try:
            return line.post("/hits", named)
        except Unreachable:
            continue
    return line.post("/hits", named)


def publish(acting: Acting, peer: Peer) -> Outcome:
    """Publish to a hub what it has not, and follow its pointers.

    Raises Unreachable after what was broken off is noted.
    """
    line = Line(peer)
    with acting() as actor:
        made = make_tokens(actor=actor, peer=peer)
    try:
        found, others = _published(line, made)
    except Unreachable as broken:
        with acting() as actor:
            follow_pointers(actor=actor, made=made, pointed=[], objection=str(broken))
        raise
    with acting() as actor:
        raised = len(follow_pointers(actor=actor, made=made, pointed=found))
    return Outcome(raised, "" if others else rules.ALONE_AT_THE_HUB)


def _published(line: Line, made: Made) -> tuple[list[pointed.Pointed], bool]:
    """What the hub points to, and whether anyone else published under our key today."""
    others = False
    for at in range(0, len(made.tokens), AT_ONCE):
        sent = as_text(b"".join(made.tokens[at : at + AT_ONCE]))
        key = {"day": made.day.isoformat(), "mark": made.mark}
        others = line.post("/tokens", {**key, "tokens": sent}).get("others") != 0
    return pointed.read(line.post("/pointers", {})), others
