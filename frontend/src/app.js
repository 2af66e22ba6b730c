import {
  Button,
  CharacterCount,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  ServiceNavigation,
  SkipLink,
  createAll,
} from "govuk-frontend";

import "./app.scss";
import "./palette";
import { offerCopies } from "./copies.js";
import { keepDrafts } from "./drafts.js";
import { showWhatIsCalledFor } from "./shown_by.js";

// GOV.UK Frontend asks for these before it starts; an inline script could not set them under our
// content security policy.
document.body.classList.add("js-enabled", "govuk-frontend-supported");

for (const component of [
  Button,
  CharacterCount,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  ServiceNavigation,
  SkipLink,
]) {
  createAll(component);
}

showWhatIsCalledFor();
keepDrafts();
offerCopies();

// A wide screen shows what is folded up on a narrow one. Most browsers do so without a script.
if (!CSS.supports("selector(::details-content)")) {
  const wide = window.matchMedia("(min-width: 641px)");
  const unfold = () => {
    for (const folded of document.querySelectorAll(".bh-narrow")) folded.open ||= wide.matches;
  };
  wide.addEventListener("change", unfold);
  unfold();
}

// On a narrow screen the current section may be out of sight in a row that scrolls.
for (const current of document.querySelectorAll(".bh-sub__link[aria-current]")) {
  const list = current.closest(".bh-sub__list");
  list.scrollLeft = current.offsetLeft - list.clientWidth / 2 + current.offsetWidth / 2;
}

// What goes on by itself is shown as it goes: `data-refresh` is in seconds, and gone once it ended.
const refresh = async (live) => {
  const answer = await fetch(window.location.href);
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const now = page.getElementById(live.id);
  if (!now?.dataset.refresh) {
    window.location.reload();
    return;
  }
  if (now.innerHTML !== live.innerHTML) live.replaceChildren(...now.childNodes);
  later(live);
};
const later = (live) => setTimeout(refresh, 1000 * Number(live.dataset.refresh), live);
document.querySelectorAll("[data-refresh]").forEach(later);

// "/" goes to the search box, unless someone is typing.
document.addEventListener("keydown", (pressed) => {
  const typing = pressed.target.closest("input, textarea, select, [contenteditable]");
  if (pressed.key !== "/" || typing || pressed.ctrlKey || pressed.metaKey || pressed.altKey) return;
  const box = document.getElementById("header-search");
  if (!box) return;
  pressed.preventDefault();
  box.focus();
  box.select();
});
