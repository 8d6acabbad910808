// The counter's form follows what is typed: the server works it out, this file swaps what
// changed. Without it the button "Xem trước" does the same.
(() => {
  const form = document.querySelector("form[data-preview]");
  if (!form) return;
  let asked = 0, later = 0, passing = false;
  let sending = 0, turns = 0, leaving = false, dirty = false; // sending is the turn under way

  // The newest answer counts. A server that is away leaves the form as it stands.
  const refresh = async () => {
    const mine = ++asked;
    clearTimeout(later);
    try {
      const answer = await fetch(form.dataset.preview, {method: "POST", body: new URLSearchParams(new FormData(form))});
      if (mine !== asked || !answer.ok || answer.redirected) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (mine !== asked) return;
      for (const old of document.querySelectorAll("[data-live]")) {
        const fresh = page.getElementById(old.id);
        if (fresh && !old.contains(document.activeElement)) old.replaceWith(fresh);
      }
    } catch { /* away: sending the form is safe to repeat */ }
  };
  const soon = (ms) => { clearTimeout(later); later = setTimeout(refresh, ms); };

  form.addEventListener("input", (e) => {
    if (!dirty && form.dataset.hold) history.replaceState(null, "", "/desk/receive?kept=" + encodeURIComponent(form.elements.once.value));
    dirty = true;
    const scanned = e.target.name === "card" && e.target.value.length === 12;
    soon(scanned || e.target.name === "procedure" ? 30 : 250);
  });

  // A page that is left leaves what was typed with the server, as a draft of the desk; nothing
  // stays in the browser. "pagehide" comes after the next page's answer, hence "beforeunload".
  const leave = () => {
    if (!dirty || leaving || !form.dataset.hold) return;
    const body = new URLSearchParams(new FormData(form));
    body.set("leaving", "1");
    if (navigator.sendBeacon(form.dataset.hold, body)) dirty = false;
  };
  addEventListener("beforeunload", (e) => {
    if (sending && !leaving) e.preventDefault(); // the server is away: only the screen has it
    else leave();
  });
  addEventListener("pagehide", leave);
  document.addEventListener("click", (e) => { if (e.target.closest("[data-leave]")) leaving = true; });

  // The form stays on the screen while the server is away, and is sent again as it was, under
  // the same key, until there is an answer.
  const away = document.getElementById("away"), signedOut = document.getElementById("signed-out");
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  const arrive = (answer, action) => {
    if (new URL(answer.url).pathname === "/sign-in") {
      signedOut.hidden = false;
      return false;
    }
    leaving = true;
    if (answer.redirected) location.assign(answer.url);
    else { // refused: sent as any form, it comes back with why
      form.action = action;
      HTMLFormElement.prototype.submit.call(form);
    }
    return true;
  };
  const send = async (action) => {
    if (sending) return;
    const mine = sending = ++turns;
    signedOut.hidden = true;
    const body = new URLSearchParams(new FormData(form));
    for (let wait = 1000; sending === mine; wait = Math.min(2 * wait, 8000)) {
      try {
        const answer = await fetch(action, {method: "POST", body, headers: {"X-Try": "1"}, signal: AbortSignal.timeout(20000)});
        if (![502, 503, 504].includes(answer.status)) {
          away.hidden = true;
          if (!arrive(answer, action)) break;
          return;
        }
      } catch { /* away */ }
      if (sending !== mine) return;
      away.hidden = false;
      form.inert = true;
      await pause(wait);
    }
    if (sending === mine) stop();
  };
  const stop = () => {
    sending = 0;
    form.inert = false;
    away.hidden = true;
  };
  document.querySelector("[data-stop]").addEventListener("click", stop);
  form.addEventListener("submit", (e) => {
    const action = e.submitter?.getAttribute("formaction") || form.getAttribute("action");
    if (action === form.dataset.preview) {
      leaving = true;
      return;
    }
    e.preventDefault();
    send(action);
  });

  // F8 belongs to who takes papers in: it hears "papers:open", answers "papers:added".
  const upload = form.querySelector("[data-upload]");
  upload.hidden = !document.querySelector("[data-papers]");
  upload.addEventListener("click", () => form.dispatchEvent(new CustomEvent("papers:open", {bubbles: true})));
  form.addEventListener("papers:added", (e) => {
    const field = Object.assign(document.createElement("input"), {type: "hidden", name: "upload", value: e.detail.id});
    document.getElementById("uploads").append(field);
    dirty = true;
  });

  // Enter goes on once what depends on the field is there.
  const pass = async (at) => {
    await refresh();
    passing = true;
    at.dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", bubbles: true, cancelable: true}));
    passing = false;
  };

  const digit = (e) => {
    const all = [...form.elements].filter((el) => el.type === "radio" && el.name === e.target.name);
    const one = all[Number(e.key) - 1];
    if (!one) return;
    one.focus();
    one.click();
  };

  const tickAll = () => {
    for (const el of form.elements) if (el.name === "paper") el.checked = true;
    form.elements.phone.focus();
    soon(30);
  };

  form.addEventListener("keydown", (e) => {
    if (passing || e.ctrlKey || e.altKey || e.metaKey || e.isComposing) return;
    const at = e.target;
    if (e.key === "Enter" && ["card", "procedure", "pick", "case"].includes(at.name)) {
      e.preventDefault();
      e.stopPropagation();
      pass(at);
    } else if (at.type === "radio" && /^[1-9]$/.test(e.key)) {
      e.preventDefault();
      digit(e);
    } else if (at.name === "paper" && e.key.toUpperCase() === "A") {
      e.preventDefault();
      tickAll();
    }
  });
})();
