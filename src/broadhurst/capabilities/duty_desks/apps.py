from django.apps import AppConfig


class DutyDesksConfig(AppConfig):
    name = "broadhurst.capabilities.duty_desks"
    label = "duty_desks"
