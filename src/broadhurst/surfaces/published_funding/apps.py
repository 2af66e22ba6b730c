from django.apps import AppConfig


class PublishedFundingConfig(AppConfig):
    name = "broadhurst.surfaces.published_funding"
    label = "published_funding"
