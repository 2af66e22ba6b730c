from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "broadhurst.capabilities.network"
    label = "network"
