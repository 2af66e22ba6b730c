from importlib import import_module

from django.apps import AppConfig


class TaskingConfig(AppConfig):
    name = "broadhurst.capabilities.tasking"
    label = "tasking"

    def ready(self) -> None:
        """Let the register ask what is still open on an OCG before it is archived."""
        import_module(f"{self.name}.queries.archiving")
