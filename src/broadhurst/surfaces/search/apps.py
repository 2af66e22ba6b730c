from django.apps import AppConfig


class SearchPageConfig(AppConfig):
    name = "broadhurst.surfaces.search"
    label = "search_page"
