"use strict";
(() => {
  const box = document.getElementById("page/filter");
  const count = document.getElementById("page/count");
  const folded = (text) => text.normalize("NFC").toLowerCase().replaceAll("ё", "е");
  const articles = [...document.querySelectorAll("article")];
  const texts = articles.map((article) => folded(article.id + " " + article.textContent));
  const lines = new Map(
    [...document.querySelectorAll("nav li a")].map((a) => [a.hash.slice(1), a.parentElement]),
  );

  const apply = () => {
    const words = folded(box.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    articles.forEach((article, number) => {
      article.hidden = !words.every((word) => texts[number].includes(word));
      lines.get(article.id).hidden = article.hidden;
      shown += article.hidden ? 0 : 1;
    });
    document.querySelectorAll("main > section").forEach((section) => {
      section.hidden = words.length > 0 && !section.querySelector("article:not([hidden])");
    });
    document.querySelectorAll("nav details").forEach((part) => {
      part.hidden = !part.querySelector("li:not([hidden])");
    });
    count.textContent = words.length ? `${shown} / ${articles.length}` : "";
  };
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.closest("[hidden]")) {
      box.value = "";
      apply();
      target.scrollIntoView();
    }
  };

  box.closest("[hidden]").hidden = false;
  box.addEventListener("input", apply);
  addEventListener("hashchange", reveal);
  addEventListener("beforeprint", () => {
    document.querySelectorAll("main details").forEach((part) => { part.open = true; });
  });
  apply();
})();
