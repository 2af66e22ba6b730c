from importlib import import_module

from django.apps import AppConfig


class SafeguardingConfig(AppConfig):
    name = "broadhurst.capabilities.safeguarding"
    label = "safeguarding"

    def ready(self) -> None:
        """Let the register call these: what is open on an OCG, and when a person is corrected."""
        import_module(f"{self.name}.queries.archiving")
        import_module(f"{self.name}.commands.follow_person")
