from django.apps import AppConfig


class PublicSiteConfig(AppConfig):
    name = "broadhurst.capabilities.public_site"
    label = "public_site"
