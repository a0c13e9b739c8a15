/* The graph view: nodes in the colours of their labels, expanded on demand; everything works from the keyboard. */
"use strict";

(() => {
  const canvas = document.getElementById("graph");
  const { looks, elements, labels, relations } = JSON.parse(document.getElementById("graph-data").textContent);
  const selected = document.getElementById("selected");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

  const styles = () => {
    const ink = dark.matches ? "#d9d4ca" : "#3a3630";
    const line = dark.matches ? "#5d5a54" : "#bcb5a7";
    return [
      {
        selector: "node",
        style: {
          label: "data(caption)",
          "font-size": 11,
          "font-family": "system-ui, PingFang SC, Microsoft YaHei, Noto Sans CJK SC, WenQuanYi Zen Hei, sans-serif",
          "text-wrap": "wrap",
          "text-max-width": 92,
          "text-valign": "bottom",
          "text-margin-y": 4,
          color: ink,
          "background-color": "#999",
          width: 26,
          height: 26,
          "overlay-opacity": 0,
        },
      },
      ...Object.entries(looks).map(([label, look]) => ({
        selector: `node[look = "${label}"]`,
        style: { "background-color": look.colour, width: look.size * 0.62, height: look.size * 0.62 },
      })),
      {
        selector: "edge",
        style: {
          label: "data(words)",
          "font-size": 9,
          color: dark.matches ? "#a39d92" : "#7d766a",
          "text-rotation": "autorotate",
          "text-background-color": dark.matches ? "#1b1a18" : "#fffdf8",
          "text-background-opacity": 0.85,
          "text-background-padding": 2,
          width: 1.2,
          "line-color": line,
          "target-arrow-color": line,
          "target-arrow-shape": "triangle",
          "arrow-scale": 0.8,
          "curve-style": "bezier",
          "overlay-opacity": 0,
        },
      },
      { selector: ".faded", style: { opacity: 0.28 } },
      { selector: "node.expanded", style: { "border-width": 2, "border-color": ink, "border-opacity": 0.5 } },
      { selector: "node:selected", style: { "border-width": 4, "border-color": "#e0a030", "border-opacity": 1, "font-weight": "bold" } },
    ];
  };

  const cy = cytoscape({ container: canvas, style: styles(), minZoom: 0.15, maxZoom: 3, boxSelectionEnabled: false });
  dark.addEventListener("change", () => cy.style(styles()));

  const layout = (fixed) => {
    const run = cy.layout({
      name: "cose",
      animate: false,
      randomize: !fixed,
      fit: !fixed,
      padding: 36,
      nodeRepulsion: () => 14000,
      idealEdgeLength: () => 88,
      nodeOverlap: 24,
      numIter: cy.nodes().length > 150 ? 400 : 1200,
    });
    run.run();
  };

  const report = () => {
    canvas.dataset.nodes = cy.nodes().length;
    canvas.dataset.edges = cy.edges().length;
    const shown = new Set(cy.nodes().map((node) => node.data("look")));
    for (const item of document.querySelectorAll(".graph-legend [data-label]")) {
      item.hidden = !shown.has(item.dataset.label);
    }
  };

  const add = (found, around) => {
    const before = cy.nodes();
    const middle = around ? around.position() : { x: 0, y: 0 };
    const fresh = found.nodes.filter((node) => cy.getElementById(node.id).empty());
    fresh.forEach((node, number) => {
      const angle = (2 * Math.PI * number) / fresh.length;
      cy.add({
        group: "nodes",
        data: node,
        position: { x: middle.x + 120 * Math.cos(angle), y: middle.y + 120 * Math.sin(angle) },
      });
    });
    for (const edge of found.edges) {
      if (cy.getElementById(edge.id).empty()) {
        cy.add({ group: "edges", data: { ...edge, words: relations[edge.type] || edge.type } });
      }
    }
    if (fresh.length) layout(before.length > 0 && Boolean(around));
    if (around) cy.animate({ fit: { padding: 36 }, duration: still ? 0 : 200 });
    report();
  };

  const address = (node) => {
    const [label, ...rest] = node.id().split(":");
    return `${encodeURIComponent(label)}/${encodeURIComponent(rest.join(":"))}`;
  };

  const load = async (path, around) => {
    canvas.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(`/neighbours/${path}`);
      if (answer.ok) add(await answer.json(), around);
    } finally {
      canvas.removeAttribute("aria-busy");
    }
  };

  const expand = async (node) => {
    await load(address(node), node);
    node.addClass("expanded");
    show(node);
  };

  const show = (node) => {
    cy.elements().removeClass("faded");
    cy.elements().difference(node.closedNeighborhood()).addClass("faded");
    selected.hidden = false;
    document.querySelector(".inspector .hint").hidden = true;
    const kind = document.getElementById("selected-kind");
    kind.className = `chip l-${node.data("look")}`;
    kind.textContent = labels[node.data("look")];
    document.getElementById("selected-name").textContent = node.data("full");
    const open = document.getElementById("selected-open");
    open.hidden = !node.data("href");
    open.href = node.data("href") || "/";
    document.getElementById("selected-ties").replaceChildren(
      ...node.connectedEdges().map((edge) => {
        const other = edge.source().same(node) ? edge.target() : edge.source();
        const item = document.createElement("li");
        const button = document.createElement("button");
        const words = document.createElement("small");
        words.textContent = edge.source().same(node) ? `${edge.data("words")} →` : `← ${edge.data("words")}`;
        button.type = "button";
        button.lang = "zh-CN";
        button.textContent = other.data("full");
        button.addEventListener("click", () => select(other));
        item.append(words, " ", button);
        return item;
      }),
    );
  };

  const select = (node) => {
    cy.nodes().unselect();
    node.select();
    show(node);
    const box = cy.extent();
    const { x, y } = node.position();
    if (x < box.x1 || x > box.x2 || y < box.y1 || y > box.y2) cy.center(node);
  };

  /* The nearest node in the direction of an arrow key. */
  const beside = (from, key) => {
    const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
    const here = from.position();
    let best = null;
    let least = Infinity;
    for (const node of cy.nodes()) {
      const { x, y } = node.position();
      const along = (x - here.x) * dx + (y - here.y) * dy;
      const aside = Math.abs((x - here.x) * dy) + Math.abs((y - here.y) * dx);
      const cost = along + 2 * aside;
      if (along > 1 && cost < least) [best, least] = [node, cost];
    }
    return best;
  };

  cy.on("tap", "node", (event) => select(event.target));
  cy.on("tap", (event) => {
    if (event.target === cy) cy.elements().removeClass("faded");
  });
  cy.on("dbltap", "node", (event) => expand(event.target));
  canvas.addEventListener("keydown", (event) => {
    const current = cy.nodes(":selected").first();
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.startsWith("Arrow")) {
      event.preventDefault();
      const next = current.nonempty() ? beside(current, event.key) : cy.nodes().first();
      if (next && next.nonempty()) select(next);
    } else if (event.key === "Enter" && current.nonempty()) {
      event.preventDefault();
      expand(current);
    } else if (event.key === "o" && current.nonempty() && current.data("href")) {
      location.href = current.data("href");
    } else if (event.key === "+" || event.key === "=" || event.key === "-") {
      const centre = { x: canvas.clientWidth / 2, y: canvas.clientHeight / 2 };
      cy.zoom({ level: cy.zoom() * (event.key === "-" ? 0.8 : 1.25), renderedPosition: centre });
    } else if (event.key === "f") {
      cy.fit(undefined, 36);
    }
  });
  document.getElementById("selected-expand").addEventListener("click", () => {
    const current = cy.nodes(":selected").first();
    if (current.nonempty()) expand(current);
  });
  document.getElementById("graph-fit").addEventListener("click", () => cy.fit(undefined, 36));
  window.addEventListener("resize", () => cy.resize());

  // For tests, and for those who like to script: the view itself.
  window.shutuGraph = cy;

  if (canvas.dataset.start) {
    load(canvas.dataset.start, null).then(() => {
      const [label, id] = canvas.dataset.start.split("/");
      const start = cy.getElementById(`${label}:${id}`);
      if (start.nonempty()) {
        start.addClass("expanded");
        select(start);
      }
    });
  } else {
    add(elements, null);
  }
})();
