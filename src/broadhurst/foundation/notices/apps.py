from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "broadhurst.foundation.notices"
    label = "notices"
