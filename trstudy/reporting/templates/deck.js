// A phone held upright gets an upright slide.
const upright = matchMedia("(max-width: 40rem) and (orientation: portrait)").matches;
Reveal.initialize({
  plugins: [RevealNotes],
  width: upright ? 720 : 1280, height: upright ? 1280 : 720, margin: 0.06, center: false,
  hash: true, slideNumber: "c/t", transition: "none", backgroundTransition: "none",
  scrollActivationWidth: null, pdfSeparateFragments: false,
});
