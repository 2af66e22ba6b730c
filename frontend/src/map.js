import { Map as LiveMap, Marker, NavigationControl, ScaleControl, setWorkerUrl } from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";

// The map of planned events. The server has drawn it, and the table beside it has all its content.
// This adds what needs a script: moving, zooming, and days. Nothing is fetched from a map server.

const DAY = 24 * 60 * 60 * 1000;
const COLOURS = { event: "#005a5b", conflict: "#ca3535", near: "#0b0c0c", border: "#6f777b" };
const METRES_A_DEGREE = 111195; // of latitude, on a sphere with the earth's mean radius
const CORNERS = 64; // of a drawn circle
const NAMES_FROM_ZOOM = 8.5; // below, names of districts would cover each other

const made = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name in element) element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
};
const inWords = (time) =>
  new Date(time).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "Europe/London" });

const circle = ([longitude, latitude], radius) => {
  const north = radius / METRES_A_DEGREE;
  const east = north / Math.cos((latitude * Math.PI) / 180);
  return Array.from({ length: CORNERS + 1 }, (_, corner) => {
    const turn = (2 * Math.PI * corner) / CORNERS;
    return [longitude + east * Math.sin(turn), latitude + north * Math.cos(turn)];
  });
};
const closed = (ring) => [...ring, ring[0]];
const areaOf = (event) => (event.ring ? closed(event.ring) : circle(event.at, event.radius_m));
const feature = (ring, properties = {}) => ({
  type: "Feature",
  properties,
  geometry: { type: "Polygon", coordinates: [ring] },
});
const collection = (features) => ({ type: "FeatureCollection", features });
const boxOf = (rings) => {
  const [longitudes, latitudes] = [0, 1].map((axis) => rings.flat().map((at) => at[axis]));
  return [
    [Math.min(...longitudes), Math.min(...latitudes)],
    [Math.max(...longitudes), Math.max(...latitudes)],
  ];
};

const styleOf = (data, ground) => ({
  version: 8,
  sources: {
    borders: { type: "geojson", data: data.borders },
    near: { type: "geojson", data: collection(data.near ? [feature(circle(data.near.at, data.near.radius_m))] : []) },
    events: { type: "geojson", data: collection(data.events.map((event) => feature(areaOf(event), event))) },
  },
  layers: [
    { id: "ground", type: "background", paint: { "background-color": ground } },
    { id: "borders", type: "line", source: "borders", paint: { "line-color": COLOURS.border, "line-opacity": 0.6 } },
    {
      id: "near", type: "line", source: "near",
      paint: { "line-color": COLOURS.near, "line-width": 2, "line-dasharray": [3, 3] },
    },
    ...["fill", "line"].map((type) => ({
      id: `events-${type}`,
      type,
      source: "events",
      paint: {
        [`${type}-color`]: ["case", ["get", "in_conflict"], COLOURS.conflict, COLOURS.event],
        ...(type === "fill" ? { "fill-opacity": 0.2 } : { "line-width": 2 }),
      },
    })),
  ],
});

// A slider over the days from the first event to the last, and a box for all days. `choose` takes a day
// or null for all, and returns the number of events.
const daysOf = (events, choose) => {
  const first = Math.floor(Math.min(...events.map((event) => event.since)) / DAY);
  const last = Math.floor(Math.max(...events.map((event) => event.until)) / DAY);
  const words = made("output", { className: "govuk-body", for: "map-day" });
  const slider = made("input", {
    type: "range", id: "map-day", className: "bh-network__day", min: first, max: last, value: first,
  });
  const every = made("input", { type: "checkbox", id: "map-days", className: "govuk-checkboxes__input", checked: true });
  const update = () => {
    const day = every.checked ? null : Number(slider.value) * DAY;
    const shown = choose(day);
    words.textContent = day === null ? "" : `${inWords(day)}: ${shown} event${shown === 1 ? "" : "s"}`;
    slider.setAttribute("aria-valuetext", words.textContent || "All days");
  };
  slider.addEventListener("input", () => {
    every.checked = false;
    update();
  });
  every.addEventListener("change", update);
  return made(
    "div",
    { className: "bh-network__tools bh-on-screen", role: "group", "aria-label": "Days" },
    made(
      "div",
      { className: "govuk-form-group" },
      made("label", { className: "govuk-label", htmlFor: "map-day" }, "Day"),
      slider,
      words,
    ),
    made(
      "div",
      { className: "govuk-checkboxes govuk-checkboxes--small" },
      made(
        "div",
        { className: "govuk-checkboxes__item" },
        every,
        made("label", { className: "govuk-label govuk-checkboxes__label", htmlFor: "map-days" }, "All days"),
      ),
    ),
  );
};

// The name of a district stands in the middle of its largest part. MapLibre would need a font server.
const nameOf = ({ properties, geometry }) => {
  const largest = geometry.coordinates.reduce((one, other) => (other.length > one.length ? other : one));
  const [[west, south], [east, north]] = boxOf([largest]);
  const element = made("span", { className: "bh-map__name", "aria-hidden": "true" }, properties.name);
  return new Marker({ element }).setLngLat([(west + east) / 2, (south + north) / 2]);
};

const markerOf = (event, href) => {
  const words = `${event.number}: ${event.name}, ${event.kind}${event.in_conflict ? ", in conflict" : ""}`;
  const element = made(
    "a",
    { className: `bh-map__pin${event.in_conflict ? " bh-map__pin--conflict" : ""}`, href, title: words, "aria-label": words },
    String(event.number),
  );
  return new Marker({ element }).setLngLat(event.at);
};

const start = (figure) => {
  const data = JSON.parse(document.getElementById("map-data").textContent);
  const picture = figure.querySelector("[data-map-picture]");
  const canvas = made("div", { className: "bh-map__canvas" });
  const ground = getComputedStyle(document.body).backgroundColor;
  setWorkerUrl(new URL(figure.dataset.worker, document.baseURI).href);
  picture.before(canvas);
  const rings = data.events.map(areaOf);
  if (data.near) rings.push(circle(data.near.at, data.near.radius_m));
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = new LiveMap({
    container: canvas,
    style: styleOf(data, ground),
    bounds: boxOf(rings),
    fitBoundsOptions: { padding: 50, maxZoom: 14 },
    attributionControl: false, // the caption of the server's map has it
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    fadeDuration: still ? 0 : 300,
    locale: { "Map.Title": "Map of planned events. The table has the same content." },
  });
  map.addControl(new NavigationControl({ showCompass: false }));
  map.addControl(new ScaleControl({ unit: "metric" }));
  const hrefs = Object.fromEntries(
    [...picture.querySelectorAll("a[href]")].map((link, at) => [at + 1, link.getAttribute("href")]),
  );
  const markers = data.events.map((event) => [event, markerOf(event, hrefs[event.number])]);
  const show = (day) => {
    const isOn = (event) => day === null || (event.since < day + DAY && event.until > day);
    for (const [event, marker] of markers) isOn(event) ? marker.addTo(map) : marker.remove();
    const filter = day === null ? null : ["all", ["<", ["get", "since"], day + DAY], [">", ["get", "until"], day]];
    for (const layer of ["events-fill", "events-line"]) map.setFilter(layer, filter);
    return data.events.filter(isOn).length;
  };
  const zoomed = () => canvas.classList.toggle("bh-map__canvas--far", map.getZoom() < NAMES_FROM_ZOOM);
  map.on("zoom", zoomed);
  map.on("load", () => {
    for (const border of data.borders.features) nameOf(border).addTo(map);
    zoomed();
    show(null);
    canvas.before(daysOf(data.events, show));
    picture.querySelector("svg").classList.add("bh-map__svg--print");
    canvas.dataset.ready = "";
  });
};

// Without WebGL, as on many remote desktops, the map of the server stays.
const hasWebGl = () => Boolean(document.createElement("canvas").getContext("webgl2"));
for (const figure of document.querySelectorAll("[data-map]")) if (hasWebGl()) start(figure);
