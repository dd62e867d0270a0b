/* Keeps which edition a reader last chose, and offers it first where editions are chosen. */
(function () {
  "use strict";
  var KEY = "qingyuan-edition";
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a");
    var edition = link && link.closest("a[data-edition], li[data-edition]");
    try {
      if (edition) localStorage.setItem(KEY, edition.getAttribute("data-edition"));
    } catch (refused) { /* a browser that keeps nothing */ }
  });
  var last = "";
  try {
    last = (localStorage.getItem(KEY) || "").replace(/[^a-z-]/gi, "");
  } catch (refused) { /* as above */ }
  var chosen = document.querySelectorAll('section[data-edition="' + last + '"]');
  for (var i = 0; i < chosen.length; i += 1) {
    chosen[i].parentNode.insertBefore(chosen[i], chosen[i].parentNode.firstChild);
    var said = chosen[i].querySelector(".qy-last");
    if (said) said.hidden = false;
  }
})();
