/* The query page: filter the library, run with Ctrl+Enter, show the result as graph or as table. */
"use strict";

(() => {
  const filter = document.getElementById("library-filter");
  filter.addEventListener("input", () => {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const section of document.querySelectorAll(".library section")) {
      let any = false;
      for (const link of section.querySelectorAll("a")) {
        const fits = words.every((word) => link.dataset.words.toLowerCase().includes(word));
        link.parentElement.hidden = !fits;
        any = any || fits;
      }
      section.hidden = !any;
    }
  });

  const form = document.getElementById("query-form");
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
    }
  });

  const tabs = [...document.querySelectorAll("#result-tabs a[href^='#']")];
  const show = (tab) => {
    for (const other of tabs) {
      const here = other === tab;
      document.querySelector(other.getAttribute("href")).classList.toggle("folded", !here);
      if (here) other.setAttribute("aria-current", "true");
      else other.removeAttribute("aria-current");
    }
    window.dispatchEvent(new Event("resize"));
  };
  for (const tab of tabs) {
    tab.addEventListener("click", (event) => {
      event.preventDefault();
      show(tab);
    });
  }
  const current = document.querySelector(".library [aria-current]");
  if (current) current.scrollIntoView({ block: "nearest" });
  // The graph draws itself first, while its panel has a size.
  window.addEventListener("load", () => tabs.length && show(tabs[0]));
})();
