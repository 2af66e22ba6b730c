from importlib.util import find_spec

from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from broadhurst.capabilities.federation.rules import objections_to_set_up

LIBRARIES = ("cryptography", "httpx")


class FederationConfig(AppConfig):
    name = "broadhurst.capabilities.federation"
    label = "federation"

    def ready(self) -> None:
        """Refuse to start without the libraries and keys that federation needs."""
        missing = [name for name in LIBRARIES if find_spec(name) is None]
        if objections := objections_to_set_up(missing, settings.SEALING_KEYS):
            raise ImproperlyConfigured(" ".join(objections))
