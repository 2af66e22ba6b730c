"""Offer to add another record after the form of one."""

from urllib.parse import urlencode

from broadhurst.foundation.doors.check_answers import AND_THEN
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.wall import ActingRequest

ANOTHER = "another"  # the button, and the parameter of the next form's URL


def begin_next(request: ActingRequest, form: CommandForm, names: tuple[str, ...]) -> bool:
    """Begin with what the form keeps from a record just added, and return whether there is one.

    The first other question gets the focus.
    """
    if form.is_bound or ANOTHER not in request.GET:
        return False
    form.initial.update({name: request.GET[name] for name in names if name in request.GET})
    first = next(name for name in form.fields if name not in form.initial)
    form.fields[first].widget.attrs = {**form.fields[first].widget.attrs, "autofocus": True}
    return True


def next_address(request: ActingRequest, another: tuple[str, ...] | None, go_to: str) -> str:
    """Return the address after success: the next page, or the same form to add another."""
    if another is None or request.POST.get(AND_THEN) != ANOTHER:
        return go_to
    kept_answers = {name: request.POST[name] for name in another if request.POST.get(name)}
    return f"{request.path}?{urlencode({ANOTHER: '1', **kept_answers})}"
