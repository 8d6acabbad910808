// Files go up while a form is being filled in, with their progress. Without this file the
// form is sent as any other.
(() => {
  const bar = (form) => {
    let bar = form.querySelector("progress");
    if (!bar) {
      bar = document.createElement("progress");
      bar.max = 100;
      bar.setAttribute("aria-label", form.dataset.progress);
      form.append(bar);
    }
    return bar;
  };
  document.addEventListener("submit", (e) => {
    const form = e.target;
    if (!form.matches("form[data-progress]") || e.defaultPrevented) return;
    e.preventDefault();
    const up = new XMLHttpRequest();
    up.open("POST", form.getAttribute("action"));
    up.upload.addEventListener("progress", (p) => { if (p.lengthComputable) bar(form).value = 100 * p.loaded / p.total; });
    // The answer is the page itself, as if the form had been sent: where it leads to, or the
    // form with what is wrong.
    up.addEventListener("load", () => {
      if (up.status < 400) return location.assign(up.responseURL);
      const page = new DOMParser().parseFromString(up.responseText, "text/html");
      document.querySelector("main").replaceWith(page.querySelector("main"));
      const wrong = document.querySelector(".errors");
      if (wrong) wrong.focus();
    });
    up.addEventListener("error", () => form.submit());
    up.send(new FormData(form));
  });
})();
