(function () {
  "use strict";
  var tip = document.getElementById("tip"), near = null;

  function hide() {
    tip.hidden = true;
    if (near) { near.classList.remove("near"); }
    near = null;
  }

  function show(mark, x, y) {
    var item = document.getElementById(mark.dataset.of);
    if (!item) { return; }
    if (near !== mark) {
      hide();
      near = mark;
      mark.classList.add("near");
      var name = document.createElement("strong");
      name.textContent = item.querySelector(".no").textContent + " · " +
        (item.classList.contains("doubtful") ? "kept with a doubt" : item.className.replace("item ", ""));
      tip.replaceChildren(name, item.querySelector(".why").cloneNode(true));
      tip.hidden = false;
    }
    var width = tip.offsetWidth, height = tip.offsetHeight;
    var left = Math.max(8, Math.min(x + 14, window.innerWidth - width - 8));
    var below = y + 18 + height < window.innerHeight;
    tip.style.left = left + "px";
    tip.style.top = Math.max(8, below ? y + 18 : y - height - 12) + "px";
  }

  function markOf(target) {
    return target instanceof Element ? target.closest("[data-of]") : null;
  }

  document.addEventListener("mousemove", function (event) {
    var mark = markOf(event.target);
    if (mark) { show(mark, event.clientX, event.clientY); } else { hide(); }
  });
  document.addEventListener("focusin", function (event) {
    var mark = markOf(event.target);
    if (!mark) { hide(); return; }
    var box = event.target.getBoundingClientRect();
    show(mark, box.left, box.bottom);
  });
  document.addEventListener("focusout", hide);
  document.addEventListener("click", function (event) {
    var mark = markOf(event.target);
    if (mark) { show(mark, event.clientX, event.clientY); } else { hide(); }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") { hide(); }
  });
  document.addEventListener("scroll", hide, { passive: true });
  window.addEventListener("hashchange", function () {
    if (/^#[mk]\d+$/.test(location.hash) && document.getElementById("view-original")) {
      document.getElementById("view-original").checked = true;
      var mark = document.getElementById(location.hash.slice(1));
      if (mark) { mark.scrollIntoView({ block: "center" }); }
    }
  });
})();
