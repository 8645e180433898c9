// The script of the HTML report: sentence to span and back, by mouse, keyboard and URL (#claim-3). Plain
// DOM; the page is complete without it. The Content-Security-Policy admits exactly this text.

export const REPORT_SCRIPT = `
"use strict";
(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const claims = all(".claim");
  const bands = all(".band");
  const panel = document.getElementById("evidence-panel");
  const panelBody = document.getElementById("evidence-body");
  const count = all("tr[id^=statement-]").length;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const beside = matchMedia("(min-width: 1560px)");
  const worst = new Map(bands.map((band) => [band, band.dataset.verdict]));
  let selected = [];

  const idsOf = (element) => element.dataset.claims.split(" ").map(Number);
  const cites = (element) => idsOf(element).some((id) => selected.includes(id));
  const scrollTo = (element, block) =>
    element?.scrollIntoView({ block, inline: "center", behavior: calm ? "auto" : "smooth" });

  function select(ids, show) {
    selected = ids.filter((id) => id >= 0 && id < count);
    document.body.classList.toggle("has-selection", selected.length > 0);
    bands.forEach(showVerdict);
    for (const element of [...claims, ...bands]) {
      element.classList.toggle("selected", cites(element));
      element.setAttribute("aria-pressed", String(cites(element)));
    }
    panel.hidden = selected.length === 0;
    panelBody.replaceChildren(...selected.map(describe));
    if (selected.length === 1) history.replaceState(null, "", "#claim-" + selected[0]);
    const first = (elements) => elements.find(cites);
    if (show === "ecg") scrollTo(first(bands.toReversed()), beside.matches ? "nearest" : "center");
    if (show === "text") scrollTo(first(claims), "nearest");
  }

  // A place cited by several statements shows the verdict of the chosen one, else the worst of them.
  function showVerdict(band) {
    const id = idsOf(band).find((it) => selected.includes(it));
    const cell = id === undefined ? null : document.getElementById("statement-" + id).cells[1];
    band.dataset.verdict = cell?.firstElementChild.dataset.verdict ?? worst.get(band);
    if (cell) band.querySelector("text").textContent = cell.textContent.trim()[0];
  }

  function describe(id) {
    const [text, verdict, reason, evidence] = document.getElementById("statement-" + id).cells;
    const entry = document.createElement("div");
    entry.className = "entry";
    const head = document.createElement("p");
    const quote = document.createElement("q");
    quote.textContent = text.textContent;
    head.append(verdict.firstElementChild.cloneNode(true), " ", quote, ": " + reason.textContent + ".");
    entry.append(head, ...[...evidence.children].map((child) => child.cloneNode(true)));
    if (!bands.some((band) => idsOf(band).includes(id))) {
      const note = document.createElement("p");
      note.textContent = "This statement cites no single place on the ECG.";
      entry.append(note);
    }
    return entry;
  }

  const step = (by) => {
    const at = selected.length === 0 ? (by > 0 ? -1 : 0) : selected[0];
    if (count > 0) select([(at + by + count) % count], "ecg");
  };

  function pressed(target) {
    const band = target.closest(".band");
    if (band !== null) {
      const ids = idsOf(band);
      const at = ids.indexOf(selected.length === 1 ? selected[0] : -1);
      select([ids[(at + 1) % ids.length]], "text");
      return true;
    }
    const claim = target.closest(".claim");
    if (claim !== null) {
      select(idsOf(claim), "ecg");
      return true;
    }
    return false;
  }

  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element) || pressed(event.target)) return;
    const button = event.target.closest("[data-action]");
    if (button !== null) {
      if (button.dataset.action === "next") step(1);
      if (button.dataset.action === "previous") step(-1);
      if (button.dataset.action === "text") scrollTo(claims.find(cites), "center");
      if (button.dataset.action === "clear") select([], null);
      return;
    }
    const sentence = event.target.closest(".sentence");
    if (sentence === null || String(getSelection()) !== "") return;
    const ids = new Set([...sentence.querySelectorAll(".claim")].flatMap(idsOf));
    if (ids.size > 0) select([...ids], "ecg");
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") select([], null);
    if (!(event.target instanceof Element)) return;
    if ((event.key === "Enter" || event.key === " ") && pressed(event.target)) event.preventDefault();
    const at = bands.indexOf(event.target);
    const move = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (at < 0 || move === undefined) return;
    event.preventDefault();
    const next = bands[(at + move + bands.length) % bands.length];
    bands[at].setAttribute("tabindex", "-1");
    next.setAttribute("tabindex", "0");
    next.focus();
  });

  for (const claim of claims) {
    const preview = (on) => {
      const ids = idsOf(claim);
      for (const band of bands) {
        band.classList.toggle("preview", on && idsOf(band).some((id) => ids.includes(id)));
      }
    };
    claim.addEventListener("pointerenter", () => preview(true));
    claim.addEventListener("pointerleave", () => preview(false));
  }

  const fromHash = () => {
    const match = /^#claim-(\\d+)$/.exec(location.hash);
    if (match !== null) select([Number(match[1])], "ecg");
  };
  addEventListener("hashchange", fromHash);
  addEventListener("beforeprint", () => {
    for (const details of all("details")) details.open = true;
  });
  // after the browser's own jump to the fragment, which would undo the scroll to the ECG
  addEventListener("load", () => setTimeout(fromHash));
})();
`;

/** SHA-256 of the script in base64, for the Content-Security-Policy; a test compares it with the text. */
export const REPORT_SCRIPT_HASH = "sha256-W0/3PXin1G1TCqfgcLMNcWOybc5YhzqijxcHg/s3Nns=";
