from django.apps import AppConfig


class EstablishmentConfig(AppConfig):
    name = "broadhurst.capabilities.establishment"
    label = "establishment"
