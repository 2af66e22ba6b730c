from importlib import import_module

from django.apps import AppConfig


class LiaisonConfig(AppConfig):
    name = "broadhurst.capabilities.liaison"
    label = "liaison"

    def ready(self) -> None:
        """Add the planned warrants to the calendar."""
        import_module(f"{self.name}.queries.warrants")
