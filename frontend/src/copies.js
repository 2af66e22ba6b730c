// Copies the text of an element. Without this script the button stays hidden: the text can be
// selected and copied by hand.
const SHOWN = 3000; // milliseconds

const offer = (button) => {
  const { textContent: offered } = button;
  button.hidden = false;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).innerText.trim());
    button.textContent = button.dataset.copied;
    setTimeout(() => {
      button.textContent = offered;
    }, SHOWN);
  });
};

export const offerCopies = () => {
  if (!navigator.clipboard) return; // a page that is not served by HTTPS
  document.querySelectorAll("[data-copies]").forEach(offer);
};
