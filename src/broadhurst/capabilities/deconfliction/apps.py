from importlib import import_module

from django.apps import AppConfig


class DeconflictionConfig(AppConfig):
    name = "broadhurst.capabilities.deconfliction"
    label = "deconfliction"

    def ready(self) -> None:
        """Let the register call these: for a target, for a change of its OCG, for hits."""
        import_module(f"{self.name}.commands.check_added")
        import_module(f"{self.name}.commands.follow_ocg")
        import_module(f"{self.name}.queries.ocg_hits")
        import_module(f"{self.name}.queries.resting")
