"use strict";
/* Keys for the desk. An element with data-toets is clicked, or gets the focus when it is a field or
   asks for confirmation. Keys inside the place that has the focus go before those of the page. */
(() => {
  const PLACES = "[data-plek]";
  const FIELDS = "input:not([type=radio], [type=checkbox], [type=hidden]), textarea, select";

  function here() {
    const focused = document.activeElement && document.activeElement.closest(PLACES);
    if (focused) return focused;
    const target = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    return target && target.matches(PLACES) ? target : null;
  }

  function move(step) {
    const places = [...document.querySelectorAll(PLACES)];
    if (!places.length) return;
    const at = places.indexOf(here());
    const next = at < 0 ? (step > 0 ? 0 : places.length - 1) : Math.min(Math.max(at + step, 0), places.length - 1);
    places[next].focus({ preventScroll: true });
    places[next].scrollIntoView({ block: places[next].matches("section") ? "start" : "nearest" });
  }

  function use(element) {
    if (element.matches("summary")) {
      element.parentElement.open = true;
      element.parentElement.querySelector("textarea").focus();
    } else if (element.matches(FIELDS) || "bevestig" in element.dataset) element.focus();
    else element.click();
  }

  function save(field) {
    const button = field.form && field.form.querySelector("button[name=actie], button:not([type])");
    if (button) field.form.requestSubmit(button);
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.matches("textarea")) {
      event.preventDefault();
      return save(event.target);
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.matches(FIELDS)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const key = event.key.toLowerCase();
    if (key === "j" || key === "k") {
      event.preventDefault();
      return move(key === "j" ? 1 : -1);
    }
    if (!/^[a-z0-9]$/.test(key)) return;
    const place = here() || document.querySelector(PLACES);
    const wanted = `[data-toets="${key}"]`;
    const within = place && (place.closest("[data-bereik]") || place);
    const element = (within && within.querySelector(wanted)) || document.querySelector(`${wanted}:not(${PLACES} *, [data-bereik] *)`);
    if (!element) return;
    event.preventDefault();
    use(element);
  });
})();
