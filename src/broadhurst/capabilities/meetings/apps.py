from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "broadhurst.capabilities.meetings"
    label = "meetings"
