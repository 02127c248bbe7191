(function () {
  "use strict";

  // A table that fits needs no stop for the Tab key.
  function settle() {
    document.querySelectorAll(".scroll").forEach(function (region) {
      var scrolls = region.scrollWidth > region.clientWidth || region.scrollHeight > region.clientHeight;
      if (scrolls) { region.setAttribute("tabindex", "0"); } else { region.removeAttribute("tabindex"); }
    });
  }

  window.addEventListener("resize", settle);
  settle();
}());
