"use strict";

(() => {
  const config = {
    responsive: true,
    displaylogo: false,
    displayModeBar: "hover",
    showSendToCloud: false,
    modeBarButtonsToRemove: ["sendChartToCloud", "select2d", "lasso2d", "autoScale2d"],
  };

  const plots = [];
  for (const source of document.querySelectorAll("script[data-figure]")) {
    const plot = document.getElementById(source.dataset.figure);
    const figure = JSON.parse(source.textContent);
    plots.push(plot);
    Plotly.newPlot(plot, figure.data, figure.layout, config);
  }

  // Paper is narrower than the window, and a figure does not grow or shrink by itself: redraw it at the width it has on the page.
  const millimetre = 96 / 25.4;
  const paper = { full: 182 * millimetre, gap: 1.4 * 16 };
  const printedWidth = plot => plot.closest(".half") ? (paper.full - paper.gap) / 2 : paper.full;
  window.addEventListener("beforeprint", () => {
    for (const plot of plots) Plotly.relayout(plot, { width: Math.floor(printedWidth(plot)), height: plot.clientHeight });
  });
  window.addEventListener("afterprint", () => {
    for (const plot of plots) Plotly.relayout(plot, { width: null, height: null, autosize: true });
  });

  const key = cell => cell.dataset.sort ?? cell.textContent;
  // Numbers by value, texts by letters, what is missing behind both.
  const rank = text => text === "" || text === "NaN" ? 2 : Number.isNaN(Number(text)) ? 1 : 0;
  const compare = (a, b) => {
    const [x, y] = [key(a), key(b)];
    if (rank(x) !== rank(y)) return rank(x) - rank(y);
    return rank(x) === 0 ? Number(x) - Number(y) : x < y ? -1 : x > y ? 1 : 0;
  };
  const sort = head => {
    const column = [...head.parentElement.children].indexOf(head);
    const descending = head.getAttribute("aria-sort") === "ascending";
    for (const other of head.parentElement.children) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", descending ? "descending" : "ascending");
    const body = head.closest("table").tBodies[0];
    const rows = [...body.rows].sort((a, b) => compare(a.cells[column], b.cells[column]));
    if (descending) rows.reverse();
    body.append(...rows);
  };
  for (const head of document.querySelectorAll(".sortable thead th")) {
    head.tabIndex = 0;
    head.addEventListener("click", () => sort(head));
    head.addEventListener("keydown", event => { if (event.key === "Enter") sort(head); });
  }

  // The navigation shows the chapter whose head was passed last.
  const links = [...document.querySelectorAll("nav a")];
  const chapters = links.map(link => document.getElementById(link.hash.slice(1)));
  const mark = () => {
    let here = 0;
    chapters.forEach((chapter, i) => { if (chapter.getBoundingClientRect().top < 120) here = i; });
    links.forEach((link, i) => link.classList.toggle("here", i === here));
  };
  document.addEventListener("scroll", mark, { passive: true });
  mark();
})();
