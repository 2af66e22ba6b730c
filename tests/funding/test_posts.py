"""Posts: opening, editing, filling, vacating, closing, and the lines they rest on."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from broadhurst.capabilities.funding.commands.close_post import close_post
from broadhurst.capabilities.funding.commands.edit_post import edit_post
from broadhurst.capabilities.funding.commands.fill_post import fill_post
from broadhurst.capabilities.funding.commands.open_post import open_post
from broadhurst.capabilities.funding.commands.rest_post import rest_post
from broadhurst.capabilities.funding.commands.vacate_post import vacate_post
from broadhurst.capabilities.funding.models import Post, Rest
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.funding.money import Room

TODAY = date(2021, 3, 1)


def test_a_post_is_filled_vacant_and_closed_with_its_reason(room: Room) -> None:
    cass, post = room.cast.cass, room.post()
    assert post.filled_on is None
    assert fill_post(actor=cass, post=post, filled_on=date(2020, 9, 1)).filled_on
    vacant = vacate_post(actor=cass, post=post, vacant_from=TODAY, because="Moved to a force.")
    assert vacant.filled_on is None
    fill_post(actor=cass, post=post, filled_on=TODAY)
    closed = close_post(actor=cass, post=post, closed_on=TODAY, because="The grant ended.")
    assert (closed.is_open, closed.filled_on, closed.closed_because) == (
        False, None, "The grant ended.",
    )  # fmt: skip
    for verb, more in (
        (fill_post, {"filled_on": TODAY}),
        (vacate_post, {"vacant_from": TODAY, "because": "x"}),
        (close_post, {"closed_on": TODAY, "because": "x"}),
        (edit_post, {"role": "x", "opened_on": TODAY, "because": "x"}),
        (rest_post, {"line": room.line(), "share": 1}),
    ):
        with pytest.raises(Refused, match="This post is closed"):
            verb(actor=cass, post=post, **more)


def test_lines_pay_at_most_the_whole_post_on_any_day(room: Room) -> None:
    post, grant = room.post(), room.line()
    other = room.line(name="Force money", first_day=date(2020, 10, 1), last_day=date(2021, 9, 30))
    room.rest(post, grant, 70)
    with pytest.raises(Refused, match="110 per cent"):
        room.rest(post, other, 40)
    room.rest(post, other, 30)
    room.rest(post, grant, 0)
    room.rest(post, other, 100)
    with as_actor(room.cast.cass):
        assert list(post.rests.order_by("pk").values_list("share", flat=True)) == [0, 100]


def test_a_line_of_another_organisation_cannot_pay(room: Room) -> None:
    theirs = room.line(actor=room.fern)
    with as_actor(room.acton), pytest.raises(Refused, match="organisation that has the post"):
        rest_post(actor=room.acton, post=room.post(), line=theirs, share=10)


def test_a_fixed_term_does_not_end_before_it_begins(room: Room) -> None:
    with pytest.raises(Refused, match="on or after the day that the post opens"):
        room.post(tenure_ends=date(2020, 3, 31))
    post = room.post()
    with as_actor(room.cast.cass), pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.filter(pk=post.pk).update(tenure_ends=date(2019, 1, 1))
    line = room.line()
    room.rest(post, line)
    with as_actor(room.cast.cass), pytest.raises(IntegrityError), transaction.atomic():
        Rest.objects.update(share=101)


def test_others_neither_read_nor_write(room: Room) -> None:
    post = room.post()
    for other in (room.cast.gail, room.cast.olive, room.bly, room.cast.connie):
        assert browser(other).get(f"/funded-posts/{post.ref}/").status_code == 404
        assert Machine(other).get(f"/funded-posts/{post.ref}").status_code == 404
    for reader in (room.cast.rita, room.fern, room.cast.pol):
        page = browser(reader).get(f"/funded-posts/{post.ref}/").content.decode()
        assert "Edit post" not in page
        with pytest.raises(Refused, match="Only a capability manager"):
            fill_post(actor=reader, post=post, filled_on=TODAY)
    with pytest.raises(Refused, match="Only a capability manager"):
        open_post(actor=room.cast.rita, role="Analyst", opened_on=TODAY)


def test_page_api_and_terminal_do_the_same(room: Room) -> None:
    cass, line = room.cast.cass, room.confirmed()
    machine = Machine(cass)
    made = machine.post(
        "/funded-posts", role="Analyst", capability="surveillance", opened_on="2020-04-01"
    ).json()
    ref = made["ref"]
    page = browser(cass)
    assert page.post(
        f"/funded-posts/{ref}/rest-post/", {"line": line.ref, "share": "60"}
    ).status_code == 302  # fmt: skip
    assert terminal(
        cass, "funding", "fill-post", ref, "--filled-on", "2020-05-01"
    ).output.strip().endswith("filled.")  # fmt: skip
    edited = machine.post(f"/funded-posts/{ref}/edit-post", tenure_ends="2021-06-30",
                          because="A fixed term.").json()  # fmt: skip
    assert (edited["tenure_ends"], edited["role"]) == ("2021-06-30", "Analyst")
    assert edited["lines"] == [
        {"line": line.ref, "name": line.name, "ends_on": "2021-03-31", "share": 60}
    ]
    assert machine.post(
        f"/funded-posts/{ref}/vacate-post", vacant_from="2021-02-01", because="Left."
    ).json()["filled_on"] is None  # fmt: skip
    closed = terminal(
        cass, "funding", "close-post", ref, "--closed-on", "2021-03-01", "--because", "Cut."
    )
    assert closed.exit_code == 0, closed.output
    detail = machine.get(f"/funded-posts/{ref}").json()
    assert (detail["closed_because"], len(detail["changes"])) == ("Cut.", 6)
    assert ref not in terminal(cass, "funding", "posts").output
    assert "closed 2021-03-01" in terminal(cass, "funding", "posts", "--tab", "all").output
    shown = page.get(f"/funded-posts/{ref}/").content.decode()
    assert "Cut." in shown
    assert "Edit post" not in shown
    assert page.get("/funded-posts/?tab=all").content.decode().count("Analyst") == 1
    assert page.get("/funded-posts/open/").status_code == 200


def test_the_form_is_shown_only_to_those_who_can_send_it_now(room: Room) -> None:
    post = room.post()
    address = f"/funded-posts/{post.ref}/fill-post/"
    stranger = browser(room.fern).get(address)
    assert stranger.status_code == 403
    assert "Only a capability manager, chief officer or" in stranger.content.decode()
    assert browser(room.cast.cass).get(address).status_code == 200
    fill_post(actor=room.cast.cass, post=post, filled_on=TODAY)
    late = browser(room.cast.cass).get(address)
    assert late.status_code == 403
    assert "This post is filled." in late.content.decode()
