from importlib import import_module

from django.apps import AppConfig


class TransfersConfig(AppConfig):
    name = "broadhurst.capabilities.transfers"
    label = "transfers"

    def ready(self) -> None:
        """Register the check for an open transfer that runs before an OCG is archived."""
        import_module(f"{self.name}.queries.archiving")
