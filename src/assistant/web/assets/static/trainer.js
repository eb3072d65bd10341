"use strict";
// Copying needs a script; without one the address is copied by hand.
for (const button of document.querySelectorAll("[data-kopieer]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  const said = button.parentElement.querySelector("[data-gezegd]");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.kopieer).textContent);
      said.textContent = button.dataset.gekopieerd;
    } catch {
      button.hidden = true; // not allowed here
    }
  });
}
