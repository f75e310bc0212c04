(function () {
  "use strict";
  var status = document.getElementById("status");

  function fallback(text) {
    var area = document.createElement("textarea");
    area.value = text;
    area.setAttribute("readonly", "");
    document.body.appendChild(area);
    area.select();
    var done = false;
    try { done = document.execCommand("copy"); } catch (error) { done = false; }
    area.remove();
    return done ? Promise.resolve() : Promise.reject();
  }

  function copy(text) {
    if (navigator.clipboard && window.isSecureContext) {
      return navigator.clipboard.writeText(text).catch(function () { return fallback(text); });
    }
    return fallback(text);
  }

  document.querySelectorAll("button[data-address]").forEach(function (button) {
    var label = button.querySelector("[data-label]");
    var before = label.textContent, what = button.dataset.what || "Address";
    button.hidden = false;
    button.addEventListener("click", function () {
      copy(button.dataset.address).then(function () {
        label.textContent = "Copied";
        status.textContent = what + " copied: " + button.dataset.address;
      }, function () {
        label.textContent = "Not copied";
        status.textContent = what + " could not be copied: " + button.dataset.address;
      }).then(function () {
        button.focus();
        setTimeout(function () { label.textContent = before; status.textContent = ""; }, 4000);
      });
    });
  });
})();
