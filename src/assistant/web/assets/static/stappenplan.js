"use strict";
// Printing needs a script; without one the browser's own menu prints as well.
for (const button of document.querySelectorAll("[data-afdrukken]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
