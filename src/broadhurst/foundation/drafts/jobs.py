"""The job that deletes expired drafts."""

from broadhurst.foundation.access.acting import actor_of_system
from broadhurst.foundation.drafts.commands import expire_drafts
from broadhurst.foundation.jobs.registry import daily


@daily(3, 10, "expire-drafts", what="Delete drafts of forms that nobody saved for 30 days")
def expire_old_drafts() -> None:
    """Delete expired drafts, as the system."""
    expire_drafts(actor=actor_of_system())
