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

// On a narrow screen the current section may be out of sight in a row that scrolls.
for (const current of document.querySelectorAll(".bh-sub__link[aria-current]")) {
  const list = current.closest(".bh-sub__list");
  list.scrollLeft = current.offsetLeft - list.clientWidth / 2 + current.offsetWidth / 2;
}
