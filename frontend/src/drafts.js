// Saves a long form as a draft while somebody types. Without this script the form has a button.
const PAUSE = 1500;
const LOST = "The draft could not be saved. Keep this page open, and send the form when you can.";

const draftOf = (form) => {
  const answers = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string") answers.append(name, value);
  }
  for (const secret of form.querySelectorAll("input[type=password]")) answers.delete(secret.name);
  answers.set("and_then", "draft");
  return answers;
};

const keepDraft = (form) => {
  const status = form.querySelector("[data-draft-status]");
  const version = form.elements.namedItem("draft_version");
  let timer = 0;
  let isSaving = false;
  let isDirty = false;
  let isOver = false;
  const abort = new AbortController();

  const save = async () => {
    clearTimeout(timer);
    if (isOver || isSaving || !isDirty) return;
    isSaving = true;
    isDirty = false;
    try {
      const answer = await fetch(window.location.pathname, {
        method: "POST",
        headers: { Accept: "application/json" },
        body: draftOf(form),
        // A page that is going away may still send a small body.
        keepalive: document.visibilityState === "hidden",
        signal: abort.signal,
      });
      const body = await answer.json();
      status.textContent = body.message;
      if (answer.ok) version.value = body.version;
      else isOver = true;
    } catch {
      if (!isOver) status.textContent = LOST;
    }
    isSaving = false;
    if (isDirty) later();
  };
  const later = () => {
    isDirty = true;
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  };

  form.addEventListener("input", later);
  form.addEventListener("change", later);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save();
  });
  form.addEventListener("submit", () => {
    isOver = true;
    clearTimeout(timer);
    abort.abort();
  });
};

export const keepDrafts = () => document.querySelectorAll("form[data-drafts]").forEach(keepDraft);
