from django.apps import AppConfig


class LinksConfig(AppConfig):
    name = "broadhurst.capabilities.links"
    label = "links"
