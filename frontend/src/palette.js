// Ctrl K or Cmd K: go to a page, or do what this page offers, and what any page offers this reader.
// The page and the server list only what the reader may use.

const PLACES = [
  ["Do", "main a.govuk-button, main .bh-actions a, main [data-actions] a, main .bh-empty a"],
  ["Do", "main form[method=post] button[type=submit]"],
  ["Tab", ".bh-sub__link"],
  ["Go to", ".govuk-service-navigation__link"],
  ["Go to", ".bh-who__link, .bh-footer__links a"],
];
const ORDER = ["Do", "Tab", "Go to"];
const REFERENCE = /^[a-z]{2,8}-[a-z0-9-]{2,24}$/i;

const make = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
};

const ELSEWHERE = "/palette/";

const textOf = (element) => element.textContent.replace(/\s+/g, " ").trim();

// A button is shown and focused, not pressed: what it sends should be read first.
const reach = (element) => (element.matches("a") ? element.click() : element.focus());

const onPage = () => {
  const listed = new Map();
  for (const [kind, places] of PLACES) {
    for (const element of document.querySelectorAll(places)) {
      const text = textOf(element);
      const key = `${element.getAttribute("href") ?? ""} ${text}`;
      const isHere = element.getAttribute("aria-current") === "page";
      if (text && !isHere && !listed.has(key)) {
        const path = element.getAttribute("href")?.split(/[?#]/)[0];
        listed.set(key, { kind, text, path, act: () => reach(element) });
      }
    }
  }
  return [...listed.values()];
};

// Asked for once a page, when the palette first opens. Without a network the page's own are enough.
const readElsewhere = async () => {
  try {
    const answer = await fetch(ELSEWHERE);
    return answer.ok ? (await answer.json()).items : [];
  } catch {
    return [];
  }
};

// What the page lists itself is not listed again.
const withElsewhere = (items, elsewhere) => {
  const paths = new Set([window.location.pathname, ...items.map(({ path }) => path)]);
  const others = elsewhere
    .filter(({ href }) => !paths.has(href))
    .map(({ kind, text, href }) => ({ kind, text, act: () => window.location.assign(href) }));
  return [...items, ...others].sort((one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind));
};

// The search of the header finds the rest. Where a page has none, none is offered.
const searched = (typed) => {
  const form = document.querySelector("form[role=search][action]");
  if (!form || !typed) return [];
  const words = REFERENCE.test(typed) ? typed.toUpperCase() : typed;
  const address = new URL(form.action);
  address.searchParams.set("q", words);
  return [{ kind: "Search", text: `Search for “${words}”`, act: () => window.location.assign(address) }];
};

const matching = (items, typed) => {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = ({ text }) => {
    const parts = text.toLowerCase().split(/[^\p{L}\p{N}]+/u);
    return words.every((word) => parts.some((part) => part.startsWith(word)));
  };
  const found = items.filter(fits);
  const more = searched(typed);
  return REFERENCE.test(typed) ? [...more, ...found] : [...found, ...more];
};

const build = () => {
  const input = make("input", {
    type: "text",
    class: "govuk-input",
    id: "palette-input",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    "aria-controls": "palette-list",
    "aria-expanded": "true",
    "aria-autocomplete": "list",
  });
  const list = make("ul", { class: "bh-palette__list", id: "palette-list", role: "listbox", "aria-label": "Matches" });
  const status = make("p", { class: "govuk-visually-hidden", role: "status" });
  const label = make("label", { class: "govuk-label govuk-label--s", for: "palette-input" }, "Find a page or an action");
  const hint = make("p", { class: "bh-palette__hint" }, "Up and down arrows to review, Enter to choose, Escape to close.");
  const dialog = make("dialog", { class: "bh-palette", "aria-label": "Find a page or an action" }, label, input, list, hint, status);
  let items = [];
  let shown = [];
  let at = 0;
  let elsewhere;

  const mark = (place) => {
    at = place;
    [...list.children].forEach((option, number) => option.setAttribute("aria-selected", number === at));
    const option = list.children[at];
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  };
  const show = () => {
    shown = matching(items, input.value.trim());
    list.replaceChildren(
      ...shown.map(({ kind, text }, number) =>
        make("li", { role: "option", id: `palette-${number}`, class: "bh-palette__option" },
          make("span", { class: "bh-palette__text" }, text),
          make("span", { class: "bh-palette__kind" }, kind))),
    );
    const found = shown.length === 1 ? "1 match" : `${shown.length} matches`;
    status.textContent = shown.length ? found : "No matches";
    input.setAttribute("aria-expanded", String(shown.length > 0));
    list.hidden = shown.length === 0;
    mark(0);
  };
  const choose = (place) => {
    const item = shown[place];
    if (!item) return;
    dialog.close();
    item.act();
  };

  input.addEventListener("input", show);
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && shown.length) mark((at + step + shown.length) % shown.length);
    else if (event.key === "Enter") choose(at);
    else if (!step) return;
    event.preventDefault();
  });
  // The field keeps the focus, so that its active option is what a screen reader says.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose([...list.children].indexOf(option));
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.body.append(dialog);

  return () => {
    if (dialog.open) {
      dialog.close();
      return;
    }
    items = onPage();
    input.value = "";
    dialog.showModal();
    input.focus();
    show();
    elsewhere ??= readElsewhere();
    elsewhere.then((others) => {
      items = withElsewhere(onPage(), others);
      // Somebody who already reviews the matches keeps their place.
      if (at === 0) show();
    });
  };
};

// Only for somebody who is signed in. Without a script there is no hint and no dead key.
if (document.querySelector(".bh-who")) {
  const toggle = build();
  document.addEventListener("keydown", (event) => {
    const isChord = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (!isChord || event.key.toLowerCase() !== "k") return;
    event.preventDefault();
    toggle();
  });
  const isMac = /Mac|iP(hone|ad)/.test(navigator.platform);
  const key = make("kbd", { class: "bh-palette__key" }, isMac ? "⌘ K" : "Ctrl K");
  const opener = make("button", { type: "button", class: "govuk-footer__link bh-palette__opener" }, "Find a page or an action ", key);
  opener.addEventListener("click", toggle);
  document.querySelector(".bh-footer__links")?.append(make("li", {}, opener));
}
