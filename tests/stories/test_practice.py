"""A practice note becomes public and is adopted, and a message is cleared and withdrawn."""

import re

from tests.stories.conftest import Walker

TILL_ROLLS = "Reading the till rolls of a car wash"
LETTING = "Letting agents who spot cannabis farms"
CAR = "Cash for your car? Ask who buys it"


def opened(walker: Walker, name: str) -> str:
    """Follow the link to a record in a list, check its page, and return its reference."""
    walker.press(name)
    return walker.page.url.rstrip("/").rpartition("/")[2]


def test_note_is_published_made_public_and_adopted(walker: Walker) -> None:
    walker.sign_in("gail")
    walker.go("/practice-notes/")
    walker.sees(LETTING, "Did not work", "adapted")
    walker.picture("practice")
    walker.go("/practice-notes/?tab=own")
    ref = opened(walker, TILL_ROLLS)
    walker.press("Publish to the service")
    walker.send("Publish to the service")
    walker.sees("Another officer of Challenger Bolton can make it public")

    walker.sign_in("len")
    walker.go(f"/practice-notes/{ref}/make-public/")
    walker.answer(is_read="on")
    walker.send("Make note public")
    walker.sees("Anyone can see it")

    walker.sign_in("olive")
    walker.go("/practice-notes/")
    opened(walker, LETTING)
    walker.press("Record how you use it")
    walker.answer(result="adapted", came_of_it="We trained meter readers instead.")
    walker.send("Save result")
    walker.sees("We trained meter readers instead.", "Merseyside")
    walker.picture("note-adopted")

    walker.page.context.clear_cookies()
    walker.go("/published/practice/")
    opened(walker, TILL_ROLLS)
    walker.sees("Trading standards compare the water bill")


def test_message_is_cleared_published_and_withdrawn(walker: Walker) -> None:
    walker.sign_in("della")
    walker.go("/public-messages/")
    ref = opened(walker, CAR)
    walker.press("Clear message")
    walker.answer(is_read="on")
    walker.send("Clear message")

    walker.sign_in("pol")
    walker.go(f"/public-messages/{ref}/publish/")
    walker.send("Publish message now")
    walker.picture("message")
    walker.page.context.clear_cookies()
    walker.go("/published/messages/")
    opened(walker, CAR)
    walker.sees("For the area of Greater Manchester Combined Authority")
    walker.picture("public-message")

    walker.sign_in("pol")
    walker.go(f"/public-messages/{ref}/withdraw/")
    walker.answer(because="A dealer asked us to name the rule.")
    walker.send("Withdraw message")
    walker.sees("A dealer asked us to name the rule.")
    walker.page.context.clear_cookies()
    walker.go("/published/messages/")
    walker.sees_not(CAR)
    answer = walker.page.goto(f"{walker.address}/published/messages/{ref}/")
    assert answer is not None
    assert answer.status == 404
    feed = walker.page.request.get(f"{walker.address}/published/feed.rss").text()
    assert re.search("<item>", feed)
    assert CAR not in feed
