"""Sign a decision with the secret key of this installation."""

import json
from datetime import UTC

from django.utils.crypto import salted_hmac

from broadhurst.capabilities.tasking.models import Decision

PURPOSE = "broadhurst.tasking.decision"


def signature_of(decision: Decision) -> str:
    """Return the HMAC-SHA256 of a decision as hex.

    It covers what was decided, who decided and when (rule 17).
    """
    signed_values = [
        decision.bid_id,
        decision.board_id,
        decision.meeting_id,
        decision.outcome,
        decision.reason,
        decision.conditions,
        decision.capability_id,
        decision.referred_to_id,
        str(decision.deferred_until),
        decision.is_interim,
        decision.supersedes_id,
        decision.decided_by_id,
        decision.made_at.astimezone(UTC).isoformat(),
        decision.recorded_at.astimezone(UTC).isoformat(),
    ]
    return salted_hmac(PURPOSE, json.dumps(signed_values), algorithm="sha256").hexdigest()
