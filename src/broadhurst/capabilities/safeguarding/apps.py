from django.apps import AppConfig


class SafeguardingConfig(AppConfig):
    name = "broadhurst.capabilities.safeguarding"
    label = "safeguarding"
