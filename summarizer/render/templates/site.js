"use strict";
const box = document.getElementById("search");
const field = box.querySelector("input");
const state = document.getElementById("state");
const items = [...document.querySelectorAll(".memos > li")];
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const filter = () => {
  const words = plain(field.value).split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const item of items) {
    const fits = words.every((word) => item.dataset.names.includes(word));
    item.hidden = !fits;
    shown += fits;
  }
  document.getElementById("none").hidden = shown > 0 || items.length === 0;
  state.textContent = `${shown} / ${items.length}`;
};
field.addEventListener("input", filter);
box.hidden = false;
filter();
