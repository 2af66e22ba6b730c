"""Edit a post, with the reason."""

from datetime import date
from typing import Any

from broadhurst.capabilities.funding.forms.post import PostForm
from broadhurst.capabilities.funding.forms.reason import reason_field
from broadhurst.capabilities.funding.models import Post
from broadhurst.capabilities.funding.queries.forms import to_change_post, to_write
from broadhurst.capabilities.funding.queries.posts import locked_post
from broadhurst.capabilities.funding.rules import posts as rules
from broadhurst.capabilities.funding.writes.changes import note
from broadhurst.capabilities.funding.writes.facts import changed, facts_of_post
from broadhurst.capabilities.tasking.models import Capability
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.workflow import refuse_if


class EditPostForm(PostForm):
    prefills = True

    because = reason_field()

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Lock the post."""
        return subject | {"post": locked_post(subject["post"])}

    def narrow_choices(self) -> None:
        """Fill in what the post says now."""
        super().narrow_choices()
        post: Post = self.subject["post"]
        for name in ("role", "opened_on", "tenure_ends"):
            self.fields[name].initial = getattr(post, name)
        self.fields["capability"].initial = post.capability.code if post.capability else None


@for_record(to_change_post)
@command
def edit_post(
    *,
    actor: Actor,
    post: Post,
    role: str,
    opened_on: date,
    because: str,
    capability: Capability | None = None,
    tenure_ends: date | None = None,
) -> Post:
    """Change what a post says. Its history keeps what it said before, and the reason."""
    refuse_if(to_write(actor, post))
    post = locked_post(post)
    refuse_if(
        rules.objections_to_open(post.is_open)
        + rules.objections_to_opening(opened_on, tenure_ends, clock.today())
    )

    before = facts_of_post(post)
    post.role, post.capability = role, capability
    post.opened_on, post.tenure_ends = opened_on, tenure_ends
    post.save()
    changes = changed(before, facts_of_post(post)) or "nothing"
    note(actor, post, f"Edited: {changes}", because)

    record(
        actor,
        "funded_post.edited",
        post.ref,
        dossier=None,
        role=role,
        what=changes,
        because=because,
    )
    return post
