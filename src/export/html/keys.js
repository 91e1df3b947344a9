// Keys go from change to change; everything can be read without them.
(function () {
  "use strict";
  var stops = Array.prototype.slice.call(document.querySelectorAll(".change"));
  var hint = document.querySelector(".keys");
  if (hint && stops.length) { hint.hidden = false; }
  function here() {
    var focused = document.activeElement && document.activeElement.closest(".change");
    if (focused) { return stops.indexOf(focused); }
    // Before the first key the place is what the reader has scrolled to.
    var above = -1;
    stops.forEach(function (stop, k) { if (stop.getBoundingClientRect().top < 1) { above = k; } });
    return above;
  }
  document.addEventListener("keydown", function (event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) { return; }
    var by = { n: 1, j: 1, p: -1, k: -1 }[event.key];
    if (!by || !stops.length) { return; }
    var to = Math.max(0, Math.min(stops.length - 1, here() + by));
    event.preventDefault();
    stops[to].focus({ preventScroll: true });
    stops[to].scrollIntoView({ block: "center" });
  });
})();
