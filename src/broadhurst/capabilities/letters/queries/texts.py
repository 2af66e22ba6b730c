"""The texts of a letter that leave Broadhurst, each with its writer's name for it."""

from collections.abc import Sequence
from datetime import date

from broadhurst.capabilities.inspections.queries.texts import public_names
from broadhurst.capabilities.letters.models import HouseStyle, Letter, Recipient
from broadhurst.capabilities.letters.queries.merged import merge
from broadhurst.capabilities.register.queries.text_check import Public, Text

AROUND = 3  # lines: a name does not go over more, with an empty line between paragraphs


def parts_of(
    letter: Letter, recipients: Sequence[Recipient], style: HouseStyle | None
) -> list[Text]:
    """Return the texts that people wrote, to name the place of a word as they know it."""
    texts = [
        Text("the subject", letter.subject, "subject"),
        Text("the template", letter.version.text, by_line=True),
        Text("your text", letter.text, "text", by_line=True),
        Text("the sender’s address", style.sender if style else "", by_line=True),
        Text("the signatory’s office", letter.signatory.office),
    ]
    for paragraph in letter.paragraphs:
        texts.append(Text(f"the paragraph “{paragraph['title']}”", paragraph["text"], by_line=True))
        texts.append(Text(f"the title of the paragraph “{paragraph['title']}”", paragraph["title"]))
    for to in recipients:
        texts.append(Text(f"the address of {to.name}", to.address, by_line=True))
        texts.append(Text(f"the greeting of {to.name}", to.greeting))
    return [text for text in texts if text.content.strip()]


def wholes_of(letter: Letter, recipients: Sequence[Recipient], on: date) -> list[Text]:
    """Return each letter as a whole, because parts that are harmless alone can name somebody.

    Of all but the first, only the lines that differ from the first and those around them are kept.
    """
    wholes: list[str] = []
    for to in recipients:
        made = merge(letter, to, on, is_named=False)
        wholes.append(f"{made.markdown}\n\n{made.signed}")
    first = wholes[0].splitlines()
    return [
        Text(f"the letter to {to.name}", _differing(whole, first) if place else whole, by_line=True)
        for place, (to, whole) in enumerate(zip(recipients, wholes, strict=True))
    ]


def _differing(whole: str, first: Sequence[str]) -> str:
    """Return a text with its lines in their places, but empty far from where it differs."""
    lines = whole.splitlines()
    if len(lines) != len(first):
        return whole
    differ = {place for place, line in enumerate(lines) if line != first[place]}
    return "\n".join(
        line if differ.intersection(range(place - AROUND, place + AROUND + 1)) else ""
        for place, line in enumerate(lines)
    )


def public_in(letter: Letter, recipients: Sequence[Recipient]) -> Public:
    """Return names that the letter can contain: its signatory, its recipients, what is public.

    A minister may share a name with somebody in the register.
    """
    names = public_names(letter.response)
    people = [
        *names.people,
        letter.signatory.name,
        *(line for to in recipients for line in (to.name, *to.address.splitlines())),
    ]
    return Public(people=[person for person in people if person.strip()], things=names.things)
