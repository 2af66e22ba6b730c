"""The job that discards the imports of findings that nobody went on with."""

from broadhurst.capabilities.finding_imports.commands.expire import expire_finding_imports
from broadhurst.foundation.access.acting import actor_of_system
from broadhurst.foundation.jobs.registry import daily


@daily(3, 15, "expire-finding-imports", what="Discard unfinished imports of findings")
def expire() -> None:
    """Discard the imports that were sent 7 days ago and are still under way."""
    expire_finding_imports(actor=actor_of_system())
