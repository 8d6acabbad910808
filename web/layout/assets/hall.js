// The waiting hall: a page with data-events is fetched anew when the server says that something
// changed, and after every gap. A slip prints itself, a form takes the focus. Without this file pages reload by themselves.
(() => {
  const live = () => document.querySelector("[data-events]");
  const away = document.querySelector("[data-away]");
  const offline = (yes) => { if (away) away.hidden = !yes; };
  let asked = 0;

  const refresh = async () => {
    const mine = ++asked;
    try {
      const answer = await fetch(location.href, {cache: "no-store"});
      if (mine !== asked || !answer.ok) return offline(!answer.ok);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("[data-events]");
      if (mine !== asked || !fresh) return;
      live().replaceWith(fresh);
      const [say, said] = [page, document].map((d) => d.querySelector("[data-say]"));
      if (say && said && say.textContent !== said.textContent) said.textContent = say.textContent;
      offline(false);
    } catch { offline(true); }
  };

  const listen = (address) => {
    const stream = new EventSource(address);
    stream.onmessage = refresh;
    let broke = 0;
    stream.onopen = () => { clearTimeout(broke); offline(false); };
    stream.onerror = () => {
      clearTimeout(broke);
      broke = setTimeout(() => offline(true), 8000); // every stream ends now and then and comes back
      if (stream.readyState === EventSource.CLOSED) setTimeout(() => { refresh(); listen(address); }, 3000);
    };
  };
  if (live()) listen(live().dataset.events);

  // Hands are on the keyboard: the first field that is still to be filled has the focus.
  const begin = document.querySelector("form[data-focus]");
  if (begin && !document.querySelector(".errors")) {
    const field = document.getElementById(begin.dataset.focus);
    field.focus();
    field.select();
  }

  const slip = document.querySelector("[data-slip]");
  if (slip) {
    print();
    setTimeout(() => { location.href = slip.dataset.slip; }, 10000);
  }
})();
