"""The variables of a letter: what each stands for, and which kind of letter has it. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from broadhurst.foundation.workflow import at

RESPONSE, CORRESPONDENCE, INVITATION = "response", "correspondence", "invitation"
EVERY = (RESPONSE, CORRESPONDENCE, INVITATION)
KIND_WORDS = {
    RESPONSE: "a response to an inspection",
    CORRESPONDENCE: "correspondence",
    INVITATION: "an invitation to comment",
}
TEXT, PARAGRAPHS, SIGNATURE, ANSWERS = "text", "paragraphs", "signature", "response.answers"
MARK = re.compile(r"\{\{[ \t]*([^{}\n]*?)[ \t]*\}\}")
BRACES = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")


@dataclass(frozen=True)
class Variable:
    """A variable: what it stands for, an example, and the kinds of letter that have it.

    `gap` says how to give it a value, at the field `field` of a letter. A block stands alone on its
    line.
    """

    meaning: str
    example: str
    kinds: tuple[str, ...] = EVERY
    gap: str = ""
    field: str = ""
    is_block: bool = False


_A_REPORT = ("choose a report.", "report")
_A_RESPONSE = ("choose a response.", "response")
VARIABLES: dict[str, Variable] = {
    "letter.subject": Variable("The subject of the letter", "Serious and organised crime"),
    "letter.date": Variable("The day of the letter", "30 March 2021"),
    "letter.reference": Variable("The reference of the letter", "LTR-7K3QF2"),
    "recipient.greeting": Variable("The greeting of each recipient", "Dear Home Secretary"),
    "recipient.name": Variable("The name or office of each recipient", "The Home Secretary"),
    "organisation.name": Variable("Your organisation", "Northshire Combined Authority"),
    "signatory.name": Variable("The name of the signatory", "Dora Millbrook"),
    "signatory.office": Variable("The office of the signatory", "Deputy Mayor"),
    "report.title": Variable(
        "The title of the report", "Regional Organised Crime Units", EVERY, *_A_REPORT
    ),
    "report.publisher": Variable("Who published the report", "HMICFRS", EVERY, *_A_REPORT),
    "report.published": Variable(
        "When the report was published", "on 18 February 2021", EVERY, *_A_REPORT
    ),
    "report.last_day": Variable(
        "The last of the 56 days to publish a response", "14 April 2021", EVERY,
        "choose a report whose day of publication is known.", "report",
    ),
    "response.force": Variable(
        "The force that the response is about", "Northshire Police", (RESPONSE, INVITATION),
        *_A_RESPONSE,
    ),
    "response.published": Variable(
        "When the response was published", "30 March 2021", (RESPONSE,), *_A_RESPONSE
    ),
    "response.comments_last_day": Variable(
        "The last day for comments", "11 March 2021", (INVITATION,),
        "invite comments on the response first.", "response",
    ),
    ANSWERS: Variable(
        "Each recommendation with your answer", "**Recommendation 1.** Action has been taken.",
        (RESPONSE,), *_A_RESPONSE, is_block=True,
    ),
    PARAGRAPHS: Variable(
        "The paragraphs that you choose for a letter", "*Your chosen paragraphs.*", is_block=True
    ),
    TEXT: Variable("Text that you write for a letter", "*Your text.*", is_block=True),
    SIGNATURE: Variable(
        "The image of the signature, or room to sign", "*Signature*", is_block=True
    ),
}  # fmt: skip


def shown(name: str) -> str:
    """Return a variable as it is written."""
    return f"{{{{ {name} }}}}"


def used_in(text: str) -> list[str]:
    """Return the variables in a text, each once, in their order."""
    return list(dict.fromkeys(MARK.findall(text)))


def objections_to_template(text: str, kind: str) -> list[str]:
    """Say what is wrong with the variables of a template, each with its line."""
    objections = objections_to_variables(text, kind, has_blocks=True)
    blocks = [name for name in MARK.findall(text) if name in VARIABLES and VARIABLES[name].is_block]
    objections += at(
        "text",
        [f"Use “{shown(name)}” once." for name in dict.fromkeys(blocks) if blocks.count(name) > 1],
    )
    if SIGNATURE not in blocks:
        objections += at(
            "text", f"Put “{shown(SIGNATURE)}” on a line of its own, where the letter is signed."
        )
    return objections


def objections_to_variables(
    text: str, kind: str, *, has_blocks: bool, field: str = "text", where: str = ""
) -> list[str]:
    """Say which marks are not variables of a kind of letter, each with its line.

    `where` names the text, if the form has several.
    """
    of_text = f" of {where}" if where else ""
    return at(
        field,
        [
            f"Line {number}{of_text}: {fault}"
            for number, line in enumerate(text.splitlines(), start=1)
            for fault in _faults(line, kind, has_blocks=has_blocks)
        ],
    )


def _faults(line: str, kind: str, *, has_blocks: bool) -> Iterator[str]:
    for match in MARK.finditer(line):
        name = match[1]
        variable = VARIABLES.get(name)
        if variable is None:
            yield _unknown(name, kind)
        elif kind not in variable.kinds:
            kinds = " or ".join(KIND_WORDS[kind] for kind in variable.kinds)
            yield f"“{shown(name)}” is only for {kinds}."
        elif variable.is_block and not has_blocks:
            yield f"“{shown(name)}” works only in a template."
        elif variable.is_block and line.strip() != match[0]:
            yield f"put “{shown(name)}” on a line of its own."
    if brace := BRACES.search(MARK.sub("", line)):
        like = shown("letter.date")
        yield f"“{brace[0]}” is not part of a variable. Write a variable like “{like}”."


def _unknown(name: str, kind: str) -> str:
    known = [name for name, variable in VARIABLES.items() if kind in variable.kinds]
    like = get_close_matches(name, known, n=1)
    hint = f" Did you mean “{shown(like[0])}”?" if like else " Choose one from the list."
    return f"“{shown(name)}” is not a variable.{hint}"


def objections_to_gaps(text: str, values: Mapping[str, str]) -> list[str]:
    """Say which variables of a text have no value for this letter, and how to give them one."""
    objections: list[str] = []
    for name in used_in(text):
        variable = VARIABLES[name]
        if variable.gap and not values.get(name):
            objections += at(variable.field, f"“{shown(name)}” has no value: {variable.gap}")
    return objections


def objections_to_unused(template: str, written: Mapping[str, bool]) -> list[str]:
    """Say which written parts have no place in the template."""
    objections: list[str] = []
    for name in (TEXT, PARAGRAPHS):
        if written.get(name) and name not in used_in(template):
            objections += at(
                name,
                f"The template has no “{shown(name)}”, so this text would not be in the letter. "
                f"Clear the text, or add “{shown(name)}” to the template.",
            )
    return objections


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return a text with its variables replaced. A value is not read again."""
    return MARK.sub(lambda match: values.get(match[1], ""), text)


def split_at_signature(template: str) -> tuple[str, str]:
    """Return what a template has before its signature and after it."""
    before: list[str] = []
    after: list[str] = []
    is_after = False
    for line in template.splitlines():
        if not is_after and used_in(line) == [SIGNATURE]:
            is_after = True
        else:
            (after if is_after else before).append(line)
    return "\n".join(before), "\n".join(after)
