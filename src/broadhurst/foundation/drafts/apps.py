from django.apps import AppConfig


class DraftsConfig(AppConfig):
    name = "broadhurst.foundation.drafts"
    label = "drafts"
