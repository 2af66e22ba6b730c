"""The language of the public pages, and days in it.

The words are in the catalogue `locale/cy/LC_MESSAGES/django.po`. A Welsh reader has not checked
them yet: see docs/how-to/welsh.md.
"""

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import override

from broadhurst.foundation.govuk.words import london_day

PREFIX = "/cy"
IN_DJANGO = {"en": "en-gb", "cy": "cy"}


def language_of(path: str) -> str:
    """Return the language of a public page: “cy” if its path says so, or “en”."""
    return "cy" if path.startswith(f"{PREFIX}/") else "en"


def day_in_language(language: str, when: date | datetime) -> str:
    """Return a day in words, like “1 Mawrth 2021”."""
    with override(IN_DJANGO[language]):
        return date_format(london_day(when), "j F Y")
