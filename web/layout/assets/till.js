// An order's page waits for its money and goes on by itself when it has come. Without this
// file the page says so after it is loaded again.
(() => {
  const waits = document.querySelector("[data-waits]");
  if (!waits) return;
  let left = 200; // ten minutes: a page that was forgotten shall not keep its session awake
  const look = async () => {
    try {
      const answer = await fetch(location.href);
      if (answer.ok && !answer.redirected) {
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        if (!page.querySelector("[data-waits]")) {
          const onward = page.querySelector("a[data-onward]");
          location.replace(onward ? onward.href : location.href);
          return;
        }
      }
    } catch { /* away: asked again */ }
    if (--left) setTimeout(look, 3000);
  };
  setTimeout(look, 3000);
})();
