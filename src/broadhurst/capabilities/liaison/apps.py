from importlib import import_module

from django.apps import AppConfig


class LiaisonConfig(AppConfig):
    name = "broadhurst.capabilities.liaison"
    label = "liaison"

    def ready(self) -> None:
        """Let the register ask what is still open on an OCG before it is archived."""
        import_module(f"{self.name}.queries.archiving")
