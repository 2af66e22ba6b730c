"""Check several typed-in targets, one on each line, each with a receipt of its own."""

from collections.abc import Sequence
from dataclasses import dataclass

from broadhurst.capabilities.deconfliction.commands.check_target import check_target
from broadhurst.capabilities.deconfliction.models import Check
from broadhurst.capabilities.deconfliction.rules.lines import Line, read_line
from broadhurst.capabilities.deconfliction.rules.rate_limits import (
    TOO_MANY,
    objections_to_checker,
)
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.dispatch import try_command
from broadhurst.foundation.workflow import refuse_if


@dataclass(frozen=True)
class LineResult:
    """A line with its check, or with the reason why it was not checked."""

    line: Line
    made: Check | None = None
    reason: str = ""


def check_lines(
    *, actor: Actor, lines: Sequence[str], ocg: Ocg | None, matter: str, is_silent: bool = False,
    because: str = "",
) -> list[LineResult]:  # fmt: skip
    """Check one target on each line, each by a command of its own.

    A line without one certain kind is not checked. A refusal concerns its own line, except for
    the officer's limit: the lines after it are not tried, so that the log counts it once.
    """
    refuse_if(objections_to_checker(actor.roles))
    results: list[LineResult] = []
    stopped = ""
    for text in lines:
        line = read_line(text, clock.today())
        if stopped or not line.kind:
            results.append(LineResult(line, reason=stopped or line.reason))
            continue
        content = {line.kind: [line.value]} | ({"born": line.born} if line.born else {})
        objections, made = try_command(
            actor, check_target, {"ocg": ocg}, matter=matter, is_silent=is_silent,
            because=because, **content,
        )  # fmt: skip
        refusal = " ".join(objections)
        stopped = refusal if TOO_MANY in refusal else ""
        results.append(LineResult(line, made, refusal))
    return results
