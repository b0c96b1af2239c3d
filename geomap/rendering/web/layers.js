const WIDEST = 130; // pixels of the scale bar, half of which hold the longest of its texts

/** A scale bar that speaks the reader's language. */
const ScaleBar = L.Control.Scale.extend({
  _updateMetric(metres) {
    const length = this._getRoundNum(metres);
    const { words } = this.options;
    this._mScale.dir = words.direction; // the map around it runs left to right
    this._updateScale(this._mScale, length < 1000 ? words.t("m", { n: length }) : words.t("km", { n: length / 1000 }), length / metres);
  },
});

/** The layer control: plain maps that travel with the page, pictures from the network only when chosen.
 * @param {any} app @param {any} ground @param {() => void} onTheme */
export function addLayers(app, ground, onTheme) {
  const { map, look } = app;
  const credit = L.control.attribution({ position: "bottomright", prefix: false }).addTo(map);
  const plain = { light: L.layerGroup(), dark: L.layerGroup() };
  const picture = (o) => L.tileLayer(o.url, { maxZoom: 18, maxNativeZoom: o.max, attribution: o.attribution, referrerPolicy: "origin" });
  const choices = [
    ...Object.entries(plain).map(([theme, layer]) => ({ key: theme, layer, theme })),
    ...look.online.map((o) => ({ name: o.name, layer: picture(o), theme: null })),
  ];
  map.on("baselayerchange", ({ layer }) => {
    const { theme } = choices.find((c) => c.layer === layer);
    app.online = theme === null;
    app.theme = theme ?? "light";
    if (app.online) ground.remove();
    else ground.addTo(map);
    onTheme();
  });
  plain[app.theme].addTo(map);
  let controls = [];
  return {
    rename() {
      const { words } = app;
      controls.forEach((control) => control.remove());
      const position = words.direction === "rtl" ? "topleft" : "topright";
      const name = (c) => (c.key ? words.t(c.key) : `${c.name} (${words.t("online")})`);
      controls = [
        L.control.layers(Object.fromEntries(choices.map((c) => [name(c), c.layer])), {}, { position }),
        L.control.zoom({ position, zoomInTitle: words.t("zoom_in"), zoomOutTitle: words.t("zoom_out") }),
        new ScaleBar({ position: words.direction === "rtl" ? "bottomright" : "bottomleft", imperial: false, maxWidth: WIDEST, words }),
      ];
      controls.forEach((control) => control.addTo(map));
      const toggle = map.getContainer().querySelector(".leaflet-control-layers-toggle");
      toggle?.setAttribute("title", words.t("layers"));
      toggle?.setAttribute("aria-label", words.t("layers"));
      credit.removeAttribution(credit.text);
      credit.text = words.t("base_credit");
      credit.addAttribution(credit.text);
      credit.setPosition(words.direction === "rtl" ? "bottomleft" : "bottomright");
    },
  };
}
