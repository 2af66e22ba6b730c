from importlib import import_module

from django.apps import AppConfig


class TransfersConfig(AppConfig):
    name = "broadhurst.capabilities.transfers"
    label = "transfers"

    def ready(self) -> None:
        """Let the register ask what is still open on an OCG before it is archived."""
        import_module(f"{self.name}.queries.archiving")
