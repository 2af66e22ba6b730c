"""Two forces merge: a plan, a dry run, one act, and what each officer sees the day after."""

from datetime import date

from tests.stories.conftest import Program, Walker, own_ocg

TODAY = date.today().isoformat()  # noqa: DTZ011 - the served site's clock
NEW = "Mersey and Manchester Police"


def test_two_forces_merge_after_a_dry_run(program: Program, walker: Walker) -> None:
    built = program.build("answering")
    walker.sign_in("gail")
    name, ocg = own_ocg(walker)
    open_the_new_force(walker)
    merge(walker)
    what_the_sio_sees(walker, name, ocg)
    what_the_policing_body_sees(walker, built)
    what_the_others_see(walker, ocg)


def open_the_new_force(walker: Walker) -> None:
    walker.sign_in("ivy")
    walker.go("/administration/open-organisation/")
    walker.answer(
        name=NEW, short_name="Mersey and Manchester", key="mersey-manchester", kind="police_force",
        nation="ENG", source="The Police (Made-up) Order",
    )  # fmt: skip
    walker.date("from_on", TODAY)
    walker.send()


def merge(walker: Walker) -> None:
    walker.go("/administration/successions/plan/")
    walker.answer(
        kind="whole", predecessors=["gmp", "merseyside"], successor="mersey-manchester",
        reason="The Police (Made-up) Order.",
    )  # fmt: skip
    walker.date("effective_on", TODAY)
    walker.send("Save plan")
    walker.sees("No dry run yet")
    walker.send("Make dry run")
    walker.sees(
        "OCGs owned", "Findings that have not ended, with owner, next step and status",
        "Records that stay under the old name", "Different policing bodies",
    )  # fmt: skip
    walker.sees_not("govuk-error-message")
    walker.picture("dry-run")
    walker.press("Carry out succession")
    walker.send("Carry out succession")
    walker.sees(f"{NEW} has taken over.", "Records that moved", "Units that moved")
    walker.picture("carried-out")
    walker.go("/administration/organisations/mersey-manchester/")
    walker.sees("Took over from", "Greater Manchester Police", "Merseyside Police")
    walker.picture("new-force")


def what_the_sio_sees(walker: Walker, name: str, ocg: str) -> None:
    """The same unit owns the OCG, now of the new force, and its history says so."""
    walker.sign_in("gail")
    walker.go(ocg)
    walker.sees(name, "Challenger Bolton")
    walker.picture("sio-after")


def what_the_policing_body_sees(walker: Walker, built: dict[str, str]) -> None:
    """The draft goes on for the new force. What was published keeps the old name."""
    walker.sign_in("pol")
    walker.go(f"/responses/{built['draft']}/")
    walker.sees("Mersey and Manchester")
    walker.picture("draft-after")
    walker.go(f"/responses/{built['published']}/")
    walker.sees("GMP")
    walker.picture("published-after")


def what_the_others_see(walker: Walker, ocg: str) -> None:
    """An officer of the other force sees no more than before. The inspector finds the new force."""
    walker.sign_in("olive")
    answer = walker.page.goto(walker.address + ocg)
    assert answer is not None
    assert answer.status == 404, "a merger gives nobody another unit's OCG"
    walker.sign_in("hope")
    walker.go("/findings/?tab=all")
    walker.sees("Mersey and Manchester")
    walker.picture("findings-after")
