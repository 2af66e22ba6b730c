from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    name = "broadhurst.foundation.agencies"
    label = "agencies"
