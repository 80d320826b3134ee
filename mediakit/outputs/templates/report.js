const table = document.querySelector("table.sortable");
const told = document.getElementById("sorted");
const heads = [...table.tHead.rows[0].cells];

function keyOf(row, column) {
  const key = row.cells[column].dataset.key ?? "";
  return key !== "" && !Number.isNaN(Number(key)) ? Number(key) : key;
}

function compare(one, other) {
  if (typeof one === "number" && typeof other === "number") return one - other;
  return String(one).localeCompare(String(other), undefined, { numeric: true });
}

function sortBy(column) {
  const head = heads[column];
  const down = head.getAttribute("aria-sort") === "ascending";
  const rows = [...table.tBodies[0].rows];
  rows.sort((one, other) => compare(keyOf(one, column), keyOf(other, column)) * (down ? -1 : 1));
  table.tBodies[0].append(...rows);
  heads.forEach((each) => each.removeAttribute("aria-sort"));
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  told.textContent = `Sorted by ${head.textContent.trim()}, ${down ? "from high to low" : "from low to high"}.`;
}

heads.forEach((head, column) => {
  if ("fixed" in head.dataset) return;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = head.textContent.trim();
  button.addEventListener("click", () => sortBy(column));
  head.replaceChildren(button);
});
