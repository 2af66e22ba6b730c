from importlib import import_module

from django.apps import AppConfig


class LiaisonConfig(AppConfig):
    name = "broadhurst.capabilities.liaison"
    label = "liaison"

    def ready(self) -> None:
        """Register the check for open requests, and the calendar's planned warrants.

        The register runs the check before an OCG is archived.
        """
        import_module(f"{self.name}.queries.archiving")
        import_module(f"{self.name}.queries.warrants")
