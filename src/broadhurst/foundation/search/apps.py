from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "broadhurst.foundation.search"
    label = "search"
