"""The texts of a response that become public, each with the label that its author sees."""

from broadhurst.capabilities.inspections.models import Response
from broadhurst.capabilities.inspections.queries.responses import answers_of, evidence_of
from broadhurst.capabilities.operations.models import Operation
from broadhurst.capabilities.register.queries.text_check import Public, Text
from broadhurst.foundation.govuk.words import in_sentence

FIELDS = (
    ("subject", "the subject"),
    ("sender", "the sender"),
    ("recipient", "the recipient"),
    ("greeting", "the greeting"),
    ("signed_by", "the signatory"),
    ("office", "the signatory’s office"),
    ("copies", "the copies"),
    ("body_comments", "the policing body’s comments"),
    ("chief_officer_comments", "the chief officer’s comments"),
    ("reply", "the reply to the chief officer"),
    ("correction", "the reason for the correction"),
)


def texts_of(response: Response, *, late_reason: str = "") -> list[Text]:
    """Return every text written for the letter, and the reason for lateness."""
    texts = [Text(where, getattr(response, name)) for name, where in FIELDS]
    for answer in answers_of(response).values():
        finding = in_sentence(str(answer.finding))
        texts.append(Text(f"the answer to {finding}", answer.explanation))
        texts += [
            Text(f"the evidence for {finding}", evidence.text)
            for evidence in evidence_of(answer)
            if evidence.is_publishable
        ]
    for paragraph in response.paragraphs:
        content = f"{paragraph['title']}\n{paragraph['text']}"
        texts.append(Text(f"the paragraph “{paragraph['title']}”", content))
    texts.append(Text("the reason for lateness", late_reason, "late_reason"))
    return [text for text in texts if text.content.strip()]


def public_names(response: Response | None = None) -> Public:
    """Return names that a public text can contain.

    They are the names of public operations, and of the people a letter is from and to. A minister
    may share a name with somebody in the register.
    """
    people = [response.signed_by, *response.recipient.splitlines()] if response else []
    operations = Operation.objects.values_list("name", flat=True)
    return Public(people=people, things=list(operations))
