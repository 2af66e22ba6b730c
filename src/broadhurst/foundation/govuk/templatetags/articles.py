"""The article before a noun, for sentences about many kinds of record."""

from django import template

from broadhurst.foundation.govuk.fields.articles import with_article

register = template.Library()

register.filter("with_article", with_article)
