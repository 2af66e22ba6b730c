from importlib import import_module

from django.apps import AppConfig


class DeconflictionConfig(AppConfig):
    name = "broadhurst.capabilities.deconfliction"
    label = "deconfliction"

    def ready(self) -> None:
        """Let the register count the open hits of an OCG."""
        import_module(f"{self.name}.queries.ocg_hits")
