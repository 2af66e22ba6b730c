from django.apps import AppConfig
from django.db.backends.signals import connection_created

from broadhurst.foundation.database.kept_statements import keep_more


class AccessConfig(AppConfig):
    name = "broadhurst.foundation.access"
    label = "access"

    def ready(self) -> None:
        """Keep more prepared statements in every connection."""
        connection_created.connect(keep_more)
