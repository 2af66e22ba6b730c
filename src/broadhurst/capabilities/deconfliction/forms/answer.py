"""Base form to answer a hit, and other hits with the same unit."""

from collections.abc import Iterable

from broadhurst.capabilities.deconfliction.models import HitSide
from broadhurst.capabilities.deconfliction.queries.answering import alongside
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import MultiChoiceField

NOT_ALONGSIDE = (
    "%(value)s cannot be answered with this hit: it is with another unit, or at another step now. "
    "Look at it again."
)


class AnswerForm(CommandForm):
    """Form that answers a hit and only the other hits that it names.

    A hit raised after the form was shown is not answered with them.
    """

    also = MultiChoiceField(
        label="Answer these too",
        help_text="Your other hits with the same unit. Those you choose get the same answer as "
        "this one.",
        required=False,
        error_messages={"invalid_choice": NOT_ALONGSIDE},
    )

    def narrow_choices(self) -> None:
        """Offer the unit's other hits that wait for the same answer now."""
        self.beside = {side.ref: side for side in alongside(self.subject["hit"])}
        if self.beside:
            choices = [(ref, _in_words(side)) for ref, side in self.beside.items()]
            self.fields["also"].choices = choices  # type: ignore[attr-defined]
        elif "also" not in self.data:
            del self.fields["also"]

    def clean_also(self) -> list[HitSide]:
        """Return the sides that were chosen."""
        return [self.beside[ref] for ref in self.cleaned_data["also"]]


def held(side: HitSide, also: Iterable[HitSide]) -> tuple[HitSide, list[HitSide]]:
    """Lock a side and the other sides answered with it; return it and all of them.

    Sides are locked in id order, so two answers cannot deadlock. Raises Refused if the actor can
    no longer see one of them.
    """
    rows = HitSide.objects.select_related("hit", "unit", "desk")
    in_order = sorted({side, *also}, key=lambda answered: answered.pk)
    sides = [lock(rows, answered) for answered in in_order]
    return next(answered for answered in sides if answered == side), sides


def _in_words(side: HitSide) -> str:
    return f"{side.ref}: {side.hit.words}" + (
        f", on {side.own_subject}" if side.own_subject else ""
    )
