"""Let the followers of an OCG follow another instead, if they can see that one.

Not a command: the commands that merge OCGs and undo that call it.
"""

from collections.abc import Collection
from dataclasses import dataclass

from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.database.arrays import array
from broadhurst.foundation.database.prepared import send

MOVE = "SELECT moved, who FROM following_move(%s, %s, %s)"


@dataclass(frozen=True)
class MovedFollows:
    """The ids of the follows that moved, and the followers who can see the other OCG."""

    ids: list[int]
    followers: list[Officer]


def move_follows(ocg: Ocg, to: Ocg, only: Collection[int] | None = None) -> MovedFollows:
    """Move the follows of an OCG to another. With `only`, move just those follows.

    The officer who runs this does not learn who follows. Followers of both keep both rows.
    """
    if only is not None and not only:
        return MovedFollows([], [])
    chosen = None if only is None else array(only)
    rows = send(MOVE, [ocg.ref, to.ref, chosen]).rows()
    followers = Officer.objects.filter(pk__in=[who for _, who in rows])
    return MovedFollows([moved for moved, _ in rows if moved], list(followers))
