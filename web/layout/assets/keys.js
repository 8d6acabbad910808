// What makes pages quick for hands on a keyboard. Every page works without this file.
(() => {
  const typing = (el) => el.matches("input:not([type=checkbox],[type=radio],[type=button],[type=submit]),select,textarea,[contenteditable]");
  // What is folded away still has a place on the page for older browsers.
  const usable = (el) => !el.disabled && (el.checkVisibility ? el.checkVisibility() : el.getClientRects().length > 0);

  // Where the places of the header do not all fit, the open one is in sight.
  const here = document.querySelector(".top nav [aria-current]");
  if (here) here.parentElement.scrollLeft = here.offsetLeft - (here.parentElement.clientWidth - here.offsetWidth) / 2;

  // A form is sent once: a second press while the answer is on its way does nothing. The
  // server knows the form's key and would make one act of both anyway.
  document.addEventListener("submit", (e) => {
    const form = e.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) return e.preventDefault();
    form.dataset.sent = "1";
    setTimeout(() => { delete form.dataset.sent; }, 10000);
  });
  addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((f) => delete f.dataset.sent));

  // Enter leads to the next field in officers' forms, as the counter is used to.
  const next = (el) => {
    const all = [...el.form.elements].filter((f) => f.type !== "hidden" && f.tabIndex >= 0 && usable(f));
    let to = all[all.indexOf(el) + 1];
    while (to && to.type === "radio" && !to.checked && all.some((f) => f.name === to.name && f.checked)) to = all[all.indexOf(to) + 1];
    if (!to) return;
    to.focus();
    if (to.select) to.select();
  };

  const press = (e, el) => {
    if (!el || !usable(el)) return;
    e.preventDefault();
    if (typing(el)) el.focus(); else el.click();
  };

  // The name of the key as data-key writes it: F2, Ctrl+K, ?, /, C.
  const named = (e) => (e.ctrlKey ? "Ctrl+" : "") + (e.altKey ? "Alt+" : "") + (e.key.length === 1 ? e.key.toUpperCase() : e.key);

  document.addEventListener("keydown", (e) => {
    if (e.isComposing || e.defaultPrevented || e.metaKey) return;
    const at = e.target;
    if (e.key === "Enter" && e.ctrlKey) {
      // Only the form one is in: Ctrl+Enter over a reason for refusal must not receive.
      return press(e, (at.closest("form") || document).querySelector("main .go, form .go"));
    }
    if (e.key === "Enter" && !e.shiftKey && at.matches("form[data-enter=next] :is(input,select):not([type=submit],[type=button])")) {
      e.preventDefault();
      return next(at);
    }
    if (e.key.length === 1 && !e.ctrlKey && !e.altKey && typing(at)) return;
    const key = named(e);
    press(e, [...document.querySelectorAll("[data-key]")].find((el) => el.dataset.key === key && usable(el)));
  });
})();
