/* Over HTTPS a worker keeps what was read, for when there is no network (worker.js). */
(function () {
  "use strict";
  var web = location.protocol === "https:" || location.hostname === "localhost";
  if (!web || !window.isSecureContext || !("serviceWorker" in navigator)) return;
  if (navigator.serviceWorker.controller) return; // it sees to itself, and may be about to go
  var worker = new URL("../worker.js", document.currentScript.src);
  navigator.serviceWorker.register(worker, { updateViaCache: "none" }).catch(function () {
    /* a browser that keeps nothing, or a site without a worker */
  });
})();
