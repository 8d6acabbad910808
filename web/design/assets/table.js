// The longest path follows what is typed: the form goes to the server as it stands, and
// what it comes to is put in its place. Nothing is saved by this; without this file the
// button "check" does the same.
(() => {
  const form = document.querySelector("#table");
  const live = document.querySelector("#live");
  if (!form || !live) return;
  let waits, asked = 0;
  const ask = async () => {
    const mine = ++asked;
    const body = new URLSearchParams(new FormData(form));
    body.set("check", "1");
    try {
      const answer = await fetch(form.action, { method: "POST", body });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("#live");
      if (mine !== asked || !fresh) return;
      const open = live.querySelector("details")?.open;
      live.replaceChildren(...fresh.childNodes);
      if (open && live.querySelector("details")) live.querySelector("details").open = true;
    } catch { /* the server is away: the numbers stay as they were */ }
  };
  form.addEventListener("input", () => {
    clearTimeout(waits);
    waits = setTimeout(ask, 500);
  });
})();
