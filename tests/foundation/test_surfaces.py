"""Tasks, timeline, readers and figures are at the API and the terminal too."""

from datetime import timedelta

from broadhurst.capabilities.register.commands.name_lead import name_lead
from broadhurst.foundation import clock
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.people import Cast


def test_what_waits_is_the_same_at_three_doors(cast: Cast) -> None:
    ocg = cast.ocg()
    items = Machine(cast.gail).get("/waiting").json()["items"]
    assert {"what": "Assess", "about": ocg.name, "ref": ocg.ref}.items() <= items[0].items()
    said = terminal(cast.gail, "waiting").output
    assert f"Assess {ocg.name} ({ocg.ref})" in said
    assert ocg.ref not in terminal(cast.olive, "waiting").output


def test_a_task_is_one_link_that_says_what_and_on_what(cast: Cast) -> None:
    ocg = cast.ocg()
    home = browser(cast.gail).get("/").content.decode()
    link = f'>Assess {ocg.name} <span class="bh-muted">{ocg.ref}</span></a>'
    assert (link in home, "About</th>" in home) == (True, False)


def test_notices_are_told_in_words(cast: Cast) -> None:
    ocg = cast.ocg()
    items = Machine(cast.len).get("/notices").json()["items"]
    assert items[0]["verb"] == "ocg.registered"
    assert ocg.ref in items[0]["words"]
    assert Machine(cast.olive).get("/notices").json()["items"] == []


def test_the_timeline_and_who_can_see_at_the_api_and_the_terminal(cast: Cast) -> None:
    ocg = cast.ocg()
    events = Machine(cast.len).get(f"/ocgs/{ocg.ref}/timeline").json()["items"]
    assert [event["verb"] for event in events] == ["ocg.registered"]
    assert "registered" in terminal(cast.len, "timeline", ocg.ref).output
    sights = Machine(cast.len).get(f"/ocgs/{ocg.ref}/who-can-see").json()["items"]
    assert {"n-bolton", "n-occu"} <= {sight["unit"] for sight in sights}
    assert "Challenger Bolton owns it" in terminal(cast.len, "who-can-see", ocg.ref).output
    for verb in ("timeline", "who-can-see"):
        assert Machine(cast.olive).get(f"/ocgs/{ocg.ref}/{verb}").status_code == 404
        assert terminal(cast.olive, verb, ocg.ref).exit_code == 1


def test_who_can_see_now_comes_before_who_could(cast: Cast) -> None:
    ocg = cast.ocg()
    with clock.set_to(NOW + timedelta(days=2)):
        name_lead(
            actor=cast.cora, ocg=ocg, role="lro", officer=cast.ned.officer, because="Len is away."
        )
        items = Machine(cast.gail).get(f"/ocgs/{ocg.ref}/who-can-see").json()["items"]
        ends = [item["until_at"] for item in items]
        page = browser(cast.gail).get(f"/ocgs/{ocg.ref}/who-can-see/").content.decode()
    ended = sum(end is not None for end in ends)
    assert ended > 0
    assert ends[:-ended] == [None] * (len(ends) - ended)
    assert page.count(">Current<") == len(ends) - ended
    assert page.rindex(">Current<") < page.rindex("Len Oakapple")


def test_figures_count_what_the_reader_may_see(cast: Cast) -> None:
    ocg = cast.ocg()
    with clock.set_to(NOW + timedelta(hours=1)):
        figure = Machine(cast.gail).get("/figures/active_ocgs").json()
        assert (figure["value"], figure["records"][0]["ref"]) == (1, ocg.ref)
        assert Machine(cast.gail).get("/figures/active_ocgs?as_of=2021-02-28").json()["value"] == 0
        assert Machine(cast.gail).get("/figures/active_ocgs?as_of=soon").status_code == 422
        assert Machine(cast.gail).get("/figures/nothing").status_code == 404
        assert Machine(cast.olive).get("/figures/active_ocgs").json()["value"] == 0
        items = Machine(cast.gail).get("/figures?scope=seen").json()["items"]
        every = {one["name"]: (one["value"], one["record_count"]) for one in items}
        assert every["active_ocgs"] == (1, 1)
        assert not [one for one in items if "records" in one]
        assert "Active OCGs: 1 OCG" in terminal(cast.gail, "figures").output
        assert ocg.ref in terminal(cast.gail, "figures", "active_ocgs").output
        assert (
            "Active OCGs: none"
            in terminal(cast.gail, "figures", "active_ocgs", "--as-of", "2021-02-28").output
        )
