from importlib import import_module

from django.apps import AppConfig


class TaskingConfig(AppConfig):
    name = "broadhurst.capabilities.tasking"
    label = "tasking"

    def ready(self) -> None:
        """Register the check for open bids that runs before an OCG is archived."""
        import_module(f"{self.name}.queries.archiving")
