// The counter's form follows what is typed: the server works it out, this file swaps what
// changed. Without it the button "Xem trước" does the same.
(() => {
  const form = document.querySelector("form[data-preview]");
  if (!form) return;
  let asked = 0, later = 0, passing = false;

  // The newest answer counts. A server that is away leaves the form as it stands.
  const refresh = async () => {
    const mine = ++asked;
    clearTimeout(later);
    try {
      const answer = await fetch(form.dataset.preview, {method: "POST", body: new URLSearchParams(new FormData(form))});
      if (mine !== asked || !answer.ok) return;
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
    const scanned = e.target.name === "card" && e.target.value.length === 12;
    soon(scanned || e.target.name === "procedure" ? 30 : 250);
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
