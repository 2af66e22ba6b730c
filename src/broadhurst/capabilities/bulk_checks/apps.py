from importlib import import_module

from django.apps import AppConfig


class BulkChecksConfig(AppConfig):
    name = "broadhurst.capabilities.bulk_checks"
    label = "bulk_checks"

    def ready(self) -> None:
        """Let the pages of deconfliction lead to bulk checks."""
        import_module(f"{self.name}.queries.receipts")
        import_module(f"{self.name}.rules")
