"""The form renderer. Set FORM_RENDERER to the dotted path of its class."""

from django.forms.renderers import DjangoTemplates


class Renderer(DjangoTemplates):
    """Renders `{{ form }}` and `{{ field.as_field_group }}` as GOV.UK markup."""

    form_template_name = "govuk/form.html"
    field_template_name = "govuk/field.html"
