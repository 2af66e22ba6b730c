from importlib import import_module

from django.apps import AppConfig


class LiaisonConfig(AppConfig):
    name = "broadhurst.capabilities.liaison"
    label = "liaison"

    def ready(self) -> None:
        """Let the register ask for open requests, and the calendar for planned warrants."""
        import_module(f"{self.name}.queries.archiving")
        import_module(f"{self.name}.queries.warrants")
