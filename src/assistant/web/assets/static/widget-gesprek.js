"use strict";
/* The small chat page: asks through the API and shows the answer as it grows. The conversation
   stands in this page only; no storage of the browser is used. All that comes from the server is put
   in the page as text. To the page around it goes one thing: the height that this page wants. */
(() => {
  const $ = (id) => document.getElementById(id);
  const texts = $("teksten").dataset;
  const form = $("formulier");
  const field = $("vraag");
  const log = $("gesprek");
  const REMEMBERED = 12; // as many questions as the API takes
  let earlier = [];
  let running = null; // what stops the answer that is being written

  function make(tag, name = "", text = "", children = []) {
    const element = document.createElement(tag);
    if (name) element.className = name;
    if (text) element.textContent = text;
    element.append(...children);
    return element;
  }

  function status(text, busy = false) {
    $("bezig").textContent = text;
    $("bezig").classList.toggle("is-bezig", busy);
    log.setAttribute("aria-busy", String(busy));
  }

  function link(citation) {
    const id = citation.passage_id.split("/").map(encodeURIComponent).join("/");
    const made = make("a");
    made.href = `/bron/${id}?q=${citation.start}-${citation.end}#citaat`;
    made.target = "_blank";
    made.rel = "noopener";
    made.setAttribute("aria-label", texts.bron.replace("{n}", citation.n).replace("{ref}", citation.ref));
    return made;
  }

  function sentence(said, citations) {
    const numbers = make("span", "verwijzingen");
    for (const citation of citations) {
      if (!said.citations.includes(citation.n)) continue;
      const made = link(citation);
      made.className = "verwijzing";
      made.textContent = citation.n;
      numbers.append(made);
    }
    return make("p", "zin", said.text, [numbers]);
  }

  function questions(title, list) {
    if (!list.length) return [];
    const items = list.map((question) => {
      const button = make("button", "vraagknop", question);
      button.type = "button";
      button.addEventListener("click", () => ask(question));
      return make("li", "", "", [button]);
    });
    return [make("h3", "", title), make("ul", "vragen", "", items)];
  }

  function answered(answer) {
    const parts = answer.sentences.map((said) => sentence(said, answer.citations));
    if (answer.writing) return parts;
    const seen = new Map();
    for (const citation of answer.citations) {
      if (!seen.has(citation.ref)) seen.set(citation.ref, citation);
    }
    const items = [...seen.values()].map((citation) => {
      const made = link(citation);
      made.textContent = citation.ref;
      return make("li", "", "", [made]);
    });
    const sources = make("div", "bronnenlijst", "", [
      make("h3", "", texts.vindplaatsen), make("ol", "", "", items),
    ]);
    return [...parts, sources, ...questions(texts.bedoelt, answer.suggestions),
      ...questions(texts.hierna, answer.follow_ups)];
  }

  function refused(answer) {
    const points = answer.refusal.points.map((point) =>
      make("div", "", "", [make("dt", "", point.title), make("dd", "", point.explanation)]));
    const help = answer.refusal.help.map((line) => make("li", "", line));
    return [
      ...(help.length ? [make("div", "hulp", "", [make("ul", "", "", help)])] : []),
      make("p", "kernzin", answer.answer),
      make("dl", "punten", "", points),
      make("p", "", answer.refusal.how_to_ask),
      ...questions(texts.kies, answer.refusal.suggestions),
    ];
  }

  const kinds = {
    answered: (answer) => [texts.antwoord, "", answered(answer)],
    refused: (answer) => [texts.geweigerd, "beurt-geweigerd", refused(answer)],
    abstained: (answer) => [texts.niets, "beurt-geen",
      [make("p", "", answer.answer), ...questions(texts.bedoelt, answer.suggestions)]],
  };

  function show(turn, question, [title, name, parts]) {
    turn.className = `beurt ${name}`;
    const asked = make("div", "gesteld", "", [
      make("p", "etiket", texts.uwVraag), make("p", "gesteld-tekst", question),
    ]);
    const box = make("div", "antwoord", "", [make("h2", "antwoord-kop", title), ...parts]);
    const isNew = !turn.childElementCount;
    turn.replaceChildren(...(question ? [asked] : []), box);
    if (isNew) window.scrollTo(0, turn.offsetTop - 8); // the page around it stays where it is
  }

  function problem(turn, detail) {
    show(turn, "", [texts.probleem, "beurt-melding", [make("p", "", detail)]]);
    status("");
  }

  async function* events(response) {
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let held = "";
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      held += value;
      const blocks = held.split("\n\n");
      held = blocks.pop();
      for (const block of blocks) {
        const found = /^event: (\w+)\ndata: (.*)$/.exec(block);
        if (found) yield [found[1], JSON.parse(found[2])];
      }
    }
  }

  async function follow(response, turn, question) {
    for await (const [name, content] of events(response)) {
      if (name === "error") {
        problem(turn, content.detail);
        return true;
      }
      const isRefused = name === "refused";
      show(turn, isRefused ? "" : question, kinds[content.status](content));
      if (isRefused || name === "done") {
        if (!isRefused) earlier = [...earlier, question].slice(-REMEMBERED);
        status(texts.klaar);
        return true;
      }
    }
    return false;
  }

  function asking(is) {
    const away = !is && document.activeElement === $("stop");
    $("stel").setAttribute("aria-disabled", String(is));
    $("stop").hidden = !is;
    $("nieuw").hidden = is || !log.childElementCount;
    if (away) field.focus(); // the button goes, and would take the focus along
  }

  async function ask(question) {
    if (running || !question.trim()) return;
    field.value = "";
    const own = new AbortController();
    running = own;
    const turn = make("article", "beurt");
    log.append(turn);
    document.body.classList.add("heeft-gesprek");
    status(texts.bezig, true);
    asking(true);
    try {
      const response = await fetch(form.action, {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "text/event-stream" },
        body: JSON.stringify({ question, earlier }),
        signal: own.signal,
      });
      if (!response.ok) problem(turn, (await response.json()).detail);
      else if (!(await follow(response, turn, question))) problem(turn, texts.geen);
    } catch {
      if (!own.signal.aborted) problem(turn, texts.geen);
      else if (running === own) status(texts.gestopt);
    }
    if (running !== own) return; // a new conversation began
    if (!turn.childElementCount) turn.remove();
    running = null;
    asking(false);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask(field.value);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    ask(field.value);
  });
  $("stop").addEventListener("click", () => running && running.abort());
  $("nieuw").addEventListener("click", () => {
    earlier = [];
    log.replaceChildren();
    document.body.classList.remove("heeft-gesprek");
    status(texts.gewist);
    asking(false);
    field.focus();
  });

  // The page around it told where it comes from when it asked for this page.
  const parentOrigin = document.referrer ? new URL(document.referrer).origin : "";
  if (window.parent !== window && parentOrigin) {
    const tell = () => {
      const height = Math.ceil($("inhoud").getBoundingClientRect().height);
      window.parent.postMessage({ "vindplaats-hoogte": height }, parentOrigin);
    };
    new ResizeObserver(tell).observe($("inhoud"));
  }
})();
