"""Tags for days and addresses in the language of a public page."""

from datetime import date, datetime

from django import template
from django.template import Context
from django.urls import reverse

from broadhurst.surfaces.public.welsh import PREFIX, day_in_language

register = template.Library()


@register.simple_tag(takes_context=True)
def say_day(context: Context, when: date | datetime) -> str:
    """Return a day in the language of the page."""
    return day_in_language(context["language"], when)


@register.simple_tag(takes_context=True)
def address(context: Context, name: str, *arguments: str) -> str:
    """Return the address of a public page in the language of the page."""
    path = reverse(f"public:{name}", args=arguments)
    return PREFIX + path if context["language"] == "cy" else path
