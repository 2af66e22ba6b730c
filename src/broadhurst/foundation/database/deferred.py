"""Check deferred constraints before the transaction ends."""

from contextlib import nullcontext

from broadhurst.foundation.database.prepared import connected, pipelined, send


def check_deferred_constraints() -> None:
    """Check them now, while a violation can still become a refusal.

    In the outermost block the transaction ends with it, so nothing later needs them deferred.
    """
    goes_on = bool(connected().savepoint_ids)
    with pipelined() if goes_on else nullcontext():
        send("SET CONSTRAINTS ALL IMMEDIATE")
        if goes_on:
            send("SET CONSTRAINTS ALL DEFERRED")
