"use strict";
/* Places Vindplaats in a page of another site:
     <script src="https://vindplaats.example/huisstijl/widget.js" defer></script>
   puts a button in the corner that opens the chat. With data-plaats="id" the chat stands in the
   element with that id instead, and data-knop="…" gives the button other words. Uses no storage, adds
   no style sheet and no inline script. From the chat it hears one thing: the height that it wants. */
(() => {
  const script = document.currentScript;
  const origin = new URL(script.src).origin;
  const LEAST = 320; // pixels
  const MOST = 4000;
  const TITLE = "Vraag het Vindplaats";

  function make(tag, style, attributes) {
    const element = document.createElement(tag);
    Object.assign(element.style, style); // set from a script, which a page's own policy allows
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  }

  function chat(most) {
    const frame = make("iframe",
      { display: "block", width: "100%", height: `${LEAST}px`, maxHeight: most, border: "0",
        background: "Canvas" },
      { title: TITLE, lang: "nl", referrerpolicy: "origin", src: `${origin}/widget` });
    window.addEventListener("message", (event) => {
      if (event.origin !== origin || event.source !== frame.contentWindow) return;
      const wanted = event.data && event.data["vindplaats-hoogte"];
      if (!Number.isFinite(wanted)) return;
      frame.style.height = `${Math.min(Math.max(wanted, LEAST), MOST)}px`;
    });
    return frame;
  }

  function corner() {
    const host = make("aside",
      { position: "fixed", right: "0.5rem", bottom: "0.5rem", zIndex: "2147483000", display: "flex",
        flexDirection: "column-reverse", alignItems: "flex-end", gap: "0.5rem",
        width: "min(26rem, calc(100vw - 1rem))", pointerEvents: "none" },
      { "aria-label": "Vindplaats", lang: "nl" });
    const button = make("button",
      { pointerEvents: "auto", minHeight: "2.75rem", padding: "0.6rem 1.2rem", cursor: "pointer",
        border: "2px solid #ffffff", borderRadius: "6px", background: "#154f8c", color: "#ffffff",
        font: "600 1rem/1.25 system-ui, sans-serif" },
      { type: "button", "aria-expanded": "false", "aria-controls": "vindplaats-venster" });
    button.textContent = script.dataset.knop || TITLE;
    const panel = make("div",
      { pointerEvents: "auto", width: "100%", overflow: "hidden", boxSizing: "border-box",
        border: "1px solid #5f6f80", borderRadius: "8px", background: "Canvas" },
      { id: "vindplaats-venster" });
    panel.hidden = true;
    let frame = null; // made when it is first opened, so that a page that is only read loads nothing

    function open(is) {
      panel.hidden = !is;
      button.setAttribute("aria-expanded", String(is));
      if (is && !frame) {
        frame = chat("calc(100vh - 5rem)"); // what is longer scrolls within the chat
        panel.append(frame);
      }
      if (is) frame.focus();
    }
    button.addEventListener("click", () => open(panel.hidden));
    host.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !panel.hidden) open(false);
    });
    host.append(button, panel);
    document.body.append(host);
  }

  function place() {
    const here = script.dataset.plaats && document.getElementById(script.dataset.plaats);
    if (here) here.append(chat("none"));
    else corner();
  }
  if (document.body) place();
  else document.addEventListener("DOMContentLoaded", place);
})();
