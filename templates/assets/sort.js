// Tables that can be sorted: each column's head becomes a button. First the one way, then the other, then as it was.
(function () {
  "use strict";
  document.querySelectorAll("table[data-sortable]").forEach(function (table) {
    var heads = Array.prototype.slice.call(table.tHead.rows[0].cells);
    var groups = Array.prototype.map.call(table.tBodies, function (body) {
      var rows = Array.prototype.slice.call(body.rows);
      return { body: body, rows: rows.filter(function (row) { return !row.classList.contains("section"); }) };
    });
    var order = new Intl.Collator(document.documentElement.lang, { numeric: true });

    // What a cell is sorted by: data-sort where it has one, a number where that is one; else its words.
    function value(row, column) {
      var cell = row.cells[column];
      return cell.dataset.sort === undefined ? cell.textContent.trim() : cell.dataset.sort;
    }
    function sort(column, way) {
      groups.forEach(function (group) {
        var rows = group.rows.slice();
        if (way) rows.sort(function (one, other) {
          var compared = order.compare(value(one, column), value(other, column));
          return way === "ascending" ? compared : -compared;
        });
        rows.forEach(function (row) { group.body.append(row); });
      });
      heads.forEach(function (head, i) {
        if (i === column && way) head.setAttribute("aria-sort", way); else head.removeAttribute("aria-sort");
      });
    }
    heads.forEach(function (head, column) {
      if (!head.dataset.sortBy) return;
      var first = head.dataset.sortFirst || "ascending";
      var second = first === "ascending" ? "descending" : "ascending";
      var button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.title = head.dataset.sortBy;
      var words = head.querySelector(".sort-words");
      if (words) {
        words.before(button);
        button.append(words);
      } else { // the head is a link: the button stands beside it
        button.setAttribute("aria-label", head.dataset.sortBy);
        head.append(button);
      }
      button.addEventListener("click", function () {
        var now = head.getAttribute("aria-sort");
        sort(column, now === first ? second : now === second ? "" : first);
      });
    });
  });
})();
