"""An organisation gives its public pages a colour, and a Welsh version is published."""

from tests.stories.conftest import Walker

ENGLISH = "Empty house next door? Look for these signs"
WELSH = "Tŷ gwag drws nesaf? Chwiliwch am yr arwyddion hyn"


def test_public_pages_have_a_colour_and_a_welsh_version(walker: Walker) -> None:
    walker.sign_in("pol")
    walker.go("/public-messages/")
    walker.press("Your public pages")
    walker.press("Set colour")
    walker.answer(colour="#ffdd00")
    walker.send("Set colour")
    walker.sees("Enter a darker colour")
    walker.answer(colour="#7a1f3d")
    walker.send("Set colour")
    walker.picture("public-site")
    walker.press("Welsh versions")
    walker.press("Write a Welsh version")
    walker.answer(title=WELSH, text="Ffoniwch 101, neu 999 os oes rhywun mewn perygl.")
    walker.page.get_by_label("Published text").select_option(label=ENGLISH)
    walker.send("Save draft")
    draft = walker.page.url.removeprefix(walker.address)
    walker.sees("Another officer who publishes must publish it")

    walker.sign_in("della")
    walker.go(draft)
    walker.press("Publish Welsh version")
    walker.answer(is_read="on")
    walker.send("Publish Welsh version")

    walker.page.context.clear_cookies()
    walker.go("/published/messages/")
    walker.press(ENGLISH)
    walker.press("Cymraeg")
    walker.sees(WELSH, "Cyhoeddwyd")
    walker.picture("welsh-message")
    walker.press("Data agored")
    walker.picture("open-data")
