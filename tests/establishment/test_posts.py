"""Posts of chief officers and their appointments, at every door."""

from datetime import date

import pytest

from broadhurst.capabilities.establishment.commands.appoint import appoint
from broadhurst.capabilities.establishment.commands.close_post import close_post
from broadhurst.capabilities.establishment.commands.correct_appointment import correct_appointment
from broadhurst.capabilities.establishment.commands.edit_post import edit_post
from broadhurst.capabilities.establishment.commands.end_appointment import end_appointment
from broadhurst.capabilities.establishment.commands.open_post import open_post
from broadhurst.capabilities.establishment.commands.withdraw_appointment import withdraw_appointment
from broadhurst.capabilities.establishment.commands.withdraw_post import withdraw_post
from broadhurst.capabilities.establishment.queries.officers import chief_officer_for
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import Appointment, Post
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.workflow import Refused
from tests.appointing import a_post, appointed
from tests.at_once import at_once, refusals
from tests.doors import Machine, browser, terminal
from tests.establishment.admins import TODAY, Admins, make_admins
from tests.people import SINCE, Cast

APRIL, MAY = date(2019, 4, 1), date(2019, 5, 1)


def acc(cast: Cast, admins: Admins) -> Post:
    return a_post(admins.ivy, cast.rita.agency, "ACC, Northern ROCU", "rocu", APRIL)


def test_a_post_is_added_held_and_ended_on_its_pages(cast: Cast, admins: Admins) -> None:
    page = browser(admins.ivy)
    given = {"title": "ACC, Northern ROCU", "kind": "rocu", "from_on": str(APRIL)}
    made = page.post("/administration/organisations/nrocu/open-post/", given)
    assert (made.status_code, made["Location"]) == (302, "/chief-officers/nrocu/")
    post = Post.objects.get()
    assert chief_officer_for(cast.rita.agency, TODAY) is None
    at = f"/administration/posts/{post.ref}/"
    held = {"officer": "hal-brindlewood", "basis": "substantive", "from_on": str(MAY)}
    assert page.post(f"{at}appoint/", held).status_code == 302
    chief = chief_officer_for(cast.rita.agency, TODAY)
    assert chief
    assert chief.officer == cast.hal.officer
    refused = page.post(f"{at}close/", {"until_on": str(TODAY)})
    assert "End or correct these appointments first: Hal Brindlewood" in refused.content.decode()
    ended = f"/administration/appointments/{chief.ref}/end/"
    assert page.post(ended, {"until_on": str(TODAY)}).status_code == 302
    assert page.post(f"{at}close/", {"until_on": str(TODAY)}).status_code == 302
    assert chief_officer_for(cast.rita.agency, TODAY) is None
    assert "Hal Brindlewood" in page.get("/administration/appointments/?tab=all").content.decode()
    assert "ACC, Northern ROCU" in page.get("/administration/posts/?tab=all").content.decode()


def test_the_same_by_the_api(cast: Cast, admins: Admins) -> None:
    ivy = Machine(admins.ivy)
    made = ivy.post(
        "/organisations/northshire/open-post", title="Head of CT", kind="counter_terrorism",
        from_on=str(SINCE),
    )  # fmt: skip
    assert (made.status_code, made.json()["responsibility"]) == (201, "counter_terrorism")
    ref = made.json()["ref"]
    held = ivy.post(
        f"/posts/{ref}/appoint", officer="hal-brindlewood", basis="acting", from_on=str(MAY)
    )
    assert (held.status_code, held.json()["basis"]) == (201, "acting")
    of = f"/appointments/{held.json()['ref']}"
    corrected = ivy.post(f"{of}/correct", basis="temporary", because="He had the rank.")
    assert corrected.json() | {"basis": "temporary", "from_on": str(MAY)} == corrected.json()
    assert ivy.post(f"{of}/end", until_on=str(TODAY)).status_code == 200
    assert ivy.post(f"{of}/withdraw", because="It was another Hal.").status_code == 200
    edited = ivy.post(f"/posts/{ref}/edit", title="Head of counter-terrorism", because="In full.")
    assert edited.json()["title"] == "Head of counter-terrorism"
    assert ivy.post(f"/posts/{ref}/close", until_on=str(TODAY)).status_code == 200
    gone = ivy.post(f"/posts/{ref}/withdraw", because="There was none.")
    assert gone.json()["withdrawn_because"] == "There was none."
    assert [one["ref"] for one in ivy.get("/posts?tab=all").json()["items"]] == [ref]


def test_the_same_at_the_terminal(cast: Cast, admins: Admins) -> None:
    def run(*words: str) -> str:
        done = terminal(admins.ivy, "establishment", *words)
        assert done.exit_code == 0, done.output
        return done.output

    run("open-post", "bolton-council", "--title", "Lead for fraud", "--kind", "national_lead",
        "--from-on", str(SINCE))  # fmt: skip
    ref = Post.objects.get().ref
    run("appoint", ref, "--officer", "hal-brindlewood", "--basis", "substantive",
        "--from-on", str(MAY))  # fmt: skip
    of = Appointment.objects.get().ref
    assert f"{ref}  Lead for fraud" in run("posts")
    assert of in run("appointments")
    run("correct-appointment", of, "--from-on", str(APRIL), "--because", "A slip.")
    run("end-appointment", of, "--until-on", str(MAY))
    run("withdraw-appointment", of, "--because", "Nobody was appointed.")
    run("edit-post", ref, "--kind", "other", "--because", "Not national.")
    run("close-post", ref, "--until-on", str(TODAY))
    run("withdraw-post", ref, "--because", "It was never created.")
    assert Post.objects.get().withdrawn_because == "It was never created."


def test_a_correction_says_what_it_replaced_and_why(cast: Cast, admins: Admins) -> None:
    held = appointed(
        actor=admins.ivy, officer=cast.hal.officer, agency=cast.rita.agency, post="ACC",
        kind="rocu", from_on=APRIL,
    )  # fmt: skip
    facts = {"basis": "substantive", "from_on": APRIL, "until_on": None}
    with pytest.raises(Refused, match="You have not changed anything"):
        correct_appointment(
            actor=admins.ivy, appointment=held, officer=held.officer, because="x", **facts
        )
    correct_appointment(
        actor=admins.ivy, appointment=held, officer=cast.rita.officer, because="Wrong officer.",
        **facts | {"from_on": MAY},
    )  # fmt: skip
    held.refresh_from_db()
    assert held.officer == cast.rita.officer
    assert held.corrected_was == "officer: Hal Brindlewood; first day: 1 April 2019"
    page = browser(cast.olive).get("/chief-officers/nrocu/").content.decode()
    assert "Before: officer: Hal Brindlewood; first day: 1 April 2019" in page
    assert "Wrong officer." in page
    with as_actor(admins.ivy):
        event = Event.objects.get(verb="appointment.corrected")
    assert event.detail["now"] == "officer: Rita Quillfeather; first day: 1 May 2019"


def test_what_is_withdrawn_stays_readable_and_counts_no_more(cast: Cast, admins: Admins) -> None:
    post = acc(cast, admins)
    held = appoint(actor=admins.ivy, post=post, officer=cast.hal.officer, from_on=APRIL)
    with pytest.raises(Refused, match="Withdraw these appointments first: Hal Brindlewood"):
        withdraw_post(actor=admins.ivy, post=post, because="It never was.")
    with pytest.raises(Refused, match="Enter why the record is wrong"):
        withdraw_appointment(actor=admins.ivy, appointment=held, because=" ")
    withdraw_appointment(actor=admins.ivy, appointment=held, because="He declined.")
    with pytest.raises(Refused, match="This appointment was withdrawn"):
        end_appointment(actor=admins.ivy, appointment=held, until_on=TODAY)
    assert chief_officer_for(cast.rita.agency, TODAY) is None
    appoint(actor=admins.ivy, post=post, officer=cast.hal.officer, from_on=APRIL)
    page = browser(cast.olive).get("/chief-officers/nrocu/").content.decode()
    assert "Reason: He declined." in page
    withdraw_appointment(
        actor=admins.ivy, appointment=Appointment.objects.get(withdrawn_at=None), because="No."
    )
    withdraw_post(actor=admins.ivy, post=post, because="It never was.")
    with pytest.raises(Refused, match="This post was withdrawn"):
        appoint(actor=admins.ivy, post=post, officer=cast.hal.officer, from_on=APRIL)


def test_posts_and_appointments_stay_within_each_other(cast: Cast, admins: Admins) -> None:
    post = acc(cast, admins)
    with pytest.raises(Refused, match="The post exists from 1 April 2019"):
        appoint(actor=admins.ivy, post=post, officer=cast.hal.officer, from_on=SINCE)
    appoint(actor=admins.ivy, post=post, officer=cast.hal.officer, from_on=APRIL)
    with pytest.raises(Refused, match="The officer holds this post from 1 April 2019"):
        appoint(actor=admins.ivy, post=post, officer=cast.hal.officer, from_on=MAY)
    appoint(actor=admins.ivy, post=post, officer=cast.rita.officer, from_on=MAY, basis="acting")
    with pytest.raises(Refused, match=r"first: Hal Brindlewood from 1 April 2019\.$"):
        edit_post(
            actor=admins.ivy, post=post, title=post.title, kind="rocu", from_on=MAY, because="x"
        )
    with pytest.raises(Refused, match="End or correct these appointments first"):
        close_post(actor=admins.ivy, post=post, until_on=TODAY)
    given = {"actor": admins.ivy, "agency": cast.rita.agency, "kind": "rocu"}
    with pytest.raises(Refused, match="already has a post with this title at that time"):
        open_post(title="acc, northern rocu", from_on=TODAY, **given)
    with pytest.raises(Refused, match="The organisation opened on 1 January 2019"):
        open_post(title="Another", from_on=date(2018, 1, 1), **given)


def test_the_responsibility_fits_the_organisation(cast: Cast, admins: Admins) -> None:
    for kind, agency in (("rocu", cast.gail.agency), ("force", cast.rita.agency)):
        with pytest.raises(Refused, match="Choose this responsibility only for a post in a"):
            open_post(actor=admins.ivy, agency=agency, title="ACC", kind=kind, from_on=APRIL)


def test_only_the_administrators_of_the_organisation_change_its_posts(
    cast: Cast, admins: Admins
) -> None:
    post = acc(cast, admins)
    held = appoint(actor=admins.ivy, post=post, officer=cast.hal.officer, from_on=APRIL)
    pages = [
        "/administration/organisations/nrocu/open-post/",
        *(f"/administration/posts/{post.ref}/{verb}/"
          for verb in ("edit", "close", "withdraw", "appoint")),
        *(f"/administration/appointments/{held.ref}/{verb}/"
          for verb in ("end", "correct", "withdraw")),
    ]  # fmt: skip
    for actor in (cast.gail, admins.fay):
        with pytest.raises(Refused, match=r"Only an administrator|your own organisation"):
            appoint(actor=actor, post=post, officer=cast.rita.officer, from_on=MAY)
        with pytest.raises(Refused, match=r"Only an administrator|your own organisation"):
            withdraw_appointment(actor=actor, appointment=held, because="No.")
        for path in pages:
            assert browser(actor).get(path).status_code == 404, path
            api = path.replace("/administration", "").rstrip("/")
            assert Machine(actor).post(api).status_code == 404, api
        said = terminal(actor, "establishment", "close-post", post.ref, "--until-on", str(TODAY))
        assert said.exit_code == 1
        shown = browser(actor).get("/chief-officers/nrocu/").content.decode()
        assert "Hal Brindlewood" in shown
        assert "Withdraw appointment" not in shown
    assert "Withdraw appointment" in browser(admins.ivy).get(
        "/chief-officers/nrocu/"
    ).content.decode()  # fmt: skip
    with pytest.raises(Refused, match="You cannot appoint yourself"):
        appoint(actor=admins.ivy, post=post, officer=admins.ivy.officer, from_on=MAY)


def test_two_at_once_appoint_an_officer_to_a_post_once(committed: Cast) -> None:
    admins = make_admins(committed)
    post = acc(committed, admins)
    acts = [
        lambda: appoint(
            actor=admins.ivy, post=post, officer=committed.hal.officer, from_on=APRIL
        )
    ] * 2  # fmt: skip
    told = refusals(at_once(*acts))
    assert len(told) == 1
    assert "The officer holds this post from 1 April 2019" in told[0]
    assert Appointment.objects.count() == 1


def test_a_post_does_not_end_while_somebody_is_appointed_to_it(committed: Cast) -> None:
    admins = make_admins(committed)
    post = acc(committed, admins)
    told = refusals(
        at_once(
            lambda: appoint(
                actor=admins.ivy, post=post, officer=committed.hal.officer, from_on=APRIL
            ),
            lambda: close_post(actor=admins.ivy, post=post, until_on=TODAY),
        )
    )
    assert len(told) == 1
    assert "The post ends on 1 March 2021" in told[0] or "End or correct" in told[0]
