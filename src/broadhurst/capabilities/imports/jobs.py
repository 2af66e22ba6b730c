"""The job that discards abandoned imports."""

from broadhurst.capabilities.imports.commands.expire import expire_imports
from broadhurst.foundation.access.acting import actor_of_system
from broadhurst.foundation.jobs.registry import daily


@daily(3, 15, "expire-imports", what="Discard imports that were not finished within 7 days")
def expire_abandoned_imports() -> None:
    """Discard abandoned imports, as the system."""
    expire_imports(actor=actor_of_system())
