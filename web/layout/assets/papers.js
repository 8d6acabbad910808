// Files go up with their progress. Without this file forms are sent as any other.
(() => {
  // up sends a form and calls back with the request when the answer is there.
  const up = (form, body, bar, json, done) => {
    const request = new XMLHttpRequest();
    request.open("POST", form.getAttribute("action"));
    if (json) request.setRequestHeader("Accept", "application/json");
    bar.hidden = false;
    request.upload.addEventListener("progress", (p) => { if (p.lengthComputable) bar.value = 100 * p.loaded / p.total; });
    request.addEventListener("loadend", () => { bar.hidden = true; done(request); });
    request.send(body);
  };

  // On a page of papers the answer is the page itself: where it leads to, or the form with
  // what is wrong.
  document.addEventListener("submit", (e) => {
    const form = e.target;
    if (!form.matches("form[data-progress]") || e.defaultPrevented) return;
    e.preventDefault();
    const bar = form.querySelector("progress") || form.appendChild(document.createElement("progress"));
    bar.max = 100;
    bar.setAttribute("aria-label", form.dataset.progress);
    up(form, new FormData(form), bar, false, (request) => {
      if (!request.status) return form.submit(); // the line broke: let the browser tell
      if (request.status < 400) return location.assign(request.responseURL);
      const page = new DOMParser().parseFromString(request.responseText, "text/html");
      document.querySelector("main").replaceWith(page.querySelector("main"));
      const wrong = document.querySelector(".errors");
      if (wrong) wrong.focus();
    });
  });

  // While a dossier is being received, papers go up beside the form, which keeps their numbers.
  const dialog = document.querySelector("dialog[data-papers]");
  if (!dialog) return;
  const own = dialog.querySelector("form"), list = dialog.querySelector("ul"), bar = dialog.querySelector("progress");
  const typed = document.getElementById(own.dataset.pending);
  const say = (words) => list.append(Object.assign(document.createElement("li"), {textContent: words}));

  document.addEventListener("papers:open", () => {
    const choice = own.elements.component;
    const had = choice.value;
    while (choice.options.length > 1) choice.remove(1);
    typed.querySelectorAll("[name=paper][data-name]").forEach((p) => choice.add(new Option(p.dataset.name)));
    choice.value = had;
    if (!had || choice.selectedIndex < 0) choice.selectedIndex = Math.min(1, choice.options.length - 1);
    dialog.showModal();
  });
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  own.addEventListener("submit", (e) => {
    e.preventDefault();
    e.stopPropagation(); // several may follow each other
    const body = new FormData();
    body.set("form", typed.elements.once.value);
    body.set("once", Date.now().toString(36) + Math.random().toString(36));
    body.set("component", own.elements.component.value);
    for (const file of own.elements.file.files) body.append("file", file);
    up(own, body, bar, true, (request) => {
      let said = {papers: [], errors: []};
      try { said = JSON.parse(request.responseText); } catch { say("✕ " + request.status); }
      said.papers.forEach((p) => {
        say("✓ " + p.name + ", " + p.size);
        typed.dispatchEvent(new CustomEvent("papers:added", {detail: {id: p.id}}));
      });
      said.errors.forEach((words) => say("✕ " + words));
      if (!said.errors.length) own.elements.file.value = "";
    });
  });
})();
