"use strict";
/* The chat page: takes each turn out of Gradio's reply, adds it to the conversation and lets it grow,
   opens the source beside it, copies, and sends reactions. Uses no storage of the browser. */
(() => {
  const root = document.documentElement;
  const texts = () => document.getElementById("teksten").dataset;
  const $ = (selector, from = document) => from.querySelector(selector);
  const field = () => $("#vraag textarea");
  const BASE = "\ue000"; // stands for the address of this site in a text to copy
  const PATIENCE = 60000; // milliseconds after which an answer is not waited for any longer
  let shown = ""; // mark of the last turn that was added
  let over = ""; // mark of a turn that was stopped; what still comes of it is not shown
  let opener = null; // button that opened the source panel
  let waiting = 0;

  // Gradio reports a failed request in English, in a corner, and reloads the page when the
  // connection was lost, which would wipe the conversation. Here the person gets one sentence, and
  // Gradio gets an ordinary error.
  const plainFetch = window.fetch;
  window.fetch = async (...call) => {
    const address = String(call[0] instanceof Request ? call[0].url : call[0]);
    if (!/\/gradio_api\/(run|queue)\//.test(address)) return plainFetch(...call);
    try {
      const response = await plainFetch(...call);
      if (!response.ok) failed();
      return response;
    } catch {
      failed();
      return Response.json({ error: null }, { status: 500 });
    }
  };

  function status(text, busy = false) {
    const line = $("#bezig");
    if (!line) return;
    line.textContent = text;
    line.classList.toggle("is-bezig", busy);
    const log = $("#gesprek");
    if (log) log.setAttribute("aria-busy", String(busy));
  }

  function busy() {
    status($("#bezig").dataset.bezig, true);
    wait();
  }

  function wait() {
    clearTimeout(waiting);
    waiting = setTimeout(failed, PATIENCE);
  }

  function failed() {
    clearTimeout(waiting);
    writing(false);
    const line = $("#bezig");
    if (line) status(line.dataset.geen);
  }

  // While an answer is written there is a button to stop it.
  function writing(is) {
    const stop = $("#stop");
    const away = !is && stop && stop === document.activeElement;
    root.classList.toggle("schrijft", is);
    for (const button of document.querySelectorAll("#stel")) button.setAttribute("aria-disabled", String(is));
    if (away) field().focus(); // the button goes, and would take the focus along
  }

  function receive(inbox) {
    const turn = $("[data-beurt]", inbox);
    if (!turn || turn.dataset.beurt === over) return;
    const mark = turn.dataset.beurt;
    const progress = turn.dataset.schrijft;
    const old = mark === shown ? $(`#gesprek [data-beurt="${mark}"]`) : null;
    if (mark === shown && !old) return; // of a conversation that was wiped
    if (old && old.isEqualNode(turn)) return wait();
    const copy = document.importNode(turn, true);
    if (old) {
      grow(old, copy);
    } else {
      shown = mark;
      $("#gesprek").append(copy);
      root.classList.add("heeft-gesprek");
      closePanel(false);
      copy.scrollIntoView({ block: "start" });
    }
    if (progress) {
      writing(true);
      if ($("#bezig").textContent !== progress) status(progress, true);
      wait();
    } else {
      clearTimeout(waiting);
      writing(false);
      status(old ? $("#bezig").dataset.klaar : "");
    }
  }

  // Makes one element like another and leaves alone what is the same, so that an opened source, the
  // focus and the place on the screen stay as they are.
  function grow(old, now) {
    for (const { name, value } of now.attributes) {
      if (name !== "aria-expanded") old.setAttribute(name, value);
    }
    for (const { name } of [...old.attributes]) {
      if (!now.hasAttribute(name)) old.removeAttribute(name);
    }
    const filled = (node) => node.nodeType !== Node.TEXT_NODE || node.data.trim();
    const alike = (one, other) => one.nodeName === other.nodeName && one.className === other.className;
    const ours = [...old.childNodes].filter(filled);
    for (const node of [...now.childNodes].filter(filled)) {
      const place = ours.findIndex((here) => alike(here, node));
      if (place < 0) { // new, before what comes next
        old.insertBefore(node, ours[0] || null);
        continue;
      }
      for (const gone of ours.splice(0, place)) gone.remove();
      const here = ours.shift();
      if (here.isEqualNode(node)) continue;
      if (here.nodeType === Node.ELEMENT_NODE) grow(here, node);
      else here.replaceWith(node);
    }
    for (const gone of ours) gone.remove();
  }

  function stopped() {
    over = shown;
    clearTimeout(waiting);
    writing(false);
    const turn = $(`#gesprek [data-beurt="${shown}"]`);
    if (turn) turn.removeAttribute("data-schrijft");
    status($("#bezig").dataset.gestopt);
  }

  function ask(question, button = "#stel") {
    const box = field();
    if (!box || root.classList.contains("schrijft")) return;
    // Set through the prototype, so that Gradio's own listener notices the new value.
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(box, question);
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.focus();
    requestAnimationFrame(() => setTimeout(() => $(button).click(), 0));
  }

  // -- source panel --

  async function openPanel(button) {
    const panel = $("#bronpaneel");
    const { passage, q, n } = button.dataset;
    const query = new URLSearchParams();
    if (q) query.set("q", q);
    if (n) query.set("n", n);
    const path = passage.split("/").map(encodeURIComponent).join("/");
    try {
      const response = await plainFetch(`/paneel/${path}?${query}`);
      if (!response.ok) throw new Error(String(response.status));
      panel.innerHTML = await response.text(); // escaped by the server
    } catch {
      panel.textContent = texts().paneelMislukt;
    }
    if (opener) opener.setAttribute("aria-expanded", "false");
    opener = button;
    button.setAttribute("aria-expanded", "true");
    panel.hidden = false;
    root.classList.add("toont-bron");
    const inside = $(".paneel-binnen", panel);
    const mark = $("mark", panel);
    if (inside && mark) inside.scrollTop = mark.offsetTop - inside.offsetTop - inside.clientHeight / 3;
    const title = $("h2", panel);
    if (title) title.focus({ preventScroll: true });
    if (window.matchMedia("(min-width: 64rem)").matches) return;
    button.scrollIntoView({ block: "start" }); // stays in sight above the sheet
  }

  function closePanel(back = true) {
    const panel = $("#bronpaneel");
    if (!panel || panel.hidden) return;
    panel.hidden = true;
    panel.replaceChildren();
    root.classList.remove("toont-bron");
    if (opener) {
      opener.setAttribute("aria-expanded", "false");
      if (back && opener.isConnected) opener.focus();
    }
    opener = null;
  }

  // -- copying and reactions --

  async function copyText(text) {
    if (navigator.clipboard && window.isSecureContext) {
      try {
        await navigator.clipboard.writeText(text);
        return true;
      } catch { /* not allowed: try the old way */ }
    }
    const box = document.createElement("textarea");
    box.value = text;
    box.className = "alleen-lezer";
    document.body.append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    return done;
  }

  function say(from, text) {
    const line = $("[data-melding]", from.closest(".beurt"));
    if (line) line.textContent = text;
  }

  async function react(button) {
    const group = button.closest(".terugkoppeling");
    const buttons = group.querySelectorAll("button");
    const body = {
      status: group.dataset.status,
      helps: button.dataset.helpt === "ja",
      passages: group.dataset.passages.split(" ").filter(Boolean),
    };
    try {
      const response = await plainFetch("/terugkoppeling", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body),
      });
      if (!response.ok) throw new Error(String(response.status));
      button.setAttribute("aria-pressed", "true");
      for (const one of buttons) one.setAttribute("aria-disabled", "true");
      say(button, texts().dank);
    } catch {
      say(button, texts().terugMislukt);
    }
  }

  // -- what a person does --

  // One question at a time: what is asked while an answer is written waits for the person.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("#stel, #stel-apart");
    if (button && root.classList.contains("schrijft")) event.stopImmediatePropagation();
  }, true);

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.id === "stel" || button.id === "stel-apart") busy();
    else if (button.id === "stop") stopped();
    else if (button.id === "nieuw") restart();
    else if (button.dataset.vraag) ask(button.dataset.vraag);
    else if (button.dataset.apart) ask(button.dataset.apart, "#stel-apart");
    else if (button.dataset.passage) openPanel(button);
    else if ("sluit" in button.dataset) closePanel();
    else if (button.dataset.kopie) {
      const done = await copyText(button.dataset.kopie.replaceAll(BASE, location.origin));
      say(button, done ? texts().gekopieerd : texts().kopieMislukt);
    } else if (button.dataset.helpt && button.getAttribute("aria-disabled") !== "true") react(button);
  });

  function restart() {
    closePanel(false);
    writing(false);
    clearTimeout(waiting);
    $("#gesprek").replaceChildren();
    root.classList.remove("heeft-gesprek");
    status($("#bezig").dataset.gewist);
    field().focus();
  }

  // On a narrow screen the panel lies over the page: what gets the focus must not be under it.
  document.addEventListener("focusin", (event) => {
    const panel = $("#bronpaneel");
    if (!panel || panel.hidden || panel.contains(event.target) || event.target === opener) return;
    if (!window.matchMedia("(min-width: 64rem)").matches) closePanel(false);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closePanel();
    if (event.key !== "Enter" || event.isComposing || event.target !== field()) return;
    // Gradio sends on Shift and Enter in a box of several lines; here Enter sends.
    event.stopImmediatePropagation();
    if (event.shiftKey) return;
    event.preventDefault();
    if (!root.classList.contains("schrijft")) $("#stel").click();
  }, true);

  document.addEventListener("keypress", (event) => {
    if (event.key === "Enter" && event.target === field()) event.stopImmediatePropagation();
  }, true);

  // -- when Gradio has drawn its form --

  // Gradio gives each radio button a name of its own, so that arrow keys do not move between them,
  // and does so again after each choice.
  function tidyRoles() {
    for (const radio of document.querySelectorAll("#rol input")) {
      if (radio.name !== "rol") radio.name = "rol";
      if (radio.hasAttribute("aria-checked")) radio.removeAttribute("aria-checked");
    }
  }

  function prepare() {
    const box = field();
    const inbox = $("#postvak");
    const main = $("gradio-app main");
    if (!box || !inbox || !main || !$("#rol input")) return false;
    // The conversation lies outside Gradio, so the page has its own main; there can be one only.
    const plain = document.createElement("div");
    plain.className = main.className;
    plain.append(...main.childNodes);
    main.replaceWith(plain);
    root.classList.add("heeft-gradio");
    $("#laden").remove();
    const hint = document.createElement("p");
    hint.id = "toetsen";
    hint.textContent = texts().toetsen;
    $("#vraag").append(hint);
    box.setAttribute("aria-describedby", "toetsen");
    tidyRoles();
    new MutationObserver(tidyRoles).observe($("#rol"), { childList: true, subtree: true, attributes: true, attributeFilter: ["name", "aria-checked"] });
    const label = $("#rol > span[data-testid='block-info']");
    if (label) {
      label.id = "rol-naam";
      $("#rol").setAttribute("aria-labelledby", "rol-naam");
    }
    new MutationObserver(() => receive(inbox)).observe(inbox, { childList: true, subtree: true, attributes: true });
    receive(inbox);
    return true;
  }

  // Gradio calls the page's language that of the browser, so that a screen reader would read Dutch
  // with an English voice.
  function keepLanguage() {
    if (root.lang !== texts().taal) root.lang = texts().taal;
  }

  const drawing = new MutationObserver(() => { if (prepare()) drawing.disconnect(); });
  document.addEventListener("DOMContentLoaded", () => {
    keepLanguage();
    new MutationObserver(keepLanguage).observe(root, { attributes: true, attributeFilter: ["lang"] });
    if (!prepare()) drawing.observe($("gradio-app"), { childList: true, subtree: true });
  });
})();
