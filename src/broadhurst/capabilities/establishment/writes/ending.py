"""End sessions and tokens at once, for other commands."""

from broadhurst.foundation import clock
from broadhurst.foundation.agencies.models import ApiToken, Officer, Posting, Session


def end_access_of(officer: Officer) -> tuple[int, int]:
    """End every session and token of an officer, and return how many of each."""
    sessions, _ = Session.objects.filter(officer=officer).delete()
    tokens = ApiToken.objects.filter(posting__officer=officer, revoked_at=None)
    return sessions, tokens.update(revoked_at=clock.now())


def end_access_in(posting: Posting) -> tuple[int, int]:
    """End every session and token of a posting, and return how many of each."""
    sessions, _ = Session.objects.filter(posting=posting).delete()
    tokens = ApiToken.objects.filter(posting=posting, revoked_at=None)
    return sessions, tokens.update(revoked_at=clock.now())
