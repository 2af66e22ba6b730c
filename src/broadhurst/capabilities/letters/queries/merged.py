"""Merge a template, a letter and a recipient into the text of one letter."""

from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html
from django.utils.safestring import SafeString

from broadhurst.capabilities.inspections.figures.paragraphs import published
from broadhurst.capabilities.inspections.figures.phrases import plain, quoted, typed
from broadhurst.capabilities.inspections.models import Response
from broadhurst.capabilities.inspections.queries.responses import answers_of, may_answer
from broadhurst.capabilities.letters.models import Letter, Picture, Recipient
from broadhurst.capabilities.letters.rules import variables as rules
from broadhurst.foundation.doors.documents import html
from broadhurst.foundation.govuk.words import day

ROOM_TO_SIGN = "&nbsp;\\\n&nbsp;\\\n&nbsp;\n\n"
NOBODY = Recipient(name="The recipient", greeting="Dear recipient")


@dataclass(frozen=True)
class Merged:
    """A letter to one recipient in Markdown: up to the signature, and from there on."""

    markdown: str
    signed: str

    def html(self, signature: SafeString | str = "") -> SafeString:
        """Return the letter as HTML, with the signature, if any. May raise CannotRender."""
        after = self.signed if signature else ROOM_TO_SIGN + self.signed
        return format_html("{}{}{}", html(self.markdown), signature, html(after))


def merge(letter: Letter, recipient: Recipient, on: date, *, is_named: bool = True) -> Merged:
    """Return a letter to a recipient as of a day.

    Without `is_named`, the letter's own reference is left out, because a check of the text would
    find it as the reference of a record.
    """
    values = values_of(letter, on) | {
        "letter.reference": letter.ref if is_named else "",
        "recipient.name": plain(recipient.name),
        "recipient.greeting": plain(recipient.greeting),
    }
    return merged(letter.version.text, text_of(letter), paragraphs_of(letter), values)


def merged(template: str, text: str, paragraphs: str, values: dict[str, str]) -> Merged:
    """Return a template with its variables replaced, in the parts around the signature."""
    # The letter's own texts can have variables, and their values are not read again.
    blocks = {
        rules.TEXT: rules.filled(text, values),
        rules.PARAGRAPHS: rules.filled(paragraphs, values),
    }
    before, after = rules.split_at_signature(template)
    return Merged(
        rules.filled(before, values | blocks).strip(), rules.filled(after, values | blocks).strip()
    )


def text_of(letter: Letter) -> str:
    """Return the written text, limited to its own place in the letter."""
    return typed(letter.text)


def paragraphs_of(letter: Letter) -> str:
    """Return the chosen paragraphs, each under its title."""
    return "\n\n".join(
        f"## {plain(paragraph['title'])}\n\n{typed(paragraph['text'])}"
        for paragraph in letter.paragraphs
    )


def values_of(letter: Letter, on: date) -> dict[str, str]:
    """Return the values of the variables that are the same for every recipient.

    A value that the letter does not have is missing or empty.
    """
    values = {
        "letter.subject": plain(letter.subject),
        "letter.date": day(letter.dated or on),
        "organisation.name": plain(letter.unit.agency.name),
        "signatory.name": plain(letter.signatory.name),
        "signatory.office": plain(letter.signatory.office),
    }
    report = letter.response.report if letter.response else letter.report
    if report:
        values |= {
            "report.title": plain(report.title),
            "report.publisher": plain(report.publisher.short_name),
            "report.published": published(report),
            "report.last_day": day(report.last_day) if report.last_day else "",
        }
    if letter.response:
        values |= _of_response(letter.response, letter.version.text)
    return values


def _of_response(response: Response, template: str) -> dict[str, str]:
    last = response.comments_last_day
    values = {
        "response.force": plain(response.force.name),
        "response.published": day(response.published_on) if response.published_on else "",
        "response.comments_last_day": day(last) if last else "",
    }
    if rules.ANSWERS in rules.used_in(template):
        values[rules.ANSWERS] = _answers(response)
    return values


def _answers(response: Response) -> str:
    """Return each finding in the inspectorate's words, with the answer and why."""
    answers = answers_of(response)
    return "\n\n".join(
        f"## {plain(str(finding))}\n\n"
        f"{quoted(finding.text) if finding.is_verbatim else plain(finding.text)}\n\n"
        f"**{answers[finding.pk].get_answer_display()}.**\n\n"
        f"{typed(answers[finding.pk].explanation)}"
        for finding in may_answer(response)
        if finding.pk in answers
    )


def example(template: str, kind: str) -> SafeString:
    """Return a template as HTML, with an example for each variable. May raise CannotRender."""
    known = {name: variable for name, variable in rules.VARIABLES.items() if kind in variable.kinds}
    values = {
        name: variable.example if variable.is_block else plain(variable.example)
        for name, variable in known.items()
    }
    made = merged(template, values.pop(rules.TEXT), values.pop(rules.PARAGRAPHS), values)
    return made.html()


def picture_html(picture: Picture | None, address: str, part: str) -> SafeString | str:
    """Return a picture for a page, with the words for those who cannot see it."""
    if picture is None:
        return ""
    return format_html(
        '<p><img class="bh-letter__{}" src="{}" alt="{}" width="{}" height="{}"></p>',
        part, address, picture.alt, picture.width, picture.height,
    )  # fmt: skip
