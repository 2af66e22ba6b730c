"""How smoothly the chart of a network moves in a browser."""

import shutil
from statistics import median, quantiles

from django.conf import settings
from playwright.sync_api import sync_playwright

from bench import readers
from bench.site import served
from broadhurst.foundation.access.actor import Actor

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
WIDTH, HEIGHT = 1280, 900  # pixels
MOVES = 120  # of the mouse, while the chart is panned
# Notes the milliseconds between the frames that the browser draws.
NOTE_FRAMES = """() => {
  window.frames_taken = [];
  let last = performance.now();
  const next = (now) => { frames_taken.push(now - last); last = now; requestAnimationFrame(next); };
  requestAnimationFrame(next);
}"""
CORNER = """() => {
  const { x, y } = document.querySelector(".bh-network__canvas").getBoundingClientRect();
  return [x + 30, y + 30];
}"""
NODES = "() => JSON.parse(document.getElementById('network-data').textContent).nodes.length"


def panned(actor: Actor) -> tuple[int, float, float] | None:
    """Pan the network of the actor's unit, and return its nodes, and a frame's median and p95.

    Both are in milliseconds. Returns None if this machine has no Chromium.
    """
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        return None
    session = readers.browser(actor).cookies[settings.SESSION_COOKIE_NAME].value
    with served("--no-work") as ((host, port), _), sync_playwright() as playwright:
        site = f"http://{host}:{port}"
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT})
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])
        page = context.new_page()
        page.goto(f"{site}/network/", timeout=60_000)
        chart = page.locator(".bh-network__canvas")
        chart.locator("canvas").first.wait_for()
        chart.scroll_into_view_if_needed()
        left, top = page.evaluate(CORNER)
        page.mouse.move(left, top)
        page.mouse.down()
        page.evaluate(NOTE_FRAMES)
        for step in range(MOVES):
            page.mouse.move(left + step * 4, top + step * 2)
        page.mouse.up()
        frames = page.evaluate("() => frames_taken")
        nodes = page.evaluate(NODES)
        browser.close()
    return nodes, median(frames), quantiles(frames, n=20)[-1]
