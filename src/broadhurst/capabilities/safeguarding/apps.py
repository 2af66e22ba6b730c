from importlib import import_module

from django.apps import AppConfig


class SafeguardingConfig(AppConfig):
    name = "broadhurst.capabilities.safeguarding"
    label = "safeguarding"

    def ready(self) -> None:
        """Register the hooks that the register calls.

        One names the referrals open on an OCG, and one follows the correction of a person.
        """
        import_module(f"{self.name}.queries.archiving")
        import_module(f"{self.name}.commands.follow_person")
