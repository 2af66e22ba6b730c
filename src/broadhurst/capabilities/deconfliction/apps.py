from importlib import import_module

from django.apps import AppConfig


class DeconflictionConfig(AppConfig):
    name = "broadhurst.capabilities.deconfliction"
    label = "deconfliction"

    def ready(self) -> None:
        """Ask the register to tell when a target is added: the module names itself there."""
        import_module(f"{self.name}.commands.check_added")
