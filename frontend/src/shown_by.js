// Shows the questions that an answer calls for, and does not send the answers of the others.
// Without this script all are shown.
const WRITTEN = ["select-one", "text", "hidden"];
// A question with many choices is searched, and sends its answer as text or as one of the matches.
const answersTo = (form, name) =>
  [...form.elements]
    .filter((field) => field.name === name || field.name === `${name}_choice`)
    .filter((field) => WRITTEN.includes(field.type) || field.checked)
    .map((field) => field.value)
    .filter(Boolean);

const isCalledFor = (group, form) => {
  const answers = answersTo(form, group.dataset.shownBy);
  const values = group.dataset.shownFor.split(" ");
  return answers.some((answer) => values.includes(answer) || values.includes("*"));
};

const update = (form) => {
  for (const group of form.querySelectorAll("[data-shown-by]")) {
    // A question with an error is shown, or nobody could mend it.
    const isShown =
      group.classList.contains("govuk-form-group--error") || isCalledFor(group, form);
    group.hidden = !isShown;
    for (const field of group.querySelectorAll("input, select, textarea")) {
      field.disabled = !isShown;
    }
  }
};

export const showWhatIsCalledFor = () => {
  for (const form of document.forms) {
    if (!form.querySelector("[data-shown-by]")) continue;
    for (const event of ["input", "change", "focusout"]) {
      form.addEventListener(event, () => update(form));
    }
    update(form);
    // A browser that goes back restores answers after the page has loaded.
    window.addEventListener("pageshow", () => update(form));
  }
};
