/* Shows what became overdue after the site was built: copies on a stick are never built again.
   A notice waits, hidden, for the day after its data-after (year-month-day) by the reader's clock. */
(function () {
  "use strict";
  var now = new Date();
  var two = function (number) {
    return (number < 10 ? "0" : "") + number;
  };
  var today = now.getFullYear() + "-" + two(now.getMonth() + 1) + "-" + two(now.getDate());
  var notices = document.querySelectorAll("[data-after][hidden]");
  for (var i = 0; i < notices.length; i += 1) {
    if (today > notices[i].getAttribute("data-after")) {
      notices[i].hidden = false;
    }
  }
})();
