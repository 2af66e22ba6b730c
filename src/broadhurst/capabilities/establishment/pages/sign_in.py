"""Sign in, and choose the posting to act in."""

from django.contrib.auth import authenticate, login, logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from broadhurst.capabilities.establishment.commands.take_posting import SignInForm, take_posting
from broadhurst.capabilities.establishment.queries.accounts import objections_to_sign_in
from broadhurst.capabilities.establishment.queries.officers import postings_of
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import actor_in
from broadhurst.foundation.agencies.models import Officer, Posting
from broadhurst.foundation.agencies.sessions import LAST_VISIT
from broadhurst.foundation.doors.authentication import POSTING
from broadhurst.foundation.doors.wall import open_to_anyone

WRONG = "The username or password is not right. Check both and try again."


@open_to_anyone
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for a username and password.

    After five wrong tries the username is locked for a while, for that network address.
    """
    form = SignInForm(request.POST or None)
    if form.is_valid():
        officer = authenticate(request, **form.cleaned_data)
        objections = [WRONG]
        if isinstance(officer, Officer) and not (objections := objections_to_sign_in(officer)):
            login(request, officer)
            return choose(request, officer)
        form.add_error(None, " ".join(objections))
    status = 422 if form.errors else 200
    return render(request, "establishment/sign_in.html", {"form": form}, status=status)


@open_to_anyone
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("establishment:sign_in")


@open_to_anyone
def postings(request: HttpRequest) -> HttpResponse:
    """Let the officer choose a posting. An officer with only one does not choose."""
    if not isinstance(request.user, Officer):
        return redirect("establishment:sign_in")
    if request.user.password_is_temporary:
        return redirect("establishment:change_password")
    own_postings = list(postings_of(request.user, clock.today()))
    chosen = next(
        (posting for posting in own_postings if posting.ref == request.POST.get("posting")), None
    )
    if chosen:
        return _take(request, chosen)
    error = "Select a posting" if request.method == "POST" else ""
    context = {"postings": own_postings, "error": error, "next": request.GET.get("next", "")}
    return render(request, "establishment/postings.html", context, status=422 if error else 200)


def choose(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Sign in to the officer's only posting, or ask which of several to use."""
    if officer.password_is_temporary:
        return redirect("establishment:change_password")
    own_postings = list(postings_of(officer, clock.today()))
    if len(own_postings) == 1:
        return _take(request, own_postings[0])
    return redirect_to_login(_next(request), "/postings/")


def _take(request: HttpRequest, posting: Posting) -> HttpResponse:
    request.session[POSTING] = posting.pk
    last = take_posting(actor=actor_in(posting))
    # Another posting taken in the same session is not another visit.
    if last and LAST_VISIT not in request.session:
        request.session[LAST_VISIT] = last.isoformat()
    return redirect(_next(request))


def _next(request: HttpRequest) -> str:
    url = request.POST.get("next") or request.GET.get("next") or "/"
    is_safe = url_has_allowed_host_and_scheme(url, {request.get_host()}, request.is_secure())
    return url if is_safe else "/"
