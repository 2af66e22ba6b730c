import { resolve } from "node:path";
import { defineConfig } from "vite";

// Names carry no hash: the server adds one when it collects static files.
export default defineConfig({
  publicDir: "public",
  // GOV.UK Frontend carries one media query meant only for Internet Explorer, which is no CSS.
  css: { lightningcss: { errorRecovery: true } },
  build: {
    outDir: resolve(import.meta.dirname, "../src/broadhurst/foundation/govuk/static/govuk"),
    emptyOutDir: true,
    target: "es2020",
    modulePreload: false,
    rollupOptions: {
      // The search box, the chart of a network and the map are files of their own: most pages have
      // none.
      input: {
        app: resolve(import.meta.dirname, "src/app.js"),
        lookup: resolve(import.meta.dirname, "src/lookup.js"),
        network: resolve(import.meta.dirname, "src/network.js"),
        map: resolve(import.meta.dirname, "src/map.js"),
        // MapLibre starts this file as a worker.
        "map-worker": resolve(import.meta.dirname, "node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs"),
      },
      output: { entryFileNames: "[name].js", assetFileNames: "[name][extname]" },
    },
  },
});
