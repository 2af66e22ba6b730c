import accessibleAutocomplete from "accessible-autocomplete";

const SHORTEST = 2; // characters before the first search
const PAUSE = 200; // milliseconds without a key before a search

const escaped = (text) => {
  const holder = document.createElement("span");
  holder.textContent = text;
  return holder.innerHTML;
};

// The page of the form answers the suggestions too, so that it decides who gets any. On a form for
// several rows, the rows decide who can be chosen. Another answer of the form can narrow the choices too.
const addressOf = (lookup, text) => {
  const address = new URL(window.location.href);
  for (const row of lookup.closest("form").querySelectorAll("input[type=hidden][name=refs]")) {
    address.searchParams.append("refs", row.value);
  }
  const { narrowedBy } = lookup.dataset;
  const answer = narrowedBy && lookup.closest("form").querySelector(`[name=${narrowedBy}]:checked`);
  if (answer) address.searchParams.set(narrowedBy, answer.value);
  address.searchParams.set("suggest", lookup.dataset.lookup);
  address.searchParams.set("q", text);
  address.hash = "";
  return address;
};

const searcher = (lookup, state) => {
  let waiting;
  let last = 0;
  return (text, show) => {
    clearTimeout(waiting);
    last += 1;
    const turn = last;
    state.isSearching = true;
    waiting = setTimeout(async () => {
      let found = [];
      try {
        const answer = await fetch(addressOf(lookup, text.trim().slice(0, 80)));
        if (answer.ok) found = (await answer.json()).suggestions;
      } catch {
        // Without a network the text is sent as it is, and the server shows the matches.
      }
      if (turn !== last) return;
      state.isSearching = false;
      show(found);
    }, PAUSE);
  };
};

// The library's own description replaces that of the field, so it says both.
const descriptionOf = (input) => {
  const ids = (input.getAttribute("aria-describedby") ?? "").split(" ");
  const hints = ids
    .filter((id) => id && !id.endsWith("_how"))
    .map((id) => document.getElementById(id)?.textContent.replace(/\s+/g, " ").trim());
  const how =
    "Type part of a name, then use the up and down arrows to review the matches and Enter to choose.";
  return [...hints, how].filter(Boolean).join(". ");
};

for (const lookup of document.querySelectorAll("[data-lookup]")) {
  const input = lookup.querySelector("input[type=text]");
  const chosen = lookup.querySelector("input[type=radio]:checked");
  const sent = Object.assign(document.createElement("input"), {
    type: "hidden",
    name: input.name,
    value: chosen?.value ?? input.value,
  });
  const label = chosen ? lookup.querySelector(`label[for="${chosen.id}"]`).textContent : input.value;
  const place = document.createElement("div");
  const isWrong = input.getAttribute("aria-invalid");
  const description = descriptionOf(input);
  // Matches of an earlier search stay until one is chosen or something else is typed.
  if (chosen) lookup.querySelector(".bh-lookup__found").remove();
  lookup.querySelector(".bh-lookup__hint").textContent = "Type part of a name, then choose a match.";
  const { id } = input;
  const state = { isSearching: false };
  input.replaceWith(place, sent);
  accessibleAutocomplete({
    element: place,
    id,
    name: "",
    defaultValue: label,
    minLength: SHORTEST,
    confirmOnBlur: false,
    displayMenu: "overlay",
    inputClasses: `govuk-input${isWrong ? " govuk-input--error" : ""}`,
    menuAttributes: { "aria-label": "Matches" },
    source: searcher(lookup, state),
    templates: {
      inputValue: (choice) => (Array.isArray(choice) ? choice[1] : choice),
      suggestion: (choice) => escaped(Array.isArray(choice) ? choice[1] : choice),
    },
    onConfirm: (choice) => {
      if (choice) [sent.value] = choice;
    },
    tNoResults: () => (state.isSearching ? "Searching" : "No matches"),
    tAssistiveHint: () => description,
  });
  const typing = lookup.querySelector("[role=combobox]");
  if (isWrong) typing.setAttribute("aria-invalid", "true");
  // What is typed and not chosen is sent as it is: the server takes a whole name, or asks which.
  typing.addEventListener("input", () => {
    sent.value = typing.value;
  });
}
