"""The verbs of following, at the API and the terminal."""

from broadhurst.capabilities.following.api import as_begun, as_count, as_ended
from broadhurst.capabilities.following.cli import marked_read
from broadhurst.capabilities.following.commands.follow import FollowForm, follow
from broadhurst.capabilities.following.commands.mark_followed_read import (
    MarkFollowedReadForm,
    mark_followed_read,
)
from broadhurst.capabilities.following.commands.unfollow import UnfollowForm, unfollow
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.doors.verbs import Subject, Verb

OCG = Subject("ocg", "/ocgs/{ref}", lambda _actor: Ocg.objects.select_related("dossier"))

VERBS = (
    Verb(
        "mark-followed-read", MarkFollowedReadForm, mark_followed_read, None,
        "Mark changes on followed OCGs as read", as_count, address="/followed/read",
        says=marked_read
    ),
    Verb(
        "follow", FollowForm, follow, OCG, "Follow an OCG", as_begun, says="You follow {}.".format
    ),
    Verb(
        "unfollow", UnfollowForm, unfollow, OCG, "Stop following an OCG", as_ended,
        says="You no longer follow {}.".format
    ),
)  # fmt: skip
