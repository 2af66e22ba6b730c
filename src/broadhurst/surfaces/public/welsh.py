"""The words of the public pages in Welsh.

A Welsh reader has not checked them yet: see docs/how-to/welsh.md.
"""

from datetime import date, datetime

from broadhurst.foundation.govuk.words import day, london_day

PREFIX = "/cy"
MONTHS = (
    "Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin", "Gorffennaf", "Awst", "Medi",
    "Hydref", "Tachwedd", "Rhagfyr",
)  # fmt: skip
WORDS = {
    "Skip to main content": "Neidio i’r prif gynnwys",
    "Published": "Cyhoeddwyd",
    "Responses to inspections": "Ymatebion i arolygiadau",
    "Messages": "Negeseuon",
    "Practice": "Arferion",
    "Open data": "Data agored",
    "Read this in English": "Darllen hwn yn Saesneg",
    "You can reuse what is here under the": "Gallwch ailddefnyddio’r cynnwys hwn o dan y",
    "Open Government Licence v3.0": "Drwydded Llywodraeth Agored v3.0",
    "except where a page says otherwise.": "oni bai bod tudalen yn dweud yn wahanol.",
    "These pages set no cookies.": "Nid yw’r tudalennau hyn yn gosod cwcis.",
    "RSS feed": "Ffrwd RSS",
    "Accessibility statement": "Datganiad hygyrchedd",
    "Go back": "Yn ôl",
    "Nothing is here in Welsh yet.": "Nid oes dim byd yma yn Gymraeg eto.",
    "Published responses to inspections": "Ymatebion a gyhoeddwyd i arolygiadau",
    "Messages to the public": "Negeseuon i’r cyhoedd",
    "Practice against serious and organised crime": (
        "Arferion yn erbyn troseddau difrifol a threfnedig"
    ),
    "A local policing body answers each inspection report about its force within 56 days "
    "(section 55 of the Police Act 1996). Anyone can read the responses here.": (
        "Mae corff plismona lleol yn ateb pob adroddiad arolygu am ei heddlu o fewn 56 diwrnod "
        "(adran 55 o Ddeddf yr Heddlu 1996). Gall unrhyw un ddarllen yr ymatebion yma."
    ),
    "Police forces and local policing bodies publish these messages about serious and organised "
    "crime.": (
        "Mae heddluoedd a chyrff plismona lleol yn cyhoeddi’r negeseuon hyn am droseddau difrifol "
        "a threfnedig."
    ),
    "Organisations say here what they tried, how well it worked, and what it cost. They also say "
    "what did not work.": (
        "Mae sefydliadau’n dweud yma beth y gwnaethant roi cynnig arno, pa mor dda y gweithiodd, a "
        "beth oedd y gost. Maent hefyd yn dweud beth na weithiodd."
    ),
}


def in_language(language: str, words: str) -> str:
    """Return the words in a language (“en” or “cy”); raise KeyError if there is no Welsh."""
    return WORDS[words] if language == "cy" else words


def day_in_language(language: str, when: date | datetime) -> str:
    """Return a day in words, like “1 Mawrth 2021”."""
    if language != "cy":
        return day(when)
    then = london_day(when)
    return f"{then.day} {MONTHS[then.month - 1]} {then.year}"
