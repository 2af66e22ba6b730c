from importlib import import_module

from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "broadhurst.capabilities.plans"
    label = "plans"

    def ready(self) -> None:
        """Register the check for open actions that runs before an OCG is archived."""
        import_module(f"{self.name}.queries.archiving")
