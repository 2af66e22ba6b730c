from django.apps import AppConfig


class FederationConfig(AppConfig):
    name = "broadhurst.capabilities.federation"
    label = "federation"
