from importlib import import_module

from django.apps import AppConfig


class DeconflictionConfig(AppConfig):
    name = "broadhurst.capabilities.deconfliction"
    label = "deconfliction"

    def ready(self) -> None:
        """Have the register call this room: the modules name themselves there."""
        import_module(f"{self.name}.commands.check_added")
        import_module(f"{self.name}.queries.ocg_hits")
