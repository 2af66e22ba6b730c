"""The texts of a response that leave with it, each with what its author calls it."""

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
    """Everything that somebody wrote for the letter, and the reason why it is late."""
    texts = [Text(where, getattr(response, name)) for name, where in FIELDS]
    for answer in answers_of(response).values():
        finding = in_sentence(str(answer.finding))
        texts.append(Text(f"the answer to {finding}", answer.explanation))
        texts += [
            Text(f"the evidence for {finding}", one.text)
            for one in evidence_of(answer)
            if one.is_publishable
        ]
    for one in response.paragraphs:
        said = f"{one['title']}\n{one['text']}"
        texts.append(Text(f"the paragraph “{one['title']}”", said))
    texts.append(Text("the reason for lateness", late_reason, "late_reason"))
    return [text for text in texts if text.said.strip()]


def public_names(response: Response | None = None) -> Public:
    """Names that a public text may hold: those of public operations, and of whom a letter is from
    and to. A minister may be called as somebody in the register is.
    """
    people = [response.signed_by, *response.recipient.splitlines()] if response else []
    operations = Operation.objects.values_list("name", flat=True)
    return Public(people=people, things=list(operations))
