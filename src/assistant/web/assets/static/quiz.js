"use strict";
/* Ordering with buttons. Without a script each step has a list of places; here moving a step sets
   the lists, which stay in the form and are what is sent. */
for (const list of document.querySelectorAll("[data-volgorde]")) {
  const said = list.parentElement.querySelector("[data-melding]");
  const rows = () => [...list.children];
  const select = (row) => row.querySelector("select");
  const text = (row) => row.querySelector("label").lastChild.textContent.trim();

  // The order of an answer that came back; a step without a place stays where it stands.
  if (rows().every((row) => select(row).value !== "")) {
    list.append(...rows().sort((a, b) => select(a).value - select(b).value));
  }

  function settle() {
    rows().forEach((row, n) => {
      select(row).value = String(n);
      row.querySelector("[data-stap='-1']").disabled = n === 0;
      row.querySelector("[data-stap='1']").disabled = n === rows().length - 1;
    });
  }

  function move(row, step) {
    if (step < 0) row.previousElementSibling.before(row);
    else row.nextElementSibling.after(row);
    settle();
    const button = row.querySelector(`[data-stap='${step}']`);
    (button.disabled ? row.querySelector(`[data-stap='${-step}']`) : button).focus();
    said.textContent = list.dataset.verplaatst
      .replace("{step}", text(row))
      .replace("{n}", String(rows().indexOf(row) + 1));
  }

  for (const row of rows()) {
    const buttons = document.createElement("span");
    buttons.className = "stapknoppen";
    for (const [step, sign, name] of [[-1, "↑", list.dataset.omhoog], [1, "↓", list.dataset.omlaag]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "knop knop-klein";
      button.dataset.stap = String(step);
      button.textContent = sign;
      button.setAttribute("aria-label", `${name}: ${text(row)}`);
      button.addEventListener("click", () => move(row, step));
      buttons.append(button);
    }
    select(row).hidden = true;
    row.firstElementChild.append(buttons);
  }
  list.classList.add("is-geordend");
  settle();
}
