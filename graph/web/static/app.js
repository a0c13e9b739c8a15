/* Suggestions while typing, the legend's switches, and the way to the sentence. Text is only ever set as text. */
"use strict";

(() => {
  const input = document.querySelector(".search input");
  const list = document.getElementById("suggestions");
  let chosen = -1;
  let asked = 0;
  let timer = 0;

  const close = () => {
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const choose = (at) => {
    const items = list.children;
    if (!items.length) return;
    chosen = (at + items.length) % items.length;
    for (const [number, item] of [...items].entries()) {
      item.setAttribute("aria-selected", String(number === chosen));
    }
    input.setAttribute("aria-activedescendant", items[chosen].id);
    items[chosen].scrollIntoView({ block: "nearest" });
  };

  const show = (hits) => {
    list.replaceChildren(
      ...hits.map((hit, number) => {
        const item = document.createElement("li");
        const kind = document.createElement("span");
        const link = document.createElement("a");
        item.id = `suggestion-${number}`;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", "false");
        kind.className = `chip l-${hit.label}`;
        kind.textContent = hit.kind;
        link.href = hit.href;
        link.tabIndex = -1;
        link.lang = "zh-CN";
        link.dir = "auto";
        link.textContent = hit.name;
        item.append(kind, link);
        item.addEventListener("mousedown", (event) => {
          event.preventDefault();
          location.href = hit.href;
        });
        return item;
      }),
    );
    chosen = -1;
    list.hidden = !hits.length;
    input.setAttribute("aria-expanded", String(Boolean(hits.length)));
  };

  const ask = async () => {
    const typed = input.value.trim();
    const number = ++asked;
    if (!typed) return close();
    try {
      const answer = await fetch(`/suggest?q=${encodeURIComponent(typed)}`);
      if (answer.ok && number === asked) show(await answer.json());
    } catch {
      close();
    }
  };

  input.addEventListener("input", (event) => {
    if (event.isComposing) return;
    clearTimeout(timer);
    timer = setTimeout(ask, 80);
  });
  input.addEventListener("compositionend", ask);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) ask();
      else choose(chosen + (event.key === "ArrowDown" ? 1 : chosen < 0 ? 0 : -1));
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      location.href = list.children[chosen].querySelector("a").href;
    } else if (event.key === "Escape") {
      close();
    }
  });

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      input.focus();
      input.select();
    }
  });

  for (const box of document.querySelectorAll("[data-shows]")) {
    box.addEventListener("change", () => {
      for (const mark of document.querySelectorAll(`#text .l-${box.dataset.shows}`)) {
        mark.classList.toggle("plain", !box.checked);
      }
    });
  }

  const place = document.getElementById("at");
  if (place && location.hash === "#at") {
    place.scrollIntoView({ block: "center" });
    place.focus({ preventScroll: true });
  }
})();
