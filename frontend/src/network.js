import cytoscape from "cytoscape";

// The chart of a network. The server has drawn it and computed the places; tables beside it have all
// its content. This adds what needs a script: expand, hide, group, path and time. Nothing is stored in
// the browser: the server keeps a layout that its reader asks it to keep.

const DAY = 24 * 60 * 60 * 1000;
const MANY = 400; // nodes from which the drawing is simpler while it moves
const KINDS = {
  ocg: ["OCGs", "round-rectangle"],
  person: ["People", "ellipse"],
  identifier: ["Identifiers", "diamond"],
  address: ["Addresses", "pentagon"],
  event: ["Planned events", "triangle"],
};
const EDGE = 90; // px around the places of a kept layout
const ROOM = 110; // px between nodes that are grouped by kind

const made = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name in element) element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
};
const button = (text, onclick, kind = "secondary") =>
  made("button", { type: "button", className: `govuk-button govuk-button--${kind}`, onclick }, text);
const dayOf = (text) => Math.floor(Date.parse(text) / DAY);
const inWords = (day) =>
  new Date(day * DAY).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

const nodeOf = (node) => ({
  group: "nodes",
  data: { ...node, named: node.label.length > 22 ? `${node.label.slice(0, 21)}…` : node.label },
  position: { x: node.x, y: node.y },
  classes: node.shared ? `${node.kind} shared` : node.kind,
});
const edgeOf = (edge) => ({
  group: "edges",
  data: {
    ...edge,
    id: `${edge.source} ${edge.kind} ${edge.target} ${edge.since}`,
    since: dayOf(edge.since),
    until: edge.until ? dayOf(edge.until) : null,
  },
});

const styleOf = (font) => [
  {
    selector: "node",
    style: {
      "background-color": "data(colour)", label: "data(named)", "font-family": font,
      "font-size": 12, "min-zoomed-font-size": 5, "text-valign": "bottom", "text-margin-y": 3,
      "text-background-color": "#fff", "text-background-opacity": 0.85, color: "#0b0c0c",
      width: 24, height: 24,
    },
  },
  ...Object.entries(KINDS).map(([kind, [, shape]]) => ({ selector: `.${kind}`, style: { shape } })),
  { selector: ".ocg", style: { width: 32, height: 32, "font-weight": "bold" } },
  { selector: ".shared", style: { "border-width": 4, "border-color": "#ca3535", "font-weight": "bold" } },
  { selector: "edge", style: { width: 1.5, "line-color": "#6f777b", "curve-style": "haystack" } },
  { selector: ".faded", style: { opacity: 0.25 } },
  { selector: ".away", style: { display: "none" } },
  { selector: "edge.path", style: { width: 5, "line-color": "#ca3535" } },
  { selector: "node.path", style: { "border-width": 4, "border-color": "#0b0c0c" } },
  { selector: "node:selected", style: { "overlay-color": "#ffdd00", "overlay-opacity": 0.6, "overlay-padding": 8 } },
];

const start = (figure) => {
  const data = JSON.parse(document.getElementById("network-data").textContent);
  const picture = figure.querySelector(".bh-network__picture");
  const canvas = made("div", { className: "bh-network__canvas" });
  // Cytoscape would write this style sheet in the page, which the content security policy forbids.
  canvas.append(made("template", { id: "__________cytoscape_stylesheet" }));
  const status = made("p", { className: "govuk-body", role: "status" });
  const panel = made("div", { className: "bh-network__panel", role: "region", "aria-label": "Chosen in the chart" });
  const tools = made("div", { className: "bh-network__tools bh-on-screen", role: "group", "aria-label": "Chart" });
  picture.before(tools);
  picture.after(canvas, status, panel);
  picture.hidden = true;

  const isLarge = data.nodes.length > MANY;
  const cy = cytoscape({
    container: canvas,
    elements: [...data.nodes.map(nodeOf), ...data.edges.map(edgeOf)],
    style: styleOf(getComputedStyle(status).fontFamily),
    layout: { name: "preset" },
    minZoom: 0.02,
    maxZoom: 3,
    textureOnViewport: isLarge,
    hideEdgesOnViewport: isLarge,
    pixelRatio: isLarge ? 1 : "auto",
  });
  cy.fit(undefined, 30);
  // What is seen stays so when the page becomes wider or narrower.
  let [width, height] = [cy.width(), cy.height()];
  cy.on("resize", () => {
    const by = width && cy.width() ? cy.width() / width : 1;
    const { x, y } = cy.pan();
    cy.viewport({ zoom: cy.zoom() * by, pan: { x: x * by, y: (y - height / 2) * by + cy.height() / 2 } });
    [width, height] = [cy.width(), cy.height()];
  });
  const say = (text) => {
    status.textContent = text;
  };

  // What is hidden one by one, by kind and by time.
  const hidden = new Set();
  const kindsAway = new Set();
  let upTo = null;
  const redraw = () => {
    cy.batch(() => {
      cy.nodes().forEach((node) => {
        node.toggleClass("away", hidden.has(node.id()) || kindsAway.has(node.data("kind")));
      });
      cy.edges().forEach((edge) => {
        const { since, until } = edge.data();
        edge.toggleClass("away", upTo !== null && (since > upTo || (until !== null && until < upTo)));
      });
      cy.nodes().forEach((node) => {
        const links = node.connectedEdges().filter((edge) => !edge.hasClass("away"));
        node.toggleClass("faded", upTo !== null && links.empty());
      });
    });
  };

  // Where nodes stand: as the server placed them, or in columns by kind.
  let isGrouped = false;
  const place = () => {
    const rows = {};
    const columns = Object.keys(KINDS);
    cy.batch(() => {
      cy.nodes().forEach((node) => {
        const { kind, x, y } = node.data();
        if (!isGrouped) {
          node.position({ x, y });
          return;
        }
        rows[kind] = (rows[kind] ?? -1) + 1;
        const wide = Math.ceil(Math.sqrt(cy.nodes(`.${kind}`).length / 3));
        const left = columns.slice(0, columns.indexOf(kind)).reduce((sum, before) => {
          const many = cy.nodes(`.${before}`).length;
          return sum + (many ? Math.ceil(Math.sqrt(many / 3)) + 1 : 0);
        }, 0);
        node.position({ x: (left + (rows[kind] % wide)) * ROOM, y: Math.floor(rows[kind] / wide) * (ROOM * 0.7) });
      });
    });
    cy.fit(cy.nodes(":visible"), 30);
  };

  let from = null;
  const showPath = (one, other) => {
    cy.elements().removeClass("path");
    const found = cy.elements(":visible").aStar({ root: one, goal: other });
    if (!found.found) {
      say(`Nothing on the chart connects ${one.data("label")} and ${other.data("label")}.`);
      return;
    }
    found.path.addClass("path");
    const links = found.path.edges().map((edge) => edge.data("in_words"));
    say(`From ${one.data("label")} to ${other.data("label")}: ${links.join("; ")}.`);
  };

  const expand = async (node) => {
    say(`Loading the network of ${node.data("label")}.`);
    const answer = await fetch(figure.dataset.expand.replace("a-reference", encodeURIComponent(node.id())));
    if (!answer.ok) {
      say("The network could not be loaded. Try again.");
      return;
    }
    const more = await answer.json();
    // An identifier may have another reference here: that of the record of another OCG.
    const here = new Map();
    cy.nodes().forEach((one) => [one.id(), ...one.data("also")].forEach((ref) => here.set(ref, one.id())));
    const known = (one) => [one.id, ...one.also].map((ref) => here.get(ref)).find(Boolean);
    const ids = new Map(more.nodes.map((one) => [one.id, known(one) ?? one.id]));
    const middle = more.nodes.find((one) => one.id === node.id());
    const { x, y } = node.position();
    const added = more.nodes.filter((one) => !known(one));
    cy.batch(() => {
      for (const one of added) {
        cy.add(nodeOf({ ...one, x: x + one.x - middle.x, y: y + one.y - middle.y }));
      }
      for (const one of more.nodes) {
        if (one.shared) cy.getElementById(ids.get(one.id)).addClass("shared");
      }
      for (const one of more.edges) {
        const edge = edgeOf({ ...one, source: ids.get(one.source), target: ids.get(one.target) });
        if (cy.getElementById(edge.data.id).empty()) cy.add(edge);
      }
    });
    setRange();
    listNodes();
    redraw();
    cy.fit(cy.nodes(":visible"), 30);
    say(added.length ? `${added.length} added. They are not in the tables below.` : "Nothing more that you can see.");
  };

  const show = (node) => {
    choice.value = node ? nameOf(node) : "";
    panel.replaceChildren();
    if (!node) return;
    const data = node.data();
    const actions = made("div", { className: "govuk-button-group bh-on-screen" });
    if (data.kind === "ocg") actions.append(button("Expand", () => expand(node)));
    actions.append(
      button("Hide", () => {
        hidden.add(node.id());
        redraw();
        node.unselect();
        say(`${data.label} is hidden.`);
      }),
      from && from.id() !== node.id()
        ? button(`Show path from ${from.data("label")}`, () => showPath(from, node))
        : button("Start a path here", () => {
            from = node;
            say(`The path starts at ${data.label}. Now choose where it ends.`);
          }),
    );
    const links = made("ul", { className: "govuk-list govuk-list--bullet" });
    node.connectedEdges(":visible").forEach((edge) => {
      const other = edge.connectedNodes().difference(node);
      const go = made("button", { type: "button", className: "bh-network__go", onclick: () => choose(other) }, edge.data("in_words"));
      links.append(made("li", {}, go, edge.data("grade") ? ` (${edge.data("grade")})` : ""));
    });
    const open = made("a", { className: "govuk-link", href: data.href }, data.label);
    const more = data.detail && data.detail !== data.type ? `: ${data.detail}` : "";
    panel.append(
      made("h3", { className: "govuk-heading-s" }, open),
      made("p", { className: "govuk-body" }, `${data.type}${more}. ${data.links} links. Betweenness ${data.percent}%.`),
      actions,
      links,
    );
  };
  const choose = (node) => {
    cy.nodes().unselect();
    node.select();
    if (!node.visible()) return;
    if (cy.zoom() < 0.8) cy.zoom(0.8);
    cy.center(node);
  };
  cy.on("select unselect", "node", () => show(cy.nodes(":selected")[0]));

  // The controls.
  // A name is typed: a network has more nodes than a drop-down can offer.
  const names = made("datalist", { id: "network-names" });
  const choice = made("input", { className: "govuk-input", id: "network-choice", autocomplete: "off" });
  choice.setAttribute("list", names.id);
  const nameOf = (node) => `${node.data("label")} (${node.data("type")})`;
  choice.onchange = () => {
    const typed = choice.value.trim().toLowerCase();
    if (!typed) return;
    const found = cy.nodes().filter((node) => nameOf(node).toLowerCase().includes(typed));
    const exact = found.filter((node) => nameOf(node).toLowerCase() === typed);
    const [node] = exact.length ? exact : found;
    if (node) choose(node);
    say(node ? `${nameOf(node)} is chosen.` : `Nothing in the chart matches “${choice.value.trim()}”.`);
  };
  const listNodes = () => {
    const listed = cy.nodes().map(nameOf).sort((a, b) => a.localeCompare(b));
    names.replaceChildren(...listed.map((value) => made("option", { value })));
  };
  const slider = made("input", { type: "range", id: "network-day", className: "bh-network__day" });
  const day = made("output", { className: "govuk-body" });
  slider.oninput = () => {
    const isAll = slider.value === slider.max;
    upTo = isAll ? null : Number(slider.value);
    day.textContent = isAll ? "All links" : `Links on ${inWords(upTo)}`;
    slider.setAttribute("aria-valuetext", day.textContent);
    redraw();
  };
  const setRange = () => {
    const days = cy.edges().map((edge) => edge.data("since"));
    slider.min = Math.min(...days);
    slider.max = Math.max(...days, ...cy.edges().map((edge) => edge.data("until") ?? 0)) + 1;
    slider.value = slider.max;
    slider.oninput();
  };
  const kinds = made("fieldset", { className: "govuk-fieldset bh-network__kinds" }, made("legend", { className: "govuk-fieldset__legend" }, "Show"));
  for (const [kind, [words]] of Object.entries(KINDS)) {
    const box = made("input", { type: "checkbox", checked: true });
    box.onchange = () => {
      if (box.checked) kindsAway.delete(kind);
      else kindsAway.add(kind);
      redraw();
    };
    kinds.append(made("label", {}, box, ` ${words}`));
  }
  const group = button("Group by kind", () => {
    isGrouped = !isGrouped;
    group.setAttribute("aria-pressed", isGrouped);
    place();
  });
  group.setAttribute("aria-pressed", false);
  const zoom = (by) => cy.zoom({ level: cy.zoom() * by, renderedPosition: { x: canvas.clientWidth / 2, y: canvas.clientHeight / 2 } });
  tools.append(
    made("div", { className: "govuk-form-group" }, made("label", { className: "govuk-label", htmlFor: "network-choice" }, "Find in the chart"), choice, names),
    made("div", { className: "govuk-form-group" }, made("label", { className: "govuk-label", htmlFor: "network-day" }, "Day"), slider, day),
    kinds,
    made("div", { className: "govuk-button-group" },
      group,
      button("Show all", () => {
        hidden.clear();
        kindsAway.clear();
        for (const box of kinds.querySelectorAll("input")) box.checked = true;
        slider.value = slider.max;
        slider.oninput();
        cy.elements().removeClass("path");
        from = null;
        cy.fit(cy.nodes(":visible"), 30);
        say("Everything is shown.");
      }),
      button("Zoom in", () => zoom(1.4)),
      button("Zoom out", () => zoom(1 / 1.4)),
      button("Print", () => window.print()),
    ),
  );
  const keep = figure.querySelector("[data-keep]");
  if (keep) {
    keep.hidden = false;
    keep.onsubmit = () => {
      const own = new Set(data.nodes.map((node) => node.id));
      const spots = cy.nodes().filter((node) => own.has(node.id())).map((node) => [node.id(), node.position()]);
      const left = Math.min(...spots.map(([, { x }]) => x)) - EDGE;
      const top = Math.min(...spots.map(([, { y }]) => y)) - EDGE;
      keep.elements.spots.value = spots.map(([id, { x, y }]) => `${id} ${Math.round(x - left)} ${Math.round(y - top)}`).join("\n");
    };
  }
  listNodes();
  if (data.edges.length) setRange();
};

for (const figure of document.querySelectorAll("[data-network]")) start(figure);
