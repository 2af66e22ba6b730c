from django.apps import AppConfig


class InspectorateRegisterConfig(AppConfig):
    name = "broadhurst.capabilities.inspectorate_register"
    label = "inspectorate_register"
