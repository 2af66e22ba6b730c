from django.apps import AppConfig


class FundingConfig(AppConfig):
    name = "broadhurst.capabilities.funding"
    label = "funding"
