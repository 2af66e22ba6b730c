// Copies the text of an element. Without this script the button stays hidden: the text can be
// selected and copied by hand.
const SHOWN = 3000; // milliseconds

const copy = async (button) => {
  const text = document.getElementById(button.dataset.copies).innerText.trim();
  await navigator.clipboard.writeText(text);
  const before = button.textContent;
  button.textContent = button.dataset.copied;
  button.setAttribute("aria-live", "polite");
  setTimeout(() => {
    button.textContent = before;
  }, SHOWN);
};

export const offerCopies = () => {
  if (!navigator.clipboard) return; // a page that is not served by HTTPS
  for (const button of document.querySelectorAll("[data-copies]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
};
